import { asWinnowError, WinnowError } from '@/lib/base/errors';
import { createLogger } from '@/lib/base/logging';
import { databaseReady } from '@/lib/data/health';

/** failureOf says what a request is told of whatever was thrown, and writes down what is Winnow's own fault. */
export async function failureOf(error: unknown, { method, pathname }: { method: string; pathname: string }): Promise<WinnowError> {
  const known = await explained(error);
  if (known.kind.fault === 'winnow' && known.code !== 'queue_full')
    createLogger('web').error({ err: error, method, path: pathname }, 'Request failed');
  return known;
}

/** Whatever the client library threw: while the database does not answer, that is the reason, and asking again later helps. */
async function explained(error: unknown): Promise<WinnowError> {
  if (error instanceof WinnowError || (await databaseReady())) return asWinnowError(error);
  return new WinnowError('database_unavailable', 'The database does not answer.', { cause: error });
}

import { WinnowError } from '@/lib/base/errors';
import { canonicalUrl } from '@/lib/net/canonical-url';
import { judgeUrl } from '@/lib/net/url';
import { contentEgressPolicy } from '@/lib/pipeline/egress';
import { listSamples } from './samples';

export interface AdmittedUrl {
  canonicalUrl: string;
  sourceHost: string;
}

/** admitUrl refuses at once what can never be fetched, with the reason; the guard judges names again when they are resolved. */
export async function admitUrl(text: string): Promise<AdmittedUrl> {
  if (/^sample:/i.test(text)) return admitSample(text);
  const verdict = judgeUrl(text, contentEgressPolicy());
  if (!verdict.ok) throw new WinnowError(verdict.code, verdict.reason, { fields: [{ field: 'url', message: verdict.reason }] });
  return { canonicalUrl: canonicalUrl(verdict.url.href), sourceHost: verdict.url.hostname.replace(/^www\./, '') };
}

/** admitCallback is the same for where a run's end is posted to: a callback URL is content, not an operator's endpoint. */
export function admitCallback(text: string): string {
  const verdict = judgeUrl(text, contentEgressPolicy());
  if (!verdict.ok) throw new WinnowError(verdict.code, verdict.reason, { fields: [{ field: 'callback_url', message: verdict.reason }] });
  return verdict.url.href;
}

async function admitSample(text: string): Promise<AdmittedUrl> {
  const id = text.slice('sample:'.length);
  const samples = await listSamples();
  if (!samples.some((sample) => sample.id === id)) {
    const message = `there is no sample "${id}"; there are ${samples.map((sample) => sample.id).join(', ')}`;
    throw new WinnowError('invalid_url', message, { fields: [{ field: 'url', message }] });
  }
  return { canonicalUrl: `sample:${id}`, sourceHost: 'sample' };
}

import { WinnowError } from '@/lib/base/errors';
import type { ByteBudget } from './types';

/** createByteBudget makes the cap that all fetches of one item share. */
export function createByteBudget(maxBytes: number): ByteBudget {
  let usedBytes = 0;
  return {
    maxBytes,
    get usedBytes() {
      return usedBytes;
    },
    charge(bytes) {
      usedBytes += bytes;
      if (usedBytes > maxBytes) throw new WinnowError('too_large', `More than ${maxBytes} bytes.`);
    },
  };
}

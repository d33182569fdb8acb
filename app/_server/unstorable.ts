import type { FieldError } from '@/lib/base/errors';

/** PostgreSQL stores no NUL and no half of a surrogate pair. Left to it they would be an error that names no field; left out, the text would be another one. */
const UNSTORABLE = /[\0\p{Cs}]/u;

/** unstorableTexts names the fields of a request whose text cannot be stored as it is. Without recursion: a body may be nested as deep as it is long. */
export function unstorableTexts(value: unknown): FieldError[] {
  const errors: FieldError[] = [];
  const open: [field: string, value: unknown][] = [['', value]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [field, one] = next;
    if (typeof one === 'string') {
      if (UNSTORABLE.test(one))
        errors.push({ field, message: 'holds a character that cannot be stored: NUL, or half of a surrogate pair' });
    } else if (one !== null && typeof one === 'object') {
      for (const [key, held] of Object.entries(one)) open.push([field === '' ? key : `${field}.${key}`, held], [field, key]);
    }
  }
  return errors;
}

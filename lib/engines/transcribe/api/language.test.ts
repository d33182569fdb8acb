import { describe, expect, it } from 'vitest';
import { languageCode } from './language';

describe('languageCode', () => {
  it.each([
    ['english', 'en'],
    ['English', 'en'],
    ['en', 'en'],
    ['en-US', 'en'],
    ['pt_BR', 'pt'],
    ['german', 'de'],
    ['klingon?', null],
    ['', null],
  ])('%j is %j', (name, code) => expect(languageCode(name)).toBe(code));
});

import { describe, expect, it } from 'vitest';
import { hintFor, looksLikeUrl } from './url-hint';

describe('hintFor', () => {
  it.each(['', '   ', 'https://example.org', 'http://example.org:8080/a?b=c#d', ' https://example.org ', 'sample:evening-news'])(
    'says nothing of "%s"',
    (text) => {
      expect(hintFor(text)).toBeNull();
    },
  );

  it.each([
    ['example.org', 'https://example.org'],
    ['www.example.org/watch?v=1', 'https://www.example.org/watch?v=1'],
    ['example.org:8443/a', 'https://example.org:8443/a'],
  ])('offers to put https:// before %s', (text, suggestion) => {
    expect(hintFor(text)?.suggestion).toBe(suggestion);
  });

  it.each(['ftp://example.org', 'javascript:alert(1)', 'file:///etc/passwd', 'https://', 'hello', 'https://a.org https://b.org'])(
    'warns of "%s" and suggests nothing',
    (text) => {
      expect(hintFor(text)).toMatchObject({ suggestion: null });
    },
  );

  it('takes for a URL only what could be submitted as it is', () => {
    expect(['https://example.org', 'example.org', '', 'dam'].map(looksLikeUrl)).toEqual([true, false, false, false]);
  });
});

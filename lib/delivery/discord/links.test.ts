import { describe, expect, it } from 'vitest';
import { sourceUrl } from './links';

describe('the address of a source', () => {
  it.each(['https://a.example/x_(y)_z?q=*', 'https://user:secret@a.example/'])(
    '%s cannot end its link early or carry a password',
    (url) => {
      expect(sourceUrl(url)).toMatch(/^https:\/\/a\.example\/[^()<>*_|`[\]@]*$/);
    },
  );

  it('still leads to the same place', () => {
    const url = new URL(sourceUrl('https://a.example/x_(y)?q=*')!);
    expect([decodeURIComponent(url.pathname), url.searchParams.get('q')]).toEqual(['/x_(y)', '*']);
  });

  it.each(['sample:tea', 'ftp://a.example/', 'http://localhost:8000/', 'javascript:alert(1)', `https://a.example/${'x'.repeat(600)}`])(
    'is not linked: %s',
    (url) => {
      expect(sourceUrl(url)).toBeNull();
    },
  );
});

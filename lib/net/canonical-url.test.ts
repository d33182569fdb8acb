import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WinnowError } from '@/lib/base/errors';
import { canonicalUrl } from './canonical-url';

function codeOf(text: string): string {
  try {
    return canonicalUrl(text);
  } catch (error) {
    return error instanceof WinnowError ? error.code : String(error);
  }
}

describe('canonicalUrl: one item, one address', () => {
  it.each([
    ['scheme and host are lower case', 'HTTPS://Example.COM/A', 'https://example.com/A'],
    ['a default port goes', 'https://example.com:443/', 'https://example.com/'],
    ['another port stays', 'http://example.com:8080/', 'http://example.com:8080/'],
    ['an empty path is the root', 'https://example.com', 'https://example.com/'],
    ["a host's final dot goes", 'https://example.com./a', 'https://example.com/a'],
    ['spaces around it go', '  https://example.com/a\n', 'https://example.com/a'],
    ['an international name is written in ASCII', 'https://bücher.example/ä', 'https://xn--bcher-kva.example/%C3%A4'],
    ['dot segments are walked', 'https://example.com/a/../b/./c', 'https://example.com/b/c'],
    ['needless escapes are undone', 'https://example.com/%7euser/%41', 'https://example.com/~user/A'],
    ['needful escapes get capitals', 'https://example.com/a%2fb', 'https://example.com/a%2Fb'],
    ['a fragment goes', 'https://example.com/a#chapter-2', 'https://example.com/a'],
    ['a text fragment goes', 'https://example.com/a#:~:text=hello', 'https://example.com/a'],
    ['a fragment that routes stays', 'https://example.com/#/episode/7', 'https://example.com/#/episode/7'],
    ['a hashbang stays', 'https://example.com/#!/a', 'https://example.com/#!/a'],
    ['tracking goes', 'https://example.com/a?utm_source=x&UTM_Medium=y&fbclid=1&gclid=2', 'https://example.com/a'],
    ['the query is sorted by name', 'https://example.com/a?b=2&a=1&c', 'https://example.com/a?a=1&b=2&c'],
    ['values of one name keep their order', 'https://example.com/a?x=2&x=1', 'https://example.com/a?x=2&x=1'],
    ['an empty query goes', 'https://example.com/a?', 'https://example.com/a'],
    ['a share mark goes where it is one', 'https://open.spotify.com/episode/1?si=abc', 'https://open.spotify.com/episode/1'],
    ['samples are lower case', ' Sample:Harbour-Debate ', 'sample:harbour-debate'],
  ])('%s', (_, given, wanted) => {
    expect(canonicalUrl(given)).toBe(wanted);
  });

  it.each([
    ['a final slash', 'https://example.com/a', 'https://example.com/a/'],
    ['www', 'https://example.com/', 'https://www.example.com/'],
    ['the scheme', 'http://example.com/', 'https://example.com/'],
    ['the case of a path', 'https://example.com/a', 'https://example.com/A'],
    ['an escaped slash', 'https://example.com/a/b', 'https://example.com/a%2Fb'],
    ['a plus and an escaped space', 'https://example.com/?q=a+b', 'https://example.com/?q=a%20b'],
    ['a name that is a share mark elsewhere', 'https://example.com/?si=1', 'https://example.com/?si=2'],
  ])('keeps two addresses apart that differ by %s', (_, one, other) => {
    expect(canonicalUrl(one)).not.toBe(canonicalUrl(other));
  });

  it.each([
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
    'http://youtube.com/watch?feature=shared&v=dQw4w9WgXcQ&t=42s',
    'https://youtu.be/dQw4w9WgXcQ?si=tracking',
    'https://m.youtube.com/watch?v=dQw4w9WgXcQ&list=PLabc&index=3',
    'https://music.youtube.com/watch?v=dQw4w9WgXcQ',
    'https://www.youtube.com/shorts/dQw4w9WgXcQ',
    'https://www.youtube.com/embed/dQw4w9WgXcQ?start=10',
    'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ',
    'https://www.youtube.com/live/dQw4w9WgXcQ?feature=share',
    'https://www.youtube.com/v/dQw4w9WgXcQ',
  ])('knows %s as the one video', (address) => {
    expect(canonicalUrl(address)).toBe('https://www.youtube.com/watch?v=dQw4w9WgXcQ');
  });

  it.each([
    ['https://m.youtube.com/playlist?list=PLx_1-2&si=a', 'https://www.youtube.com/playlist?list=PLx_1-2'],
    ['https://www.youtube.com/embed/videoseries?list=PLx_1-2', 'https://www.youtube.com/playlist?list=PLx_1-2'],
    ['http://m.youtube.com/@SomeOne/videos?feature=x', 'https://www.youtube.com/@SomeOne/videos'],
    ['https://www.youtube.com/feeds/videos.xml?channel_id=UC1', 'https://www.youtube.com/feeds/videos.xml?channel_id=UC1'],
  ])('brings %s to %s', (given, wanted) => {
    expect(canonicalUrl(given)).toBe(wanted);
  });

  it('takes no other host for YouTube', () => {
    expect(canonicalUrl('https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ')).toContain('evil.example');
    expect(canonicalUrl('https://notyoutube.com/embed/dQw4w9WgXcQ')).toContain('notyoutube.com/embed');
  });

  it.each([
    ['', 'invalid_url'],
    ['example.com/a', 'invalid_url'],
    ['https://', 'invalid_url'],
    ['https://user:secret@example.com/', 'invalid_url'],
    ['sample:../../etc/passwd', 'invalid_url'],
    ['sample:', 'invalid_url'],
    ['ftp://example.com/a', 'unsupported_scheme'],
    ['file:///etc/passwd', 'unsupported_scheme'],
    ['javascript:alert(1)', 'unsupported_scheme'],
  ])('refuses %j as %s', (text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  it('says nothing of a password in its message', () => {
    expect(() => canonicalUrl('https://user:secret@example.com/')).toThrow(/^(?!.*secret)/);
  });
});

describe('canonicalUrl: whatever it is given', () => {
  const host = fc.constantFrom(
    'example.com',
    'www.youtube.com',
    'youtu.be',
    'm.youtube.com',
    'www.youtu.be',
    'open.spotify.com',
    'x.com',
    'BÜCHER.example.',
  );
  const anyUrl = fc
    .record({
      scheme: fc.constantFrom('http', 'HTTPS'),
      host,
      path: fc.array(
        fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('%41', '%%34%31', '..', 'watch', 'embed', 'dQw4w9WgXcQ', '%2e%2E', '%')),
      ),
      query: fc.array(fc.tuple(fc.constantFrom('v', 'list', 'utm_source', 'b', 'a', 'si', '%75tm_source'), fc.string({ maxLength: 12 }))),
      fragment: fc.string({ maxLength: 12 }),
    })
    .map(
      ({ scheme, host: name, path, query, fragment }) =>
        `${scheme}://${name}/${path.join('/')}?${query.map((pair) => pair.join('=')).join('&')}#${fragment}`,
    );

  it('a canonical form is its own canonical form', () => {
    fc.assert(
      fc.property(fc.oneof(anyUrl, fc.webUrl({ withQueryParameters: true, withFragments: true })), (text) => {
        if (!URL.canParse(text.trim())) return;
        const once = canonicalUrl(text);
        expect(canonicalUrl(once)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });

  it('text either has a canonical form or is refused by its code', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(codeOf(text)).toMatch(/^(?:https?:\/\/|sample:|invalid_url$|unsupported_scheme$)/);
      }),
    );
  });
});

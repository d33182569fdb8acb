import { describe, expect, it } from 'vitest';
import { mergeMetadata, titleOfFile } from './metadata';

describe('mergeMetadata', () => {
  it('takes each value from the first source that has it', () => {
    const merged = mergeMetadata(
      'https://www.a.example/x',
      { title: null, author: 'Ann' },
      { title: 'T', author: 'Bob', chapters: [{ startSeconds: 0, title: 'c' }] },
    );
    expect(merged).toMatchObject({
      title: 'T',
      author: 'Ann',
      sourceHost: 'a.example',
      pageUrl: 'https://www.a.example/x',
      language: null,
    });
    expect(merged.chapters).toHaveLength(1);
  });

  it('names the host of the page that a person would open', () => {
    expect(mergeMetadata('https://cdn.example/x.mp3', { pageUrl: 'https://show.example/1' }).sourceHost).toBe('show.example');
  });
});

describe('titleOfFile', () => {
  it.each([
    ['https://e.com/a/My_First%20Talk.mp3?x=1', {}, 'My First Talk'],
    ['https://e.com/x', { 'content-disposition': 'attachment; filename="Ep 1.mp3"' }, 'Ep 1'],
    ['https://e.com/x', { 'content-disposition': "attachment; filename=x.mp3; filename*=UTF-8''Caf%C3%A9.mp3" }, 'Café'],
    ['https://e.com/x', { 'content-disposition': "attachment; filename*=UTF-8''%ff%fe; filename=b.mp3" }, 'b'],
    ['https://e.com/%E0%A4%A', {}, null],
    ['https://e.com/12345.mp3', {}, null],
    ['https://e.com/', {}, null],
    ['https://e.com/a%0d%0a%E2%80%AEb.mp3', {}, 'a b'],
  ])('of %s with %j is %j', (url, headers, title) => {
    expect(titleOfFile(url, new Headers(headers as Record<string, string>))).toBe(title);
  });
});

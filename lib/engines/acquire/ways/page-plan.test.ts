import { describe, expect, it } from 'vitest';
import type { PageMedia } from '../page/media';
import type { PageFacts } from '../page/read';
import { planPage } from './page-plan';

const media = (url = 'https://cdn.example/a.mp3'): PageMedia => ({ url, title: null, durationSeconds: null, tracks: [] });
const VIDEO_FRAME = 'https://www.youtube.com/embed/dQw4w9WgXcQ';

function page(over: Partial<PageFacts>): PageFacts {
  return {
    title: null,
    description: null,
    author: null,
    siteName: null,
    publishedAt: null,
    language: null,
    declares: null,
    paragraphs: [],
    words: 0,
    media: [],
    feeds: [],
    frames: [],
    refreshUrl: null,
    asksForPassword: false,
    isPaywalled: false,
    hasScripts: true,
    ...over,
  };
}

describe('planPage', () => {
  it.each<[string, Partial<PageFacts>, string]>([
    ['text is an article', { words: 800 }, 'article'],
    ['a short notice is one too', { words: 60 }, 'article'],
    ['text with a recording beside it is an article', { words: 800, media: [media()] }, 'article'],
    ['a recording with a few words is the recording', { words: 100, media: [media()] }, 'media'],
    ['a declared episode with long show notes is the recording', { words: 900, declares: 'media', media: [media()] }, 'media'],
    ['a declared episode with its whole transcript is an article', { words: 4000, declares: 'media', media: [media()] }, 'article'],
    ['a declared article keeps its few words, whatever plays in it', { words: 150, declares: 'article', media: [media()] }, 'article'],
    ['a declared article without words is its recording', { words: 10, declares: 'article', media: [media()] }, 'media'],
    ['two recordings and text are an article', { words: 100, media: [media(), media('https://cdn.example/b.mp3')] }, 'article'],
    ['an embedded player with a few words is followed', { words: 20, frames: [VIDEO_FRAME, 'https://ads.example/x'] }, 'frame'],
    ['an embedded player in an article is not', { words: 500, frames: [VIDEO_FRAME] }, 'article'],
    ['a refresh is followed', { refreshUrl: 'https://example.com/next' }, 'redirect'],
    ['a form to sign in at the top of an article bars nobody', { words: 800, asksForPassword: true }, 'article'],
  ])('%s', (_, facts, take) => {
    expect(planPage(page(facts)).take).toBe(take);
  });

  it.each<[string, Partial<PageFacts>, string]>([
    ['a form to sign in', { words: 80, asksForPassword: true }, 'sign_in_required'],
    ['a teaser before a paywall', { words: 120, isPaywalled: true, declares: 'article' }, 'sign_in_required'],
    ['two recordings', { media: [media(), media('https://cdn.example/b.mp3')] }, 'unsupported_site'],
    ['an application', { words: 3 }, 'unsupported_site'],
    ['nothing at all', { hasScripts: false }, 'empty_content'],
  ])('%s is nothing to read', (_, facts, code) => {
    expect(planPage(page(facts))).toMatchObject({ take: 'nothing', code });
  });
});

/** What to do with a page, from what was read of it. Pure. */
import type { PageMedia } from '../page/media';
import type { PageFacts } from '../page/read';
import { needsYtDlp } from '../ytdlp/hosts';

export type PagePlan =
  | { take: 'article' }
  | { take: 'media'; media: PageMedia }
  /** A player of another site, embedded. */
  | { take: 'frame'; url: string }
  | { take: 'redirect'; url: string }
  /** Nothing that can be read here; yt-dlp may know better. */
  | { take: 'nothing'; code: 'unsupported_site' | 'empty_content' | 'sign_in_required'; reason: string };

/** Fewer words are a notice, a menu or a teaser. */
export const LEAST_ARTICLE_WORDS = 60;
/** A page with an own recording and no more words than this is about the recording… */
const SHOW_NOTES_WORDS = 250;
/** …and up to this where it says itself that a recording is what it holds. */
const DECLARED_SHOW_NOTES_WORDS = 1500;

/** A form to sign in has hardly more words than this around it. */
const SIGN_IN_WORDS = 150;

/** A teaser must not be taken for the article. A form in the head of an open article bars nobody. */
function isBarred({ asksForPassword, isPaywalled, declares, words }: PageFacts): boolean {
  return (asksForPassword && declares !== 'article' && words < SIGN_IN_WORDS) || (isPaywalled && words < SHOW_NOTES_WORDS);
}

function isAboutMedia({ declares, words }: PageFacts): boolean {
  if (declares === 'article') return words < LEAST_ARTICLE_WORDS;
  return words < (declares === 'media' ? DECLARED_SHOW_NOTES_WORDS : SHOW_NOTES_WORDS);
}

/** planPage decides by the text a page has and the media it offers. */
export function planPage(page: PageFacts): PagePlan {
  const [media, ...otherMedia] = page.media;
  const [frame, ...otherFrames] = page.frames.filter(needsYtDlp);
  if (isAboutMedia(page)) {
    if (media && otherMedia.length === 0) return { take: 'media', media };
    if (!media && frame && otherFrames.length === 0) return { take: 'frame', url: frame };
  }
  if (page.refreshUrl && page.words < LEAST_ARTICLE_WORDS) return { take: 'redirect', url: page.refreshUrl };
  if (isBarred(page)) return { take: 'nothing', code: 'sign_in_required', reason: 'it shows its content only to those who sign in' };
  if (page.words >= LEAST_ARTICLE_WORDS) return { take: 'article' };
  if (otherMedia.length > 0) {
    return {
      take: 'nothing',
      code: 'unsupported_site',
      reason: `it holds ${page.media.length} recordings; submit the address of one of them`,
    };
  }
  const isEmpty = page.words === 0 && !page.hasScripts && page.frames.length === 0;
  if (isEmpty) return { take: 'nothing', code: 'empty_content', reason: 'there is nothing on it' };
  return { take: 'nothing', code: 'unsupported_site', reason: 'no article, audio or video was found on it' };
}

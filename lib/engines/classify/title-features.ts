/** Features of a title: the cues that texts have too, and habits of those who write titles. */
import { CUE_NAMES, countCues } from './cues';

const HABITS: Record<string, (title: string) => boolean> = {
  all_capitals: (t) => /\p{Lu}/u.test(t) && !/\p{Ll}/u.test(t),
  all_lower_case: (t) => /\p{Ll}/u.test(t) && !/\p{Lu}/u.test(t),
  some_capitals: (t) => /\p{Lu}{4,}/u.test(t) && /\p{Ll}/u.test(t),
  fancy_brackets: (t) => /[【】「」『』]/u.test(t),
  exclaims: (t) => t.includes('!'),
  asks: (t) => t.includes('?'),
  lists_headlines: (t) => (t.match(/;/g)?.length ?? 0) >= 1,
  names_broadcast: (t) => /\baired\b|\b\d{1,2}(:\d\d)?-\d{1,2}(:\d\d)?\s?[ap]m?\b/i.test(t),
  has_colon: (t) => /\S: \S/.test(t),
  has_bar: (t) => / \| | - /.test(t),
  ends_in_number: (t) => /\s#?\d{1,4}$/.test(t),
  starts_with_date: (t) => /^\d{4}[ -]\d\d[ -]\d\d/.test(t),
  holds_year: (t) => /\b(19|20)\d\d\b/.test(t),
  holds_episode: (t) => /\b(ep(isode)?\.? ?\d+|s\d+ ?e\d+|c\d+e\d+|part \d+|#\d+)\b/i.test(t),
  holds_code: (t) => /\b(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z\d]{4,}[a-z]?\b/.test(t),
  one_word: (t) => /^\S+$/.test(t),
  long: (t) => t.length > 90,
  official_video: (t) => /official (video|audio)|lyric|\bft\b|\bfeat\b|\bcover\b|\bmv\b|karaoke|remix|acoustic/i.test(t),
};

export const TITLE_NAMES: readonly string[] = [...CUE_NAMES.map((name) => `cue_${name}`), ...Object.keys(HABITS)];

/** In the order of TITLE_NAMES. */
export function titleFeatures(title: string): number[] {
  return [...countCues(title).map((count) => Math.min(count, 2)), ...Object.values(HABITS).map((has) => (has(title) ? 1 : 0))];
}

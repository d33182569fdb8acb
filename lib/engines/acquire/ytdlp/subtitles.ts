/** Which of the offered subtitles to read: people's before machines', the language that is spoken before English, never a machine's translation. */
import { primaryTag } from '../text/clean';
import { isPlainTag } from './arguments';
import type { YtDlpInfo } from './info';

export interface SubtitleChoice {
  /** A key of the description. */
  key: string;
  language: string | null;
  automatic: boolean;
}

type Offer = YtDlpInfo['subtitles'];
const READABLE = new Set(['vtt', 'srt']);

function keysOf(offer: Offer): string[] {
  // A chat that ran beside a broadcast is offered as subtitles, too.
  return Object.entries(offer ?? {}).flatMap(([key, formats]) =>
    isPlainTag(key) && formats.some(({ ext }) => READABLE.has(ext ?? '')) && !/chat|danmaku|comments/i.test(key) ? [key] : [],
  );
}

/** The plain tag before its regional forms: `en` before `en-GB`. */
function inLanguage(keys: readonly string[], language: string | null): string | undefined {
  const matching = keys.filter((key) => language !== null && primaryTag(key) === language);
  return matching.sort((a, b) => a.length - b.length)[0];
}

/**
 * chooseSubtitles returns null when nothing fits. YouTube offers its automatic captions translated into every language; only `LANG-orig`, or
 * the language that the item says it is in, is what was heard.
 */
export function chooseSubtitles(info: YtDlpInfo): SubtitleChoice | null {
  const spoken = primaryTag(info.language);
  const written = keysOf(info.subtitles);
  const heard = keysOf(info.automatic_captions);
  const choice = (key: string | undefined, automatic: boolean): SubtitleChoice | null =>
    key === undefined ? null : { key, language: primaryTag(key), automatic };

  const original = heard.find((key) => key.endsWith('-orig'));
  const alone = spoken === null && heard.length === 1 ? heard[0] : undefined;
  return (
    choice(inLanguage(written, spoken), false) ??
    choice(inLanguage(written, 'en'), false) ??
    choice(spoken === null && written.length === 1 ? written[0] : undefined, false) ??
    choice(original ?? inLanguage(heard, spoken) ?? alone, true)
  );
}

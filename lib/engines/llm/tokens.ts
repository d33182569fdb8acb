/**
 * How many tokens a text is, by the o200k vocabulary. Other models cut otherwise, mostly by less than a sixth, so plans leave room; what was
 * really used is what the endpoint says, and this only where it does not.
 */
type Encoding = typeof import('gpt-tokenizer/encoding/o200k_base');

let loading: Promise<Encoding> | null = null;

/** Long runs without a space take the tokeniser quadratic time, so they are cut. */
const LONGEST_RUN = /\S{120}/g;

export type CountTokens = (text: string) => number;

/** loadTokenCounter loads the vocabulary with the first use: half a second, some 50 MB. */
export async function loadTokenCounter(): Promise<CountTokens> {
  loading ??= import('gpt-tokenizer/encoding/o200k_base');
  const { countTokens } = await loading;
  // Markers of chat templates are counted as the plain text that they are here.
  return (text) => countTokens(text.replace(LONGEST_RUN, '$& '), { disallowedSpecial: new Set() });
}

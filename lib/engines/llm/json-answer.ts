/** A longer text than this is not searched: no answer that is asked for here comes near. */
const LONGEST = 2_000_000;
/** Braces to start from; a text of nothing but braces must not take forever. */
const MOST_STARTS = 40;

/**
 * findJson finds the JSON object in what a model wrote: bare, in a code fence, after its thoughts or amid chatter. Of several the longest that parses is
 * meant. Undefined where there is none.
 */
export function findJson(text: string): unknown {
  const bare = text
    .slice(0, LONGEST)
    .replace(/^\uFEFF/, '')
    .trim();
  const whole = parse(bare);
  if (whole !== undefined) return whole;
  const spoken = bare.replace(/<(think|thinking|reasoning)>[\s\S]*?<\/\1>/gi, '');
  let best: { length: number; value: unknown } | null = null;
  let starts = 0;
  for (let at = spoken.indexOf('{'); at >= 0 && starts < MOST_STARTS; starts++) {
    const end = closing(spoken, at);
    const value = end < 0 ? undefined : parse(spoken.slice(at, end + 1));
    if (value !== undefined && (best === null || end - at > best.length)) best = { length: end - at, value };
    // What is inside of an object that parses is shorter than it.
    at = spoken.indexOf('{', value === undefined ? at + 1 : end + 1);
  }
  return best?.value;
}

function parse(text: string): unknown {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    try {
      // Small models leave a comma before the bracket that closes.
      return JSON.parse(text.replace(/,(\s*[}\]])/g, '$1'));
    } catch {
      return undefined;
    }
  }
}

/** Where the brace that opens at `start` closes; -1 where it does not. Braces in strings do not count. */
function closing(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let i = start; i < text.length; i++) {
    const c = text[i];
    if (inString) {
      if (c === '\\') i++;
      else if (c === '"') inString = false;
    } else if (c === '"') inString = true;
    else if (c === '{') depth++;
    else if (c === '}' && --depth === 0) return i;
  }
  return -1;
}

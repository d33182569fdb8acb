/** One calm line a step, with how long it took. Used before anything is installed, so it needs nothing but Node. */

const colours = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code, text) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);

/** @param {string} text */
export const bold = (text) => paint(1, text);
/** @param {string} text */
export const dim = (text) => paint(2, text);
const green = (text) => paint(32, text);
const red = (text) => paint(31, text);
const yellow = (text) => paint(33, text);

/** @param {number} ms */
export function duration(ms) {
  const seconds = ms / 1000;
  return seconds < 100 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** @param {string} [text] */
export function say(text = '') {
  process.stdout.write(`${text}\n`);
}

/** @param {string} text */
export const warn = (text) => say(`${yellow('!')} ${text}`);

/** @param {string} text */
export const complain = (text) => say(`${red('✗')} ${text}`);

const LONG_MS = 2_000;

/**
 * step runs one step and prints its line when it is over. The step's result is handed on; a step may call `note` to say something on its line.
 * @template T
 * @param {string} name
 * @param {(note: (text: string) => void) => Promise<T> | T} run
 * @returns {Promise<T>}
 */
export async function step(name, run) {
  const began = performance.now();
  let detail = '';
  // In a log file a step that is quickly over needs no line of its own at its beginning.
  const beginning = process.stdout.isTTY ? null : setTimeout(() => say(`… ${name}`), LONG_MS);
  if (process.stdout.isTTY) process.stdout.write(dim(`… ${name}`));
  const finish = (mark) => {
    if (beginning) clearTimeout(beginning);
    if (process.stdout.isTTY) process.stdout.write('\r\u001b[2K');
    say(`${mark} ${name}${detail ? dim(`: ${detail}`) : ''} ${dim(`(${duration(performance.now() - began)})`)}`);
  };
  try {
    const result = await run((text) => {
      detail = text;
    });
    finish(green('✓'));
    return result;
  } catch (error) {
    finish(red('✗'));
    throw error;
  }
}

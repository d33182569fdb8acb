import { prettyFactory } from 'pino-pretty';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of the above but the line feeds between the frames of a stack
const CONTROL_IN_STACK = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

const escapeCharacter = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** printable makes control and direction characters visible, so that no text can colour, move or forge a line on a terminal. */
export function printable(text: string): string {
  return text.replace(CONTROL, escapeCharacter);
}

function printableDeep(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return key === 'stack' ? value.replace(CONTROL_IN_STACK, escapeCharacter) : printable(value);
  if (Array.isArray(value)) return value.map((item) => printableDeep(item));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [printable(name), printableDeep(item, name)]));
}

const pretty = prettyFactory({
  colorize: process.stdout.isTTY && !process.env.NO_COLOR,
  translateTime: 'SYS:HH:MM:ss',
  ignore: 'pid,hostname',
  singleLine: true,
});

/** prettyLine renders one JSON log line for a terminal. A line that is not a log record is passed on, made printable. */
export function prettyLine(line: string): string {
  let record: unknown;
  try {
    record = JSON.parse(line);
  } catch {
    return `${printable(line)}\n`;
  }
  return record !== null && typeof record === 'object' && 'level' in record
    ? (pretty(printableDeep(record)) ?? '')
    : `${printable(line)}\n`;
}

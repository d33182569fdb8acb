import { LIMITS, SyntaxFault } from './syntax';

export type TokenKind = 'number' | 'string' | 'name' | 'symbol' | 'end';

export interface Token {
  kind: TokenKind;
  /** The symbol or name itself; for a number or string its source text. */
  text: string;
  /** Value of a number or string token. */
  value: number | string | null;
  start: number;
  end: number;
}

const SPACE = /[ \t\r\n]+/y;
const NUMBER = /(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const SYMBOL = /<=|>=|==|!=|[<>+\-*/()[\],]/y;

/** What people write by habit from other languages, with what to write here. */
const FOREIGN_SYMBOLS: readonly [string, string][] = [
  ['&&', 'write "and" instead of "&&"'],
  ['||', 'write "or" instead of "||"'],
  ['&', 'write "and" instead of "&"'],
  ['|', 'write "or" instead of "|"'],
  ['=', 'write "==" to compare'],
  ['!', 'write "not" instead of "!"'],
  ['≤', 'write "<=" instead of "≤"'],
  ['≥', 'write ">=" instead of "≥"'],
  ['≠', 'write "!=" instead of "≠"'],
  ['.', 'attributes cannot be used: only the names of signals'],
];

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function readNumber(source: string, start: number): Token | null {
  const text = match(NUMBER, source, start);
  if (text === null) return null;
  const end = start + text.length;
  if (/[A-Za-z0-9_.]/.test(source[end] ?? '')) throw new SyntaxFault(`"${text}${source[end]}" is not a number`, start);
  const value = Number(text);
  if (!Number.isFinite(value)) throw new SyntaxFault(`the number ${text} is too large`, start);
  return { kind: 'number', text, value, start, end };
}

function readString(source: string, start: number): Token | null {
  const quote = source[start];
  if (quote !== '"' && quote !== "'") return null;
  let value = '';
  for (let at = start + 1; at < source.length; at++) {
    const character = source[at] ?? '';
    if (character === quote) return { kind: 'string', text: source.slice(start, at + 1), value, start, end: at + 1 };
    if (character === '\n' || character === '\r') break;
    if (character === '\\') {
      at++;
      const escaped = source[at] ?? '';
      if (!['\\', '"', "'"].includes(escaped)) throw new SyntaxFault(`only \\\\, \\" and \\' can be escaped in a string`, at - 1);
      value += escaped;
    } else {
      value += character;
    }
  }
  throw new SyntaxFault('this string has no closing quote', start);
}

function readToken(source: string, start: number): Token {
  const literal = readNumber(source, start) ?? readString(source, start);
  if (literal) return literal;
  const name = match(NAME, source, start);
  if (name !== null) return { kind: 'name', text: name, value: null, start, end: start + name.length };
  const symbol = match(SYMBOL, source, start);
  if (symbol !== null) return { kind: 'symbol', text: symbol, value: null, start, end: start + symbol.length };
  const foreign = FOREIGN_SYMBOLS.find(([text]) => source.startsWith(text, start));
  const character = String.fromCodePoint(source.codePointAt(start) ?? 0);
  throw new SyntaxFault(foreign?.[1] ?? `${JSON.stringify(character)} is not part of the condition language`, start);
}

/** tokenize splits a condition into tokens, the last of kind `end`. Throws SyntaxFault. Linear in the text, which is at most 512 long. */
export function tokenize(source: string): Token[] {
  if (source.length > LIMITS.characters) {
    throw new SyntaxFault(`the condition has ${source.length} characters; at most ${LIMITS.characters} are allowed`, LIMITS.characters);
  }
  const tokens: Token[] = [];
  let at = 0;
  while (true) {
    at += match(SPACE, source, at)?.length ?? 0;
    if (at >= source.length) break;
    const token = readToken(source, at);
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', text: 'the end', value: null, start: source.length, end: source.length });
  return tokens;
}

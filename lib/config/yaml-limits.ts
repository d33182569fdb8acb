import { CST, Lexer } from 'yaml';

export const YAML_LIMITS = {
  bytes: 256 * 1024,
  /** Lexical tokens; a file of this size that says something has far fewer. */
  tokens: 50_000,
  /** Brackets within brackets, and block indicators on one line (`- - - …`). */
  nesting: 32,
  /** Values that aliases may expand to, aliases inside aliases multiplied out. */
  aliases: 50,
} as const;

/** What is wrong with a YAML text, and where (UTF-16 offset). */
export interface YamlFault {
  offset: number;
  /** Dotted key it is about; empty for the text as a whole. */
  key: string;
  expected: string;
  /** Goes on from "the file …". */
  message: string;
}

function fault(offset: number, expected: string, message: string): YamlFault {
  return { offset, key: '', expected, message };
}

const BLOCK_INDICATORS = ['seq-item-ind', 'explicit-key-ind', 'map-value-ind'];

/** Follows the lexer's tokens and remembers how deep they nest. */
class NestingCount {
  private brackets = 0;
  private indicatorsOnLine = 0;

  add(type: string | null): boolean {
    if (type === 'newline') this.indicatorsOnLine = 0;
    else if (type === 'flow-map-start' || type === 'flow-seq-start') this.brackets++;
    else if (type === 'flow-map-end' || type === 'flow-seq-end') this.brackets = Math.max(0, this.brackets - 1);
    else if (this.brackets === 0 && BLOCK_INDICATORS.includes(type ?? '')) this.indicatorsOnLine++;
    return Math.max(this.brackets, this.indicatorsOnLine) > YAML_LIMITS.nesting;
  }
}

/**
 * findHazard gives the first reason not to parse a YAML text at all: a limit that it breaks, or a directive. The parser recurses once per level, and a hostile
 * nesting in it kills the whole process ("RegExpCompiler Allocation failed"); the lexer does not recurse. Nesting by indentation is bounded
 * by the size: each level costs one more space on its line.
 */
export function findHazard(text: string): YamlFault | null {
  if (Buffer.byteLength(text) > YAML_LIMITS.bytes)
    return fault(0, `at most ${YAML_LIMITS.bytes / 1024} KiB`, `is larger than ${YAML_LIMITS.bytes / 1024} KiB`);
  const nesting = new NestingCount();
  let offset = 0;
  let tokens = 0;
  let isContent = false;
  for (const lexeme of new Lexer().lex(text)) {
    const type = isContent ? 'content' : CST.tokenType(lexeme);
    isContent = lexeme === CST.SCALAR && !isContent;
    tokens++;
    if (tokens > YAML_LIMITS.tokens)
      return fault(offset, `at most ${YAML_LIMITS.tokens} parts`, `has more than ${YAML_LIMITS.tokens} parts`);
    if (nesting.add(type))
      return fault(offset, `at most ${YAML_LIMITS.nesting} levels`, `is nested more than ${YAML_LIMITS.nesting} levels deep`);
    if (type === 'directive-line') return fault(offset, 'plain YAML 1.2', 'has a YAML directive, which a configuration does not need');
    // The lexer's own marks (start of document, of a plain scalar, end of a broken flow) stand for no character of the text.
    if (type === 'content' || (lexeme !== CST.SCALAR && lexeme !== CST.DOCUMENT && lexeme !== CST.FLOW_END)) offset += lexeme.length;
  }
  return null;
}

/** A Pratt parser: each operator has a binding power, and an operand extends over operators that bind tighter than what asked for it. */
import { SIGNAL_ALIASES } from '@/lib/core/signals/declared';
import { type ArithmeticOperator, type ComparisonOperator, LIMITS, type LiteralNode, type Node, SyntaxFault } from './syntax';
import { type Token, tokenize } from './tokenizer';

/** Binding powers, loosest first. */
export const POWER = { or: 1, and: 2, not: 3, comparison: 4, sum: 5, term: 6, negate: 7 } as const;

const INFIX_POWER: Readonly<Record<string, number>> = {
  or: POWER.or,
  and: POWER.and,
  in: POWER.comparison,
  '<': POWER.comparison,
  '<=': POWER.comparison,
  '>': POWER.comparison,
  '>=': POWER.comparison,
  '==': POWER.comparison,
  '!=': POWER.comparison,
  '+': POWER.sum,
  '-': POWER.sum,
  '*': POWER.term,
  '/': POWER.term,
};

const KEYWORDS = ['and', 'or', 'not', 'in', 'true', 'false'];

function infixPower(token: Token): number | null {
  if (token.kind !== 'symbol' && token.kind !== 'name') return null;
  return Object.hasOwn(INFIX_POWER, token.text) ? (INFIX_POWER[token.text] ?? null) : null;
}

/** How a token is named in a message. */
function shown(token: Token): string {
  return token.kind === 'end' ? 'the end of the condition' : `"${token.text}"`;
}

class Parser {
  private readonly tokens: Token[];
  private at = 0;
  private depth = 0;
  private nodes = 0;

  constructor(private readonly source: string) {
    this.tokens = tokenize(source);
  }

  parse(): Node {
    if (this.peek().kind === 'end') throw new SyntaxFault('the condition is empty', 0);
    const root = this.expression(0);
    const rest = this.peek();
    if (rest.kind !== 'end') throw new SyntaxFault(this.explainRest(rest), rest.start);
    return root;
  }

  private peek(): Token {
    // The tokenizer always ends with an `end` token, and nothing moves past it.
    return this.tokens[this.at]!;
  }

  private take(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.at++;
    return token;
  }

  private expect(symbol: string, why: string): Token {
    const token = this.take();
    if (token.kind !== 'symbol' || token.text !== symbol)
      throw new SyntaxFault(`expected "${symbol}" ${why}, found ${shown(token)}`, token.start);
    return token;
  }

  /** Counts the node, so that the evaluator's work is bounded. */
  private make<T extends Node>(node: T): T {
    this.nodes++;
    if (this.nodes > LIMITS.nodes) throw new SyntaxFault(`the condition has more than ${LIMITS.nodes} parts`, node.start);
    return node;
  }

  private nested<T>(opener: Token, parse: () => T): T {
    this.depth++;
    if (this.depth > LIMITS.depth) throw new SyntaxFault(`the condition is nested more than ${LIMITS.depth} levels deep`, opener.start);
    const result = parse();
    this.depth--;
    return result;
  }

  /** Parses an operand and all operators after it that bind tighter than `power`. */
  private expression(power: number): Node {
    let left = this.operand(power);
    while (true) {
      const operator = this.peek();
      const binding = infixPower(operator);
      if (binding === null || binding <= power) return left;
      this.take();
      left = this.infix(left, operator, binding);
      const next = this.peek();
      if (binding === POWER.comparison && infixPower(next) === POWER.comparison) {
        throw new SyntaxFault('comparisons cannot be chained: write "a < b and b < c"', next.start);
      }
    }
  }

  private operand(power: number): Node {
    const token = this.take();
    const { start, end } = token;
    if (token.kind === 'number' || token.kind === 'string') {
      return this.make({ kind: 'literal', value: token.value ?? token.text, start, end });
    }
    if (token.kind === 'symbol' && token.text === '(') return this.parenthesised(token);
    if (token.kind === 'symbol' && token.text === '-') {
      const operand = this.nested(token, () => this.expression(POWER.negate - 1));
      return this.make({ kind: 'negate', operand, start, end: operand.end });
    }
    if (token.kind === 'name') return this.word(token, power);
    if (token.kind === 'symbol' && token.text === '[') {
      throw new SyntaxFault('a list can only stand after "in": there is no indexing', start);
    }
    throw new SyntaxFault(`expected a value, a signal or "(", found ${shown(token)}`, start);
  }

  private parenthesised(opener: Token): Node {
    const inner = this.nested(opener, () => this.expression(0));
    const closer = this.expect(')', `to close the one at character ${opener.start + 1}`);
    return { ...inner, start: opener.start, end: closer.end };
  }

  private word(token: Token, power: number): Node {
    const { text, start, end } = token;
    if (text === 'true' || text === 'false') return this.make({ kind: 'literal', value: text === 'true', start, end });
    if (text === 'not') {
      if (power >= POWER.not) throw new SyntaxFault('put parentheses around "not …" here', start);
      const operand = this.nested(token, () => this.expression(POWER.not - 1));
      return this.make({ kind: 'not', operand, start, end: operand.end });
    }
    if (KEYWORDS.includes(text)) throw new SyntaxFault(`expected a value, a signal or "(", found "${text}"`, start);
    const next = this.peek();
    if (next.kind === 'symbol' && next.text === '(') throw new SyntaxFault('functions cannot be called in a condition', next.start);
    if (next.kind === 'symbol' && next.text === '[') throw new SyntaxFault('indexing cannot be used in a condition', next.start);
    const name = Object.hasOwn(SIGNAL_ALIASES, text) ? (SIGNAL_ALIASES[text] ?? text) : text;
    return this.make({ kind: 'name', name, start, end });
  }

  private infix(left: Node, operator: Token, power: number): Node {
    if (operator.text === 'in') return this.membership(left);
    const right = this.expression(power);
    const span = { start: left.start, end: right.end };
    switch (operator.text) {
      case 'and':
      case 'or':
        return this.logical(operator.text, left, right);
      case '+':
      case '-':
      case '*':
      case '/':
        return this.make({ kind: 'arithmetic', operator: operator.text as ArithmeticOperator, left, right, ...span });
      default:
        return this.make({
          kind: 'compare',
          operator: operator.text as ComparisonOperator,
          left,
          right,
          text: this.source.slice(span.start, span.end),
          ...span,
        });
    }
  }

  /** Both are associative, in three-valued logic too, so a chain is one flat node however it was bracketed. */
  private logical(kind: 'and' | 'or', left: Node, right: Node): Node {
    const operands = [left, right].flatMap((node) => (node.kind === kind ? node.operands : [node]));
    return this.make({ kind, operands, start: left.start, end: right.end });
  }

  private membership(subject: Node): Node {
    this.expect('[', 'after "in"');
    if (this.peek().text === ']') throw new SyntaxFault('the list after "in" is empty', this.peek().start);
    const options = [this.listItem()];
    while (this.peek().kind === 'symbol' && this.peek().text === ',') {
      this.take();
      options.push(this.listItem());
    }
    const { end } = this.expect(']', 'to close the list');
    return this.make({ kind: 'in', subject, options, text: this.source.slice(subject.start, end), start: subject.start, end });
  }

  private listItem(): LiteralNode {
    const first = this.take();
    const negative = first.kind === 'symbol' && first.text === '-';
    const token = negative ? this.take() : first;
    const span = { start: first.start, end: token.end };
    if (token.kind === 'number') {
      return this.make({ kind: 'literal', value: negative ? -Number(token.value) : Number(token.value), ...span });
    }
    if (!negative && token.kind === 'string') return this.make({ kind: 'literal', value: String(token.value), ...span });
    if (!negative && (token.text === 'true' || token.text === 'false')) {
      return this.make({ kind: 'literal', value: token.text === 'true', ...span });
    }
    throw new SyntaxFault(`a list holds numbers, strings, true or false; found ${shown(token)}`, token.start);
  }

  private explainRest(token: Token): string {
    if (token.kind === 'symbol' && token.text === ')') return 'there is no "(" that this ")" closes';
    if (token.kind === 'name' && KEYWORDS.includes(token.text.toLowerCase()) && token.text !== token.text.toLowerCase()) {
      return `write "${token.text.toLowerCase()}" in lower case`;
    }
    if (token.text === 'not') return 'write "not (x in [...])"; "not" stands before what it turns round';
    return `expected "and", "or" or an operator, found ${shown(token)}`;
  }
}

/** parse turns a condition into its syntax tree; throws SyntaxFault at the first thing that is wrong. Names are not yet checked. */
export function parse(source: string): Node {
  return new Parser(source).parse();
}

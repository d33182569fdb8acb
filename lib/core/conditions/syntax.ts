/**
 * The condition language's syntax tree. Offsets are UTF-16 units into the condition's text.
 *
 *   condition  := or
 *   or         := and { "or" and }
 *   and        := not { "and" not }
 *   not        := "not" not | comparison
 *   comparison := sum [ ("<" | "<=" | ">" | ">=" | "==" | "!=") sum | "in" "[" literal { "," literal } "]" ]
 *   sum        := term { ("+" | "-") term }
 *   term       := factor { ("*" | "/") factor }
 *   factor     := "-" factor | literal | name | "(" or ")"
 *   literal    := number | string | "true" | "false"          (in a list a number may be negative)
 */

export const LIMITS = {
  /** Characters (UTF-16 units) of a condition. */
  characters: 512,
  /** Parentheses, `not` and minus signs inside one another. Chains of `and`, `or`, `+` are flat and cost no depth. */
  depth: 32,
  /** Nodes of the syntax tree. */
  nodes: 200,
} as const;

export type ComparisonOperator = '<' | '<=' | '>' | '>=' | '==' | '!=';
export type ArithmeticOperator = '+' | '-' | '*' | '/';
export type LiteralValue = number | string | boolean;

interface Spanned {
  start: number;
  end: number;
}

export interface LiteralNode extends Spanned {
  kind: 'literal';
  value: LiteralValue;
}

/** A name with aliases resolved; whether it is a signal at all is for the type checker to say. */
export interface NameNode extends Spanned {
  kind: 'name';
  name: string;
}

export interface NegateNode extends Spanned {
  kind: 'negate';
  operand: Node;
}

export interface ArithmeticNode extends Spanned {
  kind: 'arithmetic';
  operator: ArithmeticOperator;
  left: Node;
  right: Node;
}

export interface CompareNode extends Spanned {
  kind: 'compare';
  operator: ComparisonOperator;
  left: Node;
  right: Node;
  /** As written, without parentheses around it. */
  text: string;
}

export interface InNode extends Spanned {
  kind: 'in';
  subject: Node;
  options: LiteralNode[];
  text: string;
}

export interface NotNode extends Spanned {
  kind: 'not';
  operand: Node;
}

/** `and` / `or` over two or more operands. */
export interface LogicalNode extends Spanned {
  kind: 'and' | 'or';
  operands: Node[];
}

export type Node = LiteralNode | NameNode | NegateNode | ArithmeticNode | CompareNode | InNode | NotNode | LogicalNode;

/** What is wrong with a condition, and where. */
export interface ConditionError {
  message: string;
  /** 0-based UTF-16 offset into the condition's text. */
  position: number;
}

/** Ends tokenising or parsing at the first fault; never leaves `compileCondition`. */
export class SyntaxFault extends Error {
  constructor(
    message: string,
    readonly position: number,
  ) {
    super(message);
  }
}

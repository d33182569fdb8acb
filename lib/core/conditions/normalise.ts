import { POWER } from './parser';
import type { LiteralValue, Node } from './syntax';

function literal(value: LiteralValue): string {
  return typeof value === 'string' ? `"${value.replace(/["\\]/g, '\\$&')}"` : String(value);
}

function powerOf(node: Node): number {
  switch (node.kind) {
    case 'or':
    case 'and':
    case 'not':
    case 'negate':
      return POWER[node.kind];
    case 'compare':
    case 'in':
      return POWER.comparison;
    case 'arithmetic':
      return node.operator === '+' || node.operator === '-' ? POWER.sum : POWER.term;
    default:
      return Number.POSITIVE_INFINITY;
  }
}

/** Brackets an operand that binds looser than its place demands. */
function operand(node: Node, power: number): string {
  const text = normalise(node);
  return powerOf(node) < power ? `(${text})` : text;
}

/**
 * normalise writes a condition in its one canonical spelling: aliases resolved, single spaces, double quotes, shortest numbers, only the
 * parentheses that matter. Conditions that differ in spelling only have the same form; the order of operands is kept, because a person
 * who reorders them finds them so again.
 */
export function normalise(node: Node): string {
  switch (node.kind) {
    case 'literal':
      return literal(node.value);
    case 'name':
      return node.name;
    case 'negate':
      return `-${operand(node.operand, POWER.negate)}`;
    case 'arithmetic':
      return `${operand(node.left, powerOf(node))} ${node.operator} ${operand(node.right, powerOf(node) + 1)}`;
    case 'compare':
      return `${operand(node.left, POWER.comparison + 1)} ${node.operator} ${operand(node.right, POWER.comparison + 1)}`;
    case 'in':
      return `${operand(node.subject, POWER.comparison + 1)} in [${node.options.map(({ value }) => literal(value)).join(', ')}]`;
    case 'not':
      return `not ${operand(node.operand, POWER.not)}`;
    case 'and':
    case 'or':
      return node.operands.map((part) => operand(part, POWER[node.kind] + 1)).join(` ${node.kind} `);
  }
}

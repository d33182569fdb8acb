import {
  type CheckpointName,
  isKnownAt,
  isSignalName,
  SIGNAL_ALIASES,
  SIGNALS,
  type SignalDeclaration,
  type SignalType,
} from '@/lib/core/signals/declared';
import { nearestName } from './nearest';
import type { ArithmeticNode, CompareNode, ConditionError, InNode, NameNode, Node } from './syntax';

const ORDERINGS = ['<', '<=', '>', '>='];
const LOWER_CASE_WORDS = ['and', 'or', 'not', 'in', 'true', 'false'];
const ALL_NAMES = [...Object.keys(SIGNALS), ...Object.keys(SIGNAL_ALIASES)];

function article(type: SignalType): string {
  return `a ${type}`;
}

/** Collects every type error of a condition, not only the first. `null` as a type means: already reported. */
class Checker {
  readonly errors: ConditionError[] = [];

  constructor(private readonly checkpoint: CheckpointName) {}

  private report(message: string, node: Node): null {
    this.errors.push({ message, position: node.start });
    return null;
  }

  private require(node: Node, wanted: SignalType, where: string): void {
    const type = this.type(node);
    if (type !== null && type !== wanted) this.report(`${where} needs ${article(wanted)}, but this is ${article(type)}`, node);
  }

  type(node: Node): SignalType | null {
    switch (node.kind) {
      case 'literal':
        return typeof node.value as SignalType;
      case 'name':
        return this.name(node);
      case 'negate':
        this.require(node.operand, 'number', '"-"');
        return 'number';
      case 'arithmetic':
        return this.arithmetic(node);
      case 'compare':
        return this.compare(node);
      case 'in':
        return this.membership(node);
      case 'not':
        this.require(node.operand, 'boolean', '"not"');
        return 'boolean';
      case 'and':
      case 'or':
        for (const operand of node.operands) this.require(operand, 'boolean', `"${node.kind}"`);
        return 'boolean';
    }
  }

  private name(node: NameNode): SignalType | null {
    const { name } = node;
    if (!isSignalName(name)) {
      const word = name.toLowerCase();
      if (LOWER_CASE_WORDS.includes(word)) return this.report(`write "${word}" in lower case`, node);
      return this.report(`unknown signal "${name}"; the nearest known name is "${nearestName(name, ALL_NAMES)}"`, node);
    }
    const declaration: SignalDeclaration = SIGNALS[name];
    if (!isKnownAt(name, this.checkpoint)) {
      return this.report(`"${name}" is not known yet at ${this.checkpoint}: it is known from ${declaration.from} on`, node);
    }
    return declaration.type;
  }

  private arithmetic(node: ArithmeticNode): SignalType {
    this.require(node.left, 'number', `"${node.operator}"`);
    this.require(node.right, 'number', `"${node.operator}"`);
    return 'number';
  }

  private compare(node: CompareNode): SignalType {
    if (ORDERINGS.includes(node.operator)) {
      this.require(node.left, 'number', `"${node.operator}"`);
      this.require(node.right, 'number', `"${node.operator}"`);
      return 'boolean';
    }
    const left = this.type(node.left);
    const right = this.type(node.right);
    if (left !== null && right !== null && left !== right) {
      this.report(`"${node.operator}" cannot compare ${article(left)} with ${article(right)}`, node);
    }
    return 'boolean';
  }

  private membership(node: InNode): SignalType {
    const type = this.type(node.subject);
    for (const option of node.options) {
      const optionType = typeof option.value as SignalType;
      if (type !== null && optionType !== type)
        this.report(`the list must hold ${type}s like what is looked for, but this is ${article(optionType)}`, option);
    }
    return 'boolean';
  }
}

/** checkTypes tells what is wrong with a parsed condition at a checkpoint: names, checkpoints, types. Empty = nothing. */
export function checkTypes(root: Node, checkpoint: CheckpointName): ConditionError[] {
  const checker = new Checker(checkpoint);
  const type = checker.type(root);
  if (type !== null && type !== 'boolean') {
    checker.errors.push({
      message: `a condition must be true or false, but this is ${article(type)}: compare it with something`,
      position: root.start,
    });
  }
  return checker.errors;
}

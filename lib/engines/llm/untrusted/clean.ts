import type { Counted } from '@/lib/core/runs/llm-report';

/** Counts by reason, in the order in which they first came up. */
export class Counts {
  private readonly counts = new Map<string, number>();

  add(reason: string, count = 1): void {
    if (count > 0) this.counts.set(reason, (this.counts.get(reason) ?? 0) + count);
  }

  addAll(counted: readonly Counted[]): void {
    for (const { reason, count } of counted) this.add(reason, count);
  }

  has(reason: string): boolean {
    return this.counts.has(reason);
  }

  list(): Counted[] {
    return [...this.counts].map(([reason, count]) => ({ reason, count }));
  }
}

/** Format characters (zero width, bidirectional, tags, soft hyphen), variation selectors and blanks that show nothing. */
const INVISIBLE = /\p{Cf}|[\u{E0000}-\u{E0FFF}]|[\uFE00-\uFE0F]|[\u180B-\u180F]|\u034F|\u17B4|\u17B5|[\u115F\u1160\u3164\uFFA0]/gu;
const CONTROL = /[^\P{Cc}\n\t]/gu;
/** What chat templates begin and end turns with; a server may not keep it apart from the real thing. */
const TEMPLATE =
  /<\|[^|<>\n]{0,60}\|>|<｜[^<>\n]{0,60}｜>|\[\/?INST\]|<<\/?SYS>>|<\/?(?:s|system|assistant|user|tool|tool_call|function_call|im_start|im_end|start_of_turn|end_of_turn)>/gi;
const COMMENT = /<!--[\s\S]{0,4000}?-->/g;

/**
 * cleanUntrusted makes text fit to be shown to a model: compatibility forms folded (NFKC), nothing invisible, no control characters, no markers of
 * chat templates, no comments. What is taken away is replaced by nothing or a space, and counted.
 */
export function cleanUntrusted(text: string, counts: Counts): string {
  const take = (from: string, pattern: RegExp, by: string, reason: string) =>
    from.replace(pattern, () => {
      counts.add(reason);
      return by;
    });
  const whole = text.toWellFormed();
  const visible = take(take(whole, INVISIBLE, '', 'invisible_characters'), CONTROL, ' ', 'control_characters');
  return take(take(visible.normalize('NFKC'), COMMENT, ' ', 'comments'), TEMPLATE, ' ', 'chat_markers');
}

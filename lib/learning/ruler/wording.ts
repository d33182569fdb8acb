import { soundsLike } from './names';

/** What stands in each of two texts between the words that they have in common. */
export interface Gap {
  own: string[];
  theirs: string[];
}

export interface Alignment {
  gaps: Gap[];
  /** Words in common, in the same order. */
  matched: number;
}

/** align finds the longest common subsequence of two lists of words (Wagner and Fischer 1974), and what each has between its words. */
export function align(a: readonly string[], b: readonly string[]): Alignment {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i]![j] = a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  const gaps: Gap[] = [{ own: [], theirs: [] }];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      gaps.push({ own: [], theirs: [] });
      i++;
      j++;
    } else if (j === b.length || (i < a.length && lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) gaps.at(-1)!.own.push(a[i++]!);
    else gaps.at(-1)!.theirs.push(b[j++]!);
  }
  return { gaps, matched: lengths[0]![0]! };
}

/** exchanges are the gaps where words stand for other words; `north gate` for `Northgate` is no exchange. */
export function exchanges({ gaps }: Alignment): Gap[] {
  return gaps.filter(({ own, theirs }) => own.length > 0 && theirs.length > 0 && !soundsLike(own.join(''), theirs.join('')));
}

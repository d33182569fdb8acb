import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Level } from './evaluate';
import { alertRule, HOUR, MINUTE } from './fixture';
import { isWorse, type Severity } from './rules';
import { acknowledge, newAlert, silence, step, unsilence } from './states';

const rule = alertRule();
const _LEVELS: Level[] = ['ok', 'warning', 'critical', 'no_data'];

describe('whatever happens', () => {
  type Move = { after: number; level: Level; act: 'none' | 'acknowledge' | 'silence' | 'unsilence' };
  const move = fc.record<Move>({
    after: fc.constantFrom(1, 2, 5, 30, 240, 720),
    level: fc.constantFrom<Level>('ok', 'ok', 'warning', 'warning', 'critical', 'no_data'),
    act: fc.constantFrom<Move['act']>('none', 'none', 'none', 'none', 'acknowledge', 'silence', 'unsilence'),
  });

  /** Every observation with the alert after it, and what people did in between. */
  function* walk(moves: readonly Move[]) {
    let alert = newAlert(0);
    let now = 0;
    for (const { after, level, act } of moves) {
      if (act === 'acknowledge') alert = acknowledge(alert, 'somebody', now)?.alert ?? alert;
      if (act === 'silence') alert = silence(alert, now + 2 * HOUR).alert;
      if (act === 'unsilence') alert = unsilence(alert).alert;
      now += after * MINUTE;
      const before = alert;
      const moved = step(alert, level, now, rule);
      alert = moved.alert;
      yield { now, level, before, alert, events: moved.events };
    }
  }
  const check = (property: (moves: readonly Move[]) => void) =>
    fc.assert(fc.property(fc.array(move, { maxLength: 120 }), property), { numRuns: 500 });
  const isBad = (level: Level) => level === 'warning' || level === 'critical';

  it('never fires before it has been bad, and nothing else, for `for`', () =>
    check((moves) => {
      let badSince: number | null = null;
      for (const { now, level, before, alert } of walk(moves)) {
        if (!isBad(level)) badSince = null;
        else badSince ??= now;
        if (alert.state === 'firing' && before.state !== 'firing') expect(now - (badSince ?? now)).toBeGreaterThanOrEqual(rule.forMs);
      }
    }));

  it('always resolves once it has been good for `keep_firing_for`, and never sooner', () =>
    check((moves) => {
      let goodSince: number | null = null;
      for (const { now, level, before, alert } of walk(moves)) {
        if (level !== 'ok') goodSince = null;
        else goodSince ??= now;
        if (before.state !== 'firing') continue;
        const isDue = goodSince !== null && now - goodSince >= rule.keepFiringForMs;
        expect(alert.state === 'resolved').toBe(isDue);
      }
    }));

  it('never says twice that it fires within the interval of what it said, unless it is worse', () =>
    check((moves) => {
      let last: { at: number; severity: Severity } | null = null;
      for (const { now, events } of walk(moves)) {
        const told = events.filter(({ type, notify }) => notify && type !== 'resolved');
        expect(told.length).toBeLessThanOrEqual(1);
        const severity = told[0]?.severity;
        if (!severity) continue;
        if (last && !isWorse(severity, last.severity)) expect(now - last.at).toBeGreaterThanOrEqual(rule.renotifyMs[last.severity]);
        last = { at: now, severity };
      }
    }));

  it('says that it has resolved only after it said in the same firing that it fires', () =>
    check((moves) => {
      let isOpen = false;
      for (const { events } of walk(moves)) {
        for (const { type, notify } of events) {
          if (type === 'firing') isOpen = false;
          if (notify && type === 'resolved') {
            expect(isOpen).toBe(true);
            isOpen = false;
          } else if (notify) isOpen = true;
        }
      }
    }));

  it('sends nothing while it is silenced', () =>
    check((moves) => {
      for (const { alert, events } of walk(moves))
        if (alert.silencedUntil !== null) expect(events.some(({ notify }) => notify)).toBe(false);
    }));

  it('sends no reminder of what is acknowledged', () =>
    check((moves) => {
      for (const { alert, events } of walk(moves)) if (alert.acknowledged) expect(events.some(({ notify }) => notify)).toBe(false);
    }));

  it('has a severity exactly where it is bad or was, and knows since when', () =>
    check((moves) => {
      for (const { now, before, alert } of walk(moves)) {
        expect(alert.severity !== null).toBe(['pending', 'firing', 'resolved'].includes(alert.state));
        expect(alert.since).toBe(alert.state === before.state ? before.since : now);
      }
    }));
});

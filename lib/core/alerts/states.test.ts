import { describe, expect, it } from 'vitest';
import type { Level } from './evaluate';
import { alertRule, HOUR, MINUTE } from './fixture';
import type { Severity } from './rules';
import { ALERT_STATES, type Alert, type AlertEvent, type AlertState, acknowledge, newAlert, silence, step, unsilence } from './states';

const rule = alertRule();
const LEVELS: Level[] = ['ok', 'warning', 'critical', 'no_data'];

/** [after, level] pairs, from a rule that was never looked at; `after` in minutes since the last one. */
function play(steps: readonly [after: number, level: Level][], from: Alert = newAlert(0), start = 0) {
  let alert = from;
  let now = start;
  const events: (AlertEvent & { at: number })[] = [];
  for (const [after, level] of steps) {
    now += after * MINUTE;
    const moved = step(alert, level, now, rule);
    alert = moved.alert;
    events.push(...moved.events.map((event) => ({ ...event, at: now })));
  }
  return { alert, events, now, sent: events.filter(({ notify }) => notify).map(({ type, severity }) => `${type} ${severity}`) };
}

const firing = (severity: Severity = 'warning') =>
  play([
    [0, 'ok'],
    [1, severity],
    [5, severity],
  ]);
const resolved = () => {
  const { alert, now } = firing();
  return play(
    [
      [1, 'ok'],
      [10, 'ok'],
    ],
    alert,
    now,
  );
};
const in_: Record<AlertState, () => { alert: Alert; now: number }> = {
  ok: () => play([[0, 'ok']]),
  pending: () => play([[0, 'warning']]),
  firing: () => firing(),
  resolved,
  no_data: () => play([[0, 'no_data']]),
};

describe('every state and observation', () => {
  const soon: Record<AlertState, Record<Level, AlertState>> = {
    ok: { ok: 'ok', warning: 'pending', critical: 'pending', no_data: 'no_data' },
    pending: { ok: 'ok', warning: 'pending', critical: 'pending', no_data: 'no_data' },
    firing: { ok: 'firing', warning: 'firing', critical: 'firing', no_data: 'firing' },
    resolved: { ok: 'resolved', warning: 'pending', critical: 'pending', no_data: 'no_data' },
    no_data: { ok: 'ok', warning: 'pending', critical: 'pending', no_data: 'no_data' },
  };
  const later: typeof soon = {
    ...soon,
    pending: { ...soon.pending, warning: 'firing', critical: 'firing' },
    resolved: { ...soon.resolved, ok: 'ok' },
  };
  const cells = ALERT_STATES.flatMap((state) => LEVELS.map((level) => [state, level] as const));
  it.each(cells)('%s, %s after a minute', (state, level) => {
    const { alert, now } = in_[state]();
    expect(alert.state).toBe(state);
    expect(step(alert, level, now + MINUTE, rule).alert.state).toBe(soon[state][level]);
  });
  it.each(cells)('%s, %s after a day', (state, level) => {
    const { alert, now } = in_[state]();
    expect(step(alert, level, now + 24 * HOUR, rule).alert.state).toBe(later[state][level]);
  });
});

describe('an alert', () => {
  it('fires once it has been bad for `for`, and resolves once it has been good for `keep_firing_for`', () => {
    const { alert, events, now, sent } = firing('critical');
    expect(events.map(({ type }) => type)).toEqual(['data_back', 'pending', 'firing']);
    expect(sent).toEqual(['firing critical']);
    expect(alert).toMatchObject({ state: 'firing', since: now, severity: 'critical', told: 'critical' });
    const over = play(
      [
        [1, 'ok'],
        [9, 'ok'],
        [1, 'ok'],
      ],
      alert,
      now,
    );
    expect(over.events).toEqual([{ type: 'resolved', severity: 'critical', notify: true, at: now + 11 * MINUTE }]);
  });

  it('that is pending is forgotten at once when it is good', () => {
    const { alert, sent } = play([
      [0, 'critical'],
      [4, 'ok'],
      [1, 'critical'],
    ]);
    expect([alert.state, alert.since, sent]).toEqual(['pending', 5 * MINUTE, []]);
  });

  it('goes on firing when it was good for too short a time', () => {
    const { alert, now } = firing();
    const again = play(
      [
        [1, 'ok'],
        [9, 'warning'],
        [1, 'ok'],
        [9, 'ok'],
      ],
      alert,
      now,
    );
    expect([again.alert.state, again.sent]).toEqual(['firing', []]);
  });

  it('says at once that it got worse, and nothing when it eases', () => {
    const { alert, now } = firing('warning');
    const { events, sent } = play(
      [
        [1, 'critical'],
        [1, 'warning'],
        [1, 'critical'],
      ],
      alert,
      now,
    );
    expect(events.map(({ type }) => type)).toEqual(['worsened', 'eased', 'worsened']);
    // The second rise tells nobody anything new.
    expect(sent).toEqual(['worsened critical']);
  });

  it('is told again each time the interval of its severity has passed', () => {
    const { alert, now } = firing('critical');
    const hours = Array.from({ length: 12 }, () => [60, 'critical'] as [number, Level]);
    const { events } = play(hours, alert, now);
    expect(events.filter(({ notify }) => notify).map(({ at }) => (at - now) / HOUR)).toEqual([4, 8, 12]);
  });

  it('without data is held, says so once, and takes up its good time anew', () => {
    const { alert, now } = firing();
    const { alert: held, events } = play(
      [
        [1, 'ok'],
        [5, 'no_data'],
        [5, 'no_data'],
        [1, 'ok'],
        [9, 'ok'],
      ],
      alert,
      now,
    );
    expect(events.map(({ type }) => type)).toEqual(['no_data', 'data_back']);
    expect(held).toMatchObject({ state: 'firing', noDataSince: null, goodSince: now + 12 * MINUTE });
  });

  it('that comes back in the cool-down is shown, and told when that is over', () => {
    const { alert, now } = resolved();
    const { events } = play(
      [
        [1, 'warning'],
        [5, 'warning'],
        [12 * 60, 'warning'],
      ],
      alert,
      now,
    );
    expect(events.map(({ type, notify }) => [type, notify])).toEqual([
      ['pending', false],
      ['firing', false],
      ['reminder', true],
    ]);
  });

  it('that comes back worse in the cool-down is told at once', () => {
    const { alert, now } = resolved();
    const { sent } = play(
      [
        [1, 'critical'],
        [5, 'critical'],
      ],
      alert,
      now,
    );
    expect(sent).toEqual(['firing critical']);
  });

  it('of which nobody was told resolves quietly', () => {
    const { alert, now } = resolved();
    const { events } = play(
      [
        [1, 'warning'],
        [5, 'warning'],
        [1, 'ok'],
        [10, 'ok'],
      ],
      alert,
      now,
    );
    expect(events.at(-1)).toMatchObject({ type: 'resolved', notify: false });
  });
});

describe('acknowledging', () => {
  it('ends the reminders until it resolves, and is then forgotten', () => {
    const { alert, now } = firing();
    const taken = acknowledge(alert, 'web', now)!;
    const { alert: after, sent } = play(
      [
        [48 * 60, 'warning'],
        [1, 'ok'],
        [10, 'ok'],
      ],
      taken.alert,
      now,
    );
    expect(sent).toEqual(['resolved warning']);
    expect(after.acknowledged).toBeNull();
  });

  it('ends when it gets worse than whoever acknowledged it knew', () => {
    const { alert, now } = firing();
    const taken = acknowledge(alert, 'web', now)!;
    expect(play([[1, 'critical']], taken.alert, now).sent).toEqual(['worsened critical']);
    const knew = play(
      [
        [1, 'critical'],
        [1, 'warning'],
      ],
      alert,
      now,
    );
    const eased = acknowledge(knew.alert, 'web', knew.now)!;
    expect(play([[48 * 60, 'critical']], eased.alert, knew.now).sent).toEqual([]);
  });

  it('is possible only while it fires', () => {
    for (const state of ALERT_STATES) expect(acknowledge(in_[state]().alert, 'web', 0) !== null).toBe(state === 'firing');
  });
});

describe('silencing', () => {
  it('sends nothing until its time, evaluates all the same, and then tells what still fires', () => {
    const quiet = silence(newAlert(0), 60 * MINUTE);
    const { events, sent } = play(
      [
        [1, 'critical'],
        [5, 'critical'],
        [53, 'critical'],
        [1, 'critical'],
      ],
      quiet.alert,
    );
    expect(events.map(({ type }) => type)).toEqual(['pending', 'firing', 'reminder']);
    expect(sent).toEqual(['reminder critical']);
  });

  it('can be ended before its time', () => {
    const quiet = silence(firing().alert, 24 * HOUR);
    expect(unsilence(quiet.alert)).toMatchObject({ alert: { silencedUntil: null }, events: [{ type: 'unsilenced', notify: false }] });
    expect(unsilence(newAlert(0)).events).toEqual([]);
  });
});

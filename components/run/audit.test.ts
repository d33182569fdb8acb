import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { AuditView, LossPointView } from '@/lib/core/runs/views';
import { Audit } from './audit';
import { PlaybackProvider } from './playback';

const point = (text: string, carriedBy: string | null): LossPointView => ({
  kind: 'claim',
  text,
  span: { quote: text, segmentIndex: 3, startSeconds: 75 },
  weight: 0.5,
  carried: carriedBy !== null,
  carriedBy,
});

const LOSS = {
  source: 'audit',
  fullRunId: 'full-run',
  ruler: 'ruler@1',
  loss: 0.5,
  informativeness: 0.7,
  falseStop: true,
  maxLoss: 0.4,
  minInformativeness: 0.6,
  points: [point('The bridge cost 4,000 crowns.', 'It cost 4,000 crowns.'), point('The ferry sank in May.', null)],
} as const;

function shown(audit: Partial<AuditView>): string {
  const view: AuditView = {
    status: 'done',
    stopKind: 'bypass',
    probability: 0.05,
    auditRunId: 'audit-run',
    fullTime: null,
    loss: null,
    ...audit,
  };
  const props = { startAt: null, children: createElement(Audit, { audit: view }) };
  return renderToStaticMarkup(createElement(PlaybackProvider, props));
}

describe('the audit on a run’s page', () => {
  it('names every point, whether it was carried and by which sentence, and goes to its second', () => {
    const html = shown({ loss: { ...LOSS, points: [...LOSS.points] }, fullTime: { expectedSeconds: 12, tookSeconds: 13.5 } });
    const text = html.replace(/<[^>]+>/g, '');
    expect(text).toContain('False stop');
    expect(text).toContain('1 point of 2 missed');
    expect(text.indexOf('Missed: The ferry sank in May.')).toBeLessThan(text.indexOf('Carried: The bridge cost 4,000 crowns.'));
    expect(text).toContain('Delivered as: It cost 4,000 crowns.');
    expect(text).toContain('The full analysis took 13.5 s; 12 s were expected.');
    expect(html.match(/aria-label="Play from 1:15"/g)).toHaveLength(2);
    expect(html).toContain('href="/runs/full-run"');
  });

  it.each([
    { status: 'waiting', says: 'is going to be analysed' },
    { status: 'running', says: 'is being analysed' },
    { status: 'failed', says: 'counts as a false stop in every bound' },
  ] as const)('says that it is $status, in words and not by colour alone', ({ status, says }) => {
    const html = shown({ status });
    expect(html).toContain(says);
    expect(html.toLowerCase()).toContain(`>${status}<`);
    expect(html).toContain('href="/runs/audit-run"');
  });

  it('is one quiet line where the stop was not drawn', () => {
    const html = shown({ status: 'not_selected', auditRunId: null });
    expect(html.replace(/<[^>]+>/g, '')).toBe('Not drawn for an audit (5 % of stops like this one are).');
  });
});

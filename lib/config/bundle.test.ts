import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundle, unbundle } from './bundle';
import { type ConfigSources, loadConfigFiles, parseConfig } from './files';
import { projectRoot } from './project-root';

const EMPTY: ConfigSources = { quality_filtering: '', content_routing: '', early_exit: '', monitoring: '' };

function loaded(sources: ConfigSources) {
  const result = parseConfig(sources);
  return result.ok ? result.config.value : result.errors;
}

describe('four texts in one', () => {
  it('come back as the same configuration, comments kept', async () => {
    const shipped = await loadConfigFiles(join(projectRoot(), 'config'));
    if (!shipped.ok) throw new Error('the shipped files are not valid');
    const text = bundle(shipped.config.sources, 'Written by hand\nin two lines');
    expect(text).toMatch(/^# Written by hand\n# in two lines\n/);
    expect(text).toContain('# does the summary hang together?');
    const back = unbundle(text, 'optimal_config.yaml');
    if (!back.ok) throw new Error(back.errors[0]?.message);
    expect(loaded({ ...EMPTY, ...back.sources })).toEqual(shipped.config.value);
  });

  it('may be one or none of them', () => {
    const back = unbundle(bundle(EMPTY, 'x'), 'x.yaml');
    expect(back.ok && loaded({ ...EMPTY, ...back.sources })).toEqual(loaded(EMPTY));
    const one = unbundle('quality_filtering: { thresholds: { min_overall: 0.5 } }', 'x.yaml');
    expect(one.ok && Object.keys(one.sources)).toEqual(['quality_filtering']);
  });

  it('are refused where they are not valid, or are something else', () => {
    const errors = (text: string) => {
      const result = unbundle(text, 'x.yaml');
      return result.ok ? [] : result.errors.map(({ key }) => key);
    };
    expect(errors('quality_filtering: { thresholds: { min_overall: 5 } }')).toEqual(['thresholds.min_overall']);
    expect(errors('thresholds: {}')).toEqual(['thresholds']);
    expect(errors('')).toEqual(['']);
    expect(errors('a: [')).toEqual(['']);
  });
});

import { describe, expect, it } from 'vitest';
import { newExperimentSchema } from './requests';

const ARMS = [
  { name: 'a', role: 'conservative', config_version: 1, share: 0.5 },
  { name: 'b', role: 'aggressive', config_version: 2, share: 0.5 },
];
const fault = (arms: unknown[]) => newExperimentSchema.safeParse({ name: 'x', arms }).error?.issues.map(({ message }) => message);

describe('a new experiment', () => {
  it('has a conservative and an aggressive arm whose shares sum to 1', () => {
    expect(fault(ARMS)).toBeUndefined();
    expect(fault([ARMS[0], { ...ARMS[1], share: 0.4 }])).toEqual(['the shares must sum to 1']);
    expect(fault([ARMS[0], { ...ARMS[1], role: 'balanced' }])).toEqual(['there must be a conservative and an aggressive arm']);
  });

  it.each(['name', 'role', 'config_version'] as const)('has no two arms of the same %s', (field) => {
    const [first, second] = ARMS;
    expect(fault([first, { ...second, [field]: first![field] }])).toContain(`two arms have the same ${field}`);
  });
});

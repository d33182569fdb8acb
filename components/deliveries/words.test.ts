import { expect, it } from 'vitest';
import { targetName } from './words';

it.each([
  ['slack', 'Slack'],
  ['discord:123', 'Discord channel 123'],
  ['callback:hooks.example:8443/1a2b3c4d', 'Callback hooks.example:8443/1a2b3c4d'],
])('%s is called %s', (target, name) => {
  expect(targetName(target)).toBe(name);
});

import { expect, it } from 'vitest';
import { afterEvent } from './states';

it.each([
  ['running', 'stop', 'stopped'],
  ['running', 'apply', 'applied'],
  ['stopped', 'stop', null],
  ['stopped', 'apply', 'applied'],
  ['applied', 'stop', null],
  ['applied', 'apply', null],
] as const)('%s, %s: %s', (state, event, next) => expect(afterEvent(state, event)).toBe(next));

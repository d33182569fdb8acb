import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ownPath } from './own-path';

const BASE = 'https://winnow.example';

it.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '',
  '\t//evil.example',
  '/\t/evil.example',
  '/.//evil.example',
  null,
])('%j does not lead elsewhere', (wanted) => expect(new URL(ownPath(wanted), BASE).origin).toBe(BASE));

it('keeps a path of ours', () => expect(ownPath('/runs?state=failed')).toBe('/runs?state=failed'));

it('never leads to another site, whatever is asked for', () => {
  const part = fc.constantFrom('/', '\\', '.', '..', '\t', '\n', ':', '@', 'evil.example', 'https', '?', '#', '%2f', ' ');
  fc.assert(
    fc.property(fc.array(fc.oneof(part, fc.string()), { maxLength: 8 }), (parts) => {
      expect(new URL(ownPath(parts.join('')), BASE).origin).toBe(BASE);
    }),
  );
});

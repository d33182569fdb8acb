import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pagePolicy, TOAST_STYLE_HASHES } from './security-headers';

describe('the policy of a page', () => {
  it('lets run and style only what carries the nonce', () => {
    const policy = pagePolicy('abc', false);
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic'");
    expect(policy).not.toContain('unsafe');
  });

  it('lets the development server evaluate code, and only that one', () => {
    expect(pagePolicy('abc', true)).toContain("'unsafe-eval'");
  });

  it('allows exactly the style sheet that the pinned sonner writes', () => {
    const source = readFileSync(new URL(import.meta.resolve('sonner')), 'utf8');
    const [, css] = /__insertCSS\(("(?:[^"\\]|\\.)*")\)/.exec(source) ?? [];
    const hash = createHash('sha256')
      .update(JSON.parse(css ?? 'null'))
      .digest('base64');
    expect(TOAST_STYLE_HASHES[0]).toBe(`'sha256-${hash}'`);
  });
});

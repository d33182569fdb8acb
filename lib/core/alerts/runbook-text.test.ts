import { expect, it } from 'vitest';
import { runbookSections } from './runbook-text';

it('the runbooks are read as sections of paragraphs and lists', () => {
  const sections = runbookSections(
    '# Title\n\nBefore\nall of it.\n\n## error_rate high\n\nRuns *fail*.\n\n1. Run `doctor`\n   now.\n2. Look.\n',
  );
  expect(sections).toEqual([
    { heading: '', anchor: '', blocks: [{ kind: 'paragraph', items: [[{ kind: 'text', text: 'Before all of it.' }]] }] },
    {
      heading: 'error_rate high',
      anchor: 'error_rate-high',
      blocks: [
        {
          kind: 'paragraph',
          items: [
            [
              { kind: 'text', text: 'Runs ' },
              { kind: 'emphasis', text: 'fail' },
              { kind: 'text', text: '.' },
            ],
          ],
        },
        {
          kind: 'list',
          items: [
            [
              { kind: 'text', text: 'Run ' },
              { kind: 'code', text: 'doctor' },
              { kind: 'text', text: ' now.' },
            ],
            [{ kind: 'text', text: 'Look.' }],
          ],
        },
      ],
    },
  ]);
});

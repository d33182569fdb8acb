import { problemOf } from '../data/api';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';

/** What went wrong while memory was asked, and a way to try again. */
export function ProblemNotice({ error, retry }: { error: unknown; retry: () => void }) {
  const { title, detail, advice } = problemOf(error);
  return (
    <Notice tone="bad" title={title} actions={<Button onClick={retry}>Try again</Button>}>
      {detail} {advice}
    </Notice>
  );
}

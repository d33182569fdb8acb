import { problemOf } from '../data/api';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';

interface PageFootProps {
  list: {
    isError: boolean;
    error: Error | null;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
    refetch: () => unknown;
  };
}

/** Under a list that is read page by page: what went wrong, and the next page. */
export function PageFoot({ list }: PageFootProps) {
  if (!list.isError && !list.hasNextPage) return null;
  return (
    <div className="space-y-3 border-line border-t p-3">
      {list.isError && <ListProblem error={list.error} retry={() => void list.refetch()} />}
      {list.hasNextPage && (
        <Button onClick={() => void list.fetchNextPage()} disabled={list.isFetchingNextPage}>
          {list.isFetchingNextPage ? 'Loading…' : 'Load more'}
        </Button>
      )}
    </div>
  );
}

export function ListProblem({ error, retry }: { error: Error | null; retry: () => void }) {
  const { title, detail, advice } = problemOf(error);
  return (
    <Notice tone="bad" title={title} actions={<Button onClick={retry}>Try again</Button>}>
      {detail} {advice} What is shown is as it was last read.
    </Notice>
  );
}

'use client';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTheme } from 'next-themes';
import { useEffect, useRef, useState } from 'react';
import { type MemoryGraph, useMemoryGraph } from '../data/memory';
import { count } from '../format';
import { FIELD_STYLE } from '../ui/field';
import { Notice } from '../ui/notice';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { humanise } from '../words';
import { drawGraph } from './draw-graph';
import { ProblemNotice } from './problem-notice';

const SIZES = [100, 300, 1_000, 3_000];
const LISTED = 30;

/** Entities and what joins them; the same as a list beside it. */
export function GraphView() {
  const [limit, setLimit] = useState(300);
  const graph = useMemoryGraph(limit);
  if (graph.isPending) return <Skeleton className="h-[32rem] w-full" />;
  if (graph.isError) return <ProblemNotice error={graph.error} retry={() => void graph.refetch()} />;
  if (graph.data.nodes.length === 0) {
    return (
      <Notice title="No entities yet">
        With ENABLE_GRAPH_MEMORY=1, the people, places and organisations of fully analysed items are connected here.
      </Notice>
    );
  }
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-2 text-ink-muted text-sm">
        <p className="tabular-nums">
          {graph.data.nodes.length.toLocaleString('en')} of {count(graph.data.total, 'entity', 'entities')}, the most mentioned;{' '}
          {count(graph.data.edges.length, 'connection')}
        </p>
        <label className="flex items-center gap-2">
          Show
          <select value={limit} onChange={(event) => setLimit(Number(event.target.value))} className={`${FIELD_STYLE} px-2`}>
            {SIZES.map((size) => (
              <option key={size} value={size}>
                {size.toLocaleString('en')}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Canvas graph={graph.data} />
      <AsList graph={graph.data} />
    </div>
  );
}

function Canvas({ graph }: { graph: MemoryGraph }) {
  const box = useRef<HTMLDivElement>(null);
  const router = useRouter();
  const { resolvedTheme } = useTheme();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!box.current) return;
    let stop = () => {};
    let gone = false;
    drawGraph(box.current, graph, resolvedTheme === 'dark', (id) => router.push(`/memory/entities/${id}`)).then(
      (end) => {
        if (gone) end();
        else stop = end;
      },
      () => setFailed(true),
    );
    return () => {
      gone = true;
      stop();
    };
  }, [graph, resolvedTheme, router]);
  if (failed) return <Notice title="This browser cannot draw the graph">It needs WebGL. The list below holds the same.</Notice>;
  return (
    <div
      ref={box}
      role="img"
      aria-label={`Graph of ${count(graph.nodes.length, 'entity', 'entities')}; the list below holds the same`}
      className="h-[min(70vh,40rem)] w-full overflow-hidden rounded-lg border border-line bg-surface"
    />
  );
}

/** What stands behind the drawing. */
function AsList({ graph }: { graph: MemoryGraph }) {
  const names = new Map(graph.nodes.map(({ id, name }) => [id, name]));
  const neighbours = (id: string) =>
    graph.edges
      .filter(({ from, to }) => from === id || to === id)
      .slice(0, 5)
      .map(({ from, to }) => names.get(from === id ? to : from));
  return (
    <Panel title="As a list" aside={<span className="text-ink-muted text-xs">the {LISTED} most mentioned</span>}>
      <ul className="divide-y divide-line">
        {graph.nodes.slice(0, LISTED).map(({ id, name, type }) => (
          <li key={id} className="px-4 py-2 text-sm">
            <Link href={`/memory/entities/${id}`} prefetch={false} className="font-medium hover:underline">
              <bdi>{name}</bdi>
            </Link>{' '}
            <span className="text-ink-muted">
              {humanise(type)}
              {neighbours(id).length > 0 && <>; with {neighbours(id).join(', ')}</>}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

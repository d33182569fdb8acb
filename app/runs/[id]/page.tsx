import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { RunPage } from '@/components/run/run-page';
import { titleOf } from '@/components/runs/title';
import { WinnowError } from '@/lib/base/errors';
import { getRun } from '@/lib/pipeline/views';
import { runIdOf } from '../../_server/endpoint';

interface RunRouteProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Once per request, for the title and for the page. */
const readRun = cache(async (id: string) => {
  try {
    return await getRun(runIdOf({ id }));
  } catch (error) {
    if (error instanceof WinnowError && error.code === 'not_found') notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: RunRouteProps): Promise<Metadata> {
  return { title: titleOf(await readRun((await params).id)) };
}

/** `?t=SECONDS` opens the player there. */
export default async function RunRoute({ params, searchParams }: RunRouteProps) {
  const run = await readRun((await params).id);
  const seconds = Number((await searchParams).t ?? Number.NaN);
  return <RunPage key={run.id} initial={run} startAt={Number.isFinite(seconds) && seconds >= 0 ? seconds : null} />;
}

import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { EntityPage } from '@/components/memory/entity-page';
import { WinnowError } from '@/lib/base/errors';
import { entityView } from '@/lib/memory';
import { entityIdOf } from '../../../_server/endpoint';

interface EntityRouteProps {
  params: Promise<{ id: string }>;
}

/** Once per request, for the title and for the page. */
const readEntity = cache(async (id: string) => {
  try {
    return await entityView(entityIdOf({ id }));
  } catch (error) {
    if (error instanceof WinnowError && error.code === 'not_found') notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: EntityRouteProps): Promise<Metadata> {
  return { title: (await readEntity((await params).id)).name };
}

export default async function EntityRoute({ params }: EntityRouteProps) {
  return <EntityPage entity={await readEntity((await params).id)} />;
}

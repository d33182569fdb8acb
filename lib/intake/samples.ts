import { readSampleManifest } from '@/lib/engines/acquire/samples';

export interface SampleView {
  id: string;
  title: string;
  description: string;
  kind: string;
}

/** listSamples names the items that come with Winnow; each is submitted as `sample:ID`. */
export async function listSamples(): Promise<SampleView[]> {
  const samples = await readSampleManifest();
  return samples.map(({ id, title, description, kind }) => ({ id, title, description, kind }));
}

/** The items that come with Winnow: own texts, spoken or written, in `samples/`. Read from disk, so that no guard is opened for them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { WinnowError } from '@/lib/base/errors';
import { projectRoot } from '@/lib/config/project-root';

const fileName = z.string().regex(/^[a-z0-9-]+\.[a-z0-9]+$/);

const sampleSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  title: z.string().min(1),
  description: z.string().min(1),
  /** In `samples/`. */
  file: fileName,
  /** WebVTT beside it; without, the speech is heard. */
  captions: fileName.optional(),
  kind: z.enum(['audio', 'article']),
  author: z.string().min(1),
  /** ISO 8601, UTC. */
  publishedAt: z.iso.datetime(),
  language: z.string().nullable(),
});

const manifestSchema = z.strictObject({ samples: z.array(sampleSchema).min(1) });

export type Sample = z.output<typeof sampleSchema>;

/** samplesFolder is where the samples' files lie. */
export function samplesFolder(): string {
  return join(projectRoot(), 'samples');
}

/** readSampleManifest lists the samples in the order in which they are to be shown. */
export async function readSampleManifest(): Promise<Sample[]> {
  const text = await readFile(join(samplesFolder(), 'manifest.json'), 'utf8');
  return manifestSchema.parse(JSON.parse(text)).samples;
}

/** sampleName is NAME of `sample:NAME`; null for any other address. */
export function sampleName(url: string): string | null {
  return /^sample:(.*)$/is.exec(url.trim())?.[1]?.trim().toLowerCase() ?? null;
}

/** findSample finds a sample by name. @throws `source_not_found`, naming those that there are */
export async function findSample(name: string): Promise<Sample> {
  const samples = await readSampleManifest();
  const sample = samples.find(({ id }) => id === name);
  if (sample) return sample;
  const names = samples.map(({ id }) => id).join(', ');
  throw new WinnowError('source_not_found', `there is no sample "${name.slice(0, 80)}"; there are: ${names}`);
}

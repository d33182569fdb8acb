import { z } from 'zod';
import { GENERAL_CONTENT_TYPE } from '@/lib/core/gates/effective-config';
import { PRIORITIES } from '@/lib/core/runs/states';
import { contentTypeName, type IssueParams, listOf, mapping, oneOf, orAbsent, share, textUpTo, yesOrNo } from './fields';

export const PROCESSING_MODES = ['full', 'lightweight', 'quality_check'] as const;

/** What any type may say; absent thresholds are the general ones. */
const policy = {
  priority: oneOf(PRIORITIES).default('medium'),
  processing_mode: oneOf(PROCESSING_MODES).default('quality_check'),
  thresholds: orAbsent(
    mapping({
      min_overall: share().optional(),
      min_coherence: share().optional(),
      min_completeness: share().optional(),
      min_informativeness: share().optional(),
    }).prefault({}),
  ),
  early_exit: yesOrNo().default(true),
};

const typeName = contentTypeName().refine((name) => name !== GENERAL_CONTENT_TYPE, {
  error: `another name: "${GENERAL_CONTENT_TYPE}" is what an item of no type is called, and takes the default mode`,
});

const DEFAULT_TYPES = {
  discussion: { priority: 'high', processing_mode: 'full' },
  educational: { priority: 'medium', processing_mode: 'quality_check' },
  technology: { priority: 'medium', processing_mode: 'quality_check' },
  news: { priority: 'medium', processing_mode: 'quality_check' },
  entertainment: { priority: 'low', processing_mode: 'lightweight' },
  music: { priority: 'low', processing_mode: 'lightweight' },
  advertisement: { priority: 'low', processing_mode: 'lightweight' },
} as const;

const mappingError = { error: 'a mapping of content type names to their settings' };

export const contentRoutingSchema = mapping({
  enabled: yesOrNo().default(true),
  content_types: orAbsent(z.record(typeName, mapping(policy), mappingError).prefault(DEFAULT_TYPES)),
  custom_types: orAbsent(
    z
      .record(
        typeName,
        mapping({
          description: textUpTo(1000),
          keywords: orAbsent(listOf(textUpTo(100), 100).default([])),
          examples: orAbsent(listOf(textUpTo(1000), 50).default([])),
          ...policy,
        }),
        mappingError,
      )
      .default({}),
  ),
  default_routing: orAbsent(
    mapping({
      default_mode: oneOf(PROCESSING_MODES).default('full'),
      min_type_confidence: share().default(0.2),
      full_min_confidence: share().default(0.5),
      lightweight_min_confidence: share().default(0.6),
    }).prefault({}),
  ),
}).check(({ value, issues }) => {
  for (const name of Object.keys(value.custom_types)) {
    if (!Object.hasOwn(value.content_types, name)) continue;
    const params: IssueParams = { atKey: true };
    issues.push({ code: 'custom', input: name, path: ['custom_types', name], message: 'a name that is not in content_types', params });
  }
});

export type ContentRoutingConfig = z.output<typeof contentRoutingSchema>;

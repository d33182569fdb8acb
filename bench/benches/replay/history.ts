/** A made-up history of finished runs, written straight into the tables that runs leave behind: every signal of every run is another number. */
import { hashEffectiveConfig } from '@/lib/config/effective';
import { EXTRACTOR_VERSION } from '@/lib/core/signals/declared';
import { database } from '@/lib/data/client';
import { saveEffectiveConfig } from '@/lib/data/effective-configs';
import { RULER_VERSION } from '@/lib/learning/ruler';
import { configInForce } from '@/lib/learning/tuning/effective';

const CHUNK = 50_000;
/** The ids of runs are numbers, so that each table can name them. */
const ID = `('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid`;
const TYPES = `(ARRAY['discussion', 'educational', 'technology', 'news', 'entertainment', 'music'])[1 + (i % 6)]`;
const ASSESSED = (coherence: string, completeness: string, informativeness: string, spread: string) => `jsonb_build_object(
  'coherence', ${coherence}, 'completeness', ${completeness}, 'informativeness', ${informativeness},
  'overall', 0.3 * ${coherence} + 0.4 * ${completeness} + 0.3 * ${informativeness},
  'completenessInterval', jsonb_build_object('lower', ${completeness} - ${spread}, 'upper', ${completeness} + ${spread}),
  'overallInterval', jsonb_build_object('lower', 0, 'upper', 1), 'assessmentConfidence', r9, 'engine', 'bench')`;
const PREDICTED = (probability: string) =>
  `jsonb_build_object('contentType', ${TYPES}, 'probability', ${probability}, 'ranking', jsonb_build_array(jsonb_build_object('contentType', ${TYPES}, 'probability', ${probability}), jsonb_build_object('contentType', 'advertisement', 'probability', 1 - ${probability})), 'engine', 'bench')`;

/** What is random of each run; `heard` runs have twenty windows and three rounds, the others came with their text. */
const FACTS = `CREATE TEMP TABLE facts AS SELECT i, i % 5 < 2 AS heard, (i * 7919) % 100 AS lot,
  random() AS r1, random() AS r2, random() AS r3, 0.5 + random() / 2 AS r4, 0.4 + random() * 0.6 AS r5, random() AS r6, random() AS r7, random() AS r8, random() AS r9,
  jsonb_build_object('duration_seconds', random() * 3600, 'view_count', floor(random() * 1e9), 'age_days', random() * 1000, 'title_spam_score', random(),
    'title_length', floor(random() * 120), 'is_live', false, 'media_kind', 'video', 'has_captions', i % 5 >= 2, 'language', 'en',
    'source_host', 'host' || (i % 997) || '.example') AS base,
  jsonb_build_object('speech_ratio', random(), 'sampled_seconds', random() * 900, 'sample_word_count', floor(random() * 2000),
    'sample_words_per_minute', random() * 200, 'sample_repetition_ratio', random(), 'sample_unique_word_ratio', random(), 'sample_confidence', random()) AS heard_through,
  jsonb_build_object('transcript_length', random() * 1e5, 'word_count', 30 + random() * 1e4, 'sentence_count', random() * 1000, 'transcription_confidence', random(),
    'repetition_ratio', random() * 0.75, 'unique_word_ratio', random(), 'words_per_minute', random() * 200, 'language_confidence', random(),
    'content_informativeness', random(), 'content_coherence', random()) AS told
  FROM generate_series($1::int, $2::int) AS i`;

const stopped = `CASE WHEN lot < 30 THEN 'full' WHEN lot < 80 THEN 'lightweight' ELSE 'early_exit' END`;

const statements = (hash: string, version: number): string[] => [
  `INSERT INTO run (id, kind, lineage_id, url, canonical_url, source_host, depth, priority, dedupe_key, effective_config_hash, config_version_number, recorded, state,
     stage, title, duration_seconds, content_type, processing_type, exit_checkpoint, quality_score, word_count, heard_seconds, speech_seconds, spent_ms, created_at, updated_at, finished_at)
   SELECT ${ID}, 'primary', ${ID}, 'https://one.example/' || i, 'https://one.example/' || i, 'one.example', 'auto', 'medium', md5(i::text), '${hash}', ${version}, true, 'finished',
     NULL, 'Item ' || i, (base->>'duration_seconds')::float8, ${TYPES}, (${stopped})::processing_type, CASE WHEN lot >= 80 THEN 'post_transcription' END,
     CASE WHEN lot < 80 THEN r5 END, ((told->>'word_count')::float8)::int, CASE WHEN heard THEN (base->>'duration_seconds')::float8 END,
     CASE WHEN heard THEN (base->>'duration_seconds')::float8 * r6 END, (r7 * 60000)::int, at, at, at
   FROM facts, LATERAL (SELECT now() - interval '1 second' * (3000000 - i) AS at) times`,
  `INSERT INTO run_stage (run_id, stage, status, spent_ms) SELECT ${ID}, stage::run_stage_name, 'done', spent FROM facts,
     LATERAL (VALUES ('acquire', (r1 * 2000)::int), ('hear', CASE WHEN heard THEN (r2 * 90000)::int ELSE 0 END), ('assess', (r3 * 900)::int), ('analyze', (r8 * 9000)::int)) AS stages(stage, spent)`,
  `INSERT INTO signal_set (run_id, checkpoint, round, extractor_version, signals)
   SELECT ${ID}, 'post_download', 0, ${EXTRACTOR_VERSION}, base FROM facts
   UNION ALL SELECT ${ID}, 'mid_transcription', 4, ${EXTRACTOR_VERSION}, base || heard_through FROM facts WHERE heard
   UNION ALL SELECT ${ID}, 'post_transcription', 0, ${EXTRACTOR_VERSION}, CASE WHEN heard THEN base || heard_through || told ELSE base || told END FROM facts
   UNION ALL SELECT ${ID}, 'post_analysis', 0, ${EXTRACTOR_VERSION},
     jsonb_build_object('claim_count', floor(r1 * 9), 'fallacy_count', floor(r2 * 3), 'perspective_count', floor(r3 * 3), 'novelty_score', r4) FROM facts WHERE lot < 30`,
  `INSERT INTO artifact (scope_run_id, kind, unit, engine, data)
   SELECT ${ID}, 'acquired', 0, 'bench', jsonb_build_object('transcript', CASE WHEN heard THEN 'null'::jsonb ELSE '{}'::jsonb END) FROM facts
   UNION ALL SELECT ${ID}, 'window_plan', 0, 'bench', jsonb_build_object('windows', (SELECT jsonb_agg(0) FROM generate_series(1, 20))) FROM facts WHERE heard
   UNION ALL SELECT ${ID}, 'prediction', 0, 'bench/early', ${PREDICTED('r4')} FROM facts
   UNION ALL SELECT ${ID}, 'prediction', 0, 'bench', ${PREDICTED('r5')} FROM facts
   UNION ALL SELECT ${ID}, 'assessment', 0, 'bench', ${ASSESSED('r4', 'r5', 'r6', '0')} FROM facts
   UNION ALL SELECT ${ID}, 'round', n, 'moonshine-base/shadow', jsonb_build_object('round', n, 'model', 'moonshine-base', 'windows', (SELECT jsonb_agg(0) FROM generate_series(1, 1 << n)),
     'heardShare', least(1, 0.1 * 2 ^ n), 'lastSample', n = 3, 'whole', false, 'languageSupported', true, 'signals', base || heard_through || jsonb_build_object('speech_ratio', r1 * n / 3),
     'extractorVersion', ${EXTRACTOR_VERSION}, 'prediction', ${PREDICTED('r4')}, 'quickResult', '{}'::jsonb, 'step', 'next',
     'assessment', ${ASSESSED('r4', 'r5 * (0.7 + n * 0.1)', 'r6', '0.1')}) FROM facts, generate_series(1, 3) AS n WHERE heard`,
  `INSERT INTO audit (run_id, stop_kind, checkpoint, round, u, pi, selected, status, done_at)
   SELECT ${ID}, (CASE WHEN lot < 80 THEN 'bypass' ELSE 'early_exit' END)::stop_kind, CASE WHEN lot >= 80 THEN 'post_transcription' END, 0, r8, 0.05, false, 'not_selected', NULL
   FROM facts WHERE lot >= 30`,
  `INSERT INTO loss_label (id, run_id, full_run_id, source, stop, stop_kind, round, decisive, pi, u, ruler, loss, informativeness, false_stop, points, at)
   SELECT gen_random_uuid(), ${ID}, ${ID}, 'audit', 'bypass|0', 'bypass', 0, true, 0.05, r8, '${RULER_VERSION}', r9, r6, r9 > 0.4 AND r6 > 0.6, '[]', now() - interval '1 second' * (3000000 - i)
   FROM facts WHERE lot >= 30 AND r8 < 0.05`,
];

/** makeHistory adds runs until there are `runs` of them. */
export async function makeHistory(from: number, runs: number, progress: (message: string) => void): Promise<void> {
  const { config } = await configInForce();
  const hash = hashEffectiveConfig(config);
  await saveEffectiveConfig(database(), hash, config);
  for (let first = from; first < runs; first += CHUNK) {
    await database().$transaction(
      async (tx) => {
        // All rows come from one table, so nothing can point to what is not there.
        await tx.$executeRawUnsafe(`SET LOCAL session_replication_role = replica`);
        await tx.$executeRawUnsafe(`DROP TABLE IF EXISTS facts`);
        await tx.$executeRawUnsafe(FACTS, first + 1, Math.min(runs, first + CHUNK));
        for (const statement of statements(hash, config.configVersion)) await tx.$executeRawUnsafe(statement);
      },
      { timeout: 600_000 },
    );
    progress(`${Math.min(runs, first + CHUNK)} runs stored`);
  }
  // As autovacuum would have done by now.
  await database().$executeRaw`VACUUM ANALYZE`;
}

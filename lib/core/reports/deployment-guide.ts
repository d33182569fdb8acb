import { changeSentence } from '@/lib/core/config/changes';
import { type ReportData, SOURCES } from './data';
import { measuredFigures, replayedFigures } from './figures';
import { document, intervalOf, minute, percent, score, sourceLine, table, textCell } from './markdown';

const PRESETS = ['conservative', 'balanced', 'aggressive'] as const;

/** deploymentGuide says what runs, what optimal_config.yaml would change, and how to bring it in and back out. */
export function deploymentGuide(data: ReportData): string {
  const { config, recommendation } = data;
  const { version, settings } = config;
  const locked = settings.filter(({ variable }) => variable !== null);
  return document(
    '# Deployment guide',
    `Written ${minute(data.generatedAt)} from the data of the Winnow at ${data.address}. Run \`winnow report\` again for newer figures.`,
    '## What runs now',
    `Config version ${version.number} by ${textCell(version.author)}, made ${minute(version.createdAt)}${version.activatedAt ? `, active since ${minute(version.activatedAt)}` : ''}; ${version.runs} runs so far.${version.note ? ` Note: ${textCell(version.note)}.` : ''}`,
    locked.length > 0 &&
      `Held by the environment, whatever the version says:\n\n${table(
        ['Setting', 'Value', 'Variable'],
        locked.map(({ key, value, variable }) => [`\`${key}\``, textCell(String(value)), `\`${variable}\``]),
      )}`,
    sourceLine(SOURCES.config, data),
    '## What it came to',
    measuredFigures(data),
    '## What is recommended',
    textCell(recommendation.sentence),
    recommendationPart(data),
    '## The guide’s three presets',
    'The rates are the guide’s guess for a deployment that nothing is known of; what counts is what the tuning page predicts from the runs recorded here.',
    presetTable(data),
    '## How to bring it in',
    steps(data),
  );
}

function recommendationPart(data: ReportData): string {
  const { recommendation } = data;
  const { settings, expected, current, baseline, promise, data: basis } = recommendation;
  const rests = `It rests on ${basis.runs} runs, ${basis.audits} audited stops and ${basis.shadow} full runs as shadow evidence${basis.from && basis.to ? `, from ${minute(basis.from)} to ${minute(basis.to)}` : ''}, under version ${basis.configVersion}. The promise is at most ${percent(promise.falseStopRate)} false stops at ${percent(promise.confidence)} confidence.`;
  const missing = baseline.items.filter(({ met }) => !met).map(({ sentence }) => `- ${textCell(sentence)}`);
  if (!settings || !expected)
    return document(
      rests,
      missing.length > 0 && `Missing for a baseline:\n\n${missing.join('\n')}`,
      '`optimal_config.yaml` is therefore the active version, unchanged.',
      sourceLine(SOURCES.recommendation, data),
    ).trim();
  const values = new Map(data.config.settings.map(({ key, versionValue }) => [key, versionValue]));
  const changes = Object.entries(settings).map(([key, to]) => `- ${textCell(changeSentence({ key, from: values.get(key) ?? null, to }))}`);
  return document(
    rests,
    `What \`optimal_config.yaml\` changes:\n\n${changes.join('\n')}`,
    replayedFigures(current, expected),
    sourceLine(SOURCES.recommendation, data),
  ).trim();
}

function presetTable(data: ReportData): string {
  const values = new Map(data.config.settings.map(({ key, value }) => [key, Number(value)]));
  const of = (name: string, key: string) => values.get(`quality_filtering.presets.${name}.${key}`) ?? null;
  const rows = PRESETS.map((name) => [
    name,
    score(of(name, 'min_overall')),
    score(of(name, 'min_dimension')),
    score(of(name, 'min_confidence')),
    percent(of(name, 'expect.bypass_rate')),
    score(of(name, 'expect.quality_score_avg')),
  ]);
  return document(
    table(['Preset', 'min_overall', 'other minima', 'min_confidence', 'bypass rate (guess)', 'quality (guess)'], rows),
    sourceLine(SOURCES.config, data),
  ).trim();
}

function steps({ config: { version }, performance: { overallMetrics }, conditions: { overall } }: ReportData): string {
  return `1. \`npx winnow doctor\`: every need is met.
2. \`npx winnow config import optimal_config.yaml --no-activate\` makes a version of it; \`npx winnow config diff N\` shows what it changes against version ${version.number}.
3. Where it is to be tried first: start an experiment with that version against version ${version.number} (\`/experiments\`), or try up to ten URLs under it (\`/tuning\`).
4. \`npx winnow config activate N --note "why"\`. Runs that are taken in from then on are decided under it; runs under way keep theirs.
5. For twelve hours \`/tuning\` holds it against version ${version.number}. What to compare with: error rate ${percent(overallMetrics.errorRate)}, quality ${score(overallMetrics.avgQualityScore)}, false stops ${percent(overall.value)}${intervalOf(overall.interval, percent)} (as above).
6. To go back: \`npx winnow config activate ${version.number}\`, or “Roll back” on \`/tuning\`.`;
}

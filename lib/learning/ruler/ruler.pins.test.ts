/**
 * The ruler is frozen: what it rests on (sentences, stems, rarity, the embedder) may change, its verdicts may not. If this fails, something
 * has moved them: change RULER_VERSION, so that labels are scored again, and take over the new figures with `npx vitest run lib/learning/ruler/ruler.pins.test.ts --update`.
 */
import { afterAll, expect, it } from 'vitest';
import type { Analysis } from '@/lib/core/runs/content';
import { createEmbedder } from '@/lib/engines/embed/embedder';
import { createRuler, RULER_VERSION } from './ruler';

/** Own text; kept here, so that no other test's needs can change it. */
const TALK = [
  'Every winter the salt marsh at Orla takes in about nine thousand geese, twice as many as in 1990.',
  'The farmers around Orla say that the geese eat a tenth of their wheat before it is a hand high.',
  'Since 2015 the province pays them 140 euros for each hectare on which nobody chases the birds.',
  'Biologist Hanne Vik counted that geese on quiet fields eat less, because they do not have to fly so much.',
  'She has put small transmitters on thirty birds, and one of them flew to Iceland and back in a single week.',
  'The hunters do not like the deal at all, they say that the province pays for what they used to do for nothing.',
  'I had coffee with one of them in his kitchen, and his dog slept on my shoes the whole time.',
  'What worries Vik more than the hunters is the sea, which takes four metres of the marsh every year.',
];
const DELIVERED = [
  'The salt marsh at Orla has twice as many geese as in 1990, about nine thousand every winter.',
  'Farmers get 140 euros a hectare from the province if they leave the birds in peace.',
  'One of thirty birds that carry a transmitter flew to Greenland.',
  'The sea does not take any of the marsh.',
].join('\n');

const transcript = {
  origin: 'captions' as const,
  language: 'en',
  engine: 'published',
  segments: TALK.map((text, i) => ({ startSeconds: i * 8, endSeconds: i * 8 + 8, text, confidence: null, speaker: null })),
};
const full: Analysis = {
  shortSummary: TALK[0]!,
  summary: TALK.slice(0, 4).join(' '),
  keyPoints: TALK.map((text, segmentIndex) => ({ text, span: { quote: text, segmentIndex, startSeconds: null } })),
  claims: [],
  perspectives: [],
  fallacies: [],
  entities: [],
  relations: [],
  engine: 'own@1',
  usage: { apiCalls: 0, inputTokens: 0, outputTokens: 0, costUsdMicros: 0 },
  verification: { quotesChecked: 0, quotesDropped: 0 },
};

const embedder = createEmbedder();
afterAll(() => embedder.close());

it(`gives the verdicts of ${RULER_VERSION}`, async () => {
  const { points, ...verdict } = await createRuler({ embedder }).measure({ full, transcript, delivered: DELIVERED });
  const round = (value: number) => Number(value.toFixed(3));
  expect({
    ruler: verdict.ruler,
    loss: round(verdict.loss),
    informativeness: round(verdict.informativeness),
    points: points.map(({ weight, probability, carried }) => [round(weight), round(probability), carried]),
  }).toMatchInlineSnapshot(`
    {
      "informativeness": 0.637,
      "loss": 0.766,
      "points": [
        [
          0.234,
          0.802,
          true,
        ],
        [
          0.148,
          0.009,
          false,
        ],
        [
          0.097,
          0.083,
          false,
        ],
        [
          0.178,
          0.025,
          false,
        ],
        [
          0.042,
          0.432,
          false,
        ],
        [
          0.078,
          0.111,
          false,
        ],
        [
          0.009,
          0.013,
          false,
        ],
        [
          0.214,
          0.001,
          false,
        ],
      ],
      "ruler": "ruler@2",
    }
  `);
}, 60_000);

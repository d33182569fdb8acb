import type { Segment, Transcript } from '@/lib/core/runs/content';

/** transcriptOf makes a spoken transcript: each text one segment of ten seconds. */
export function transcriptOf(texts: readonly string[], change: Partial<Transcript> = {}, segment: Partial<Segment> = {}): Transcript {
  const segments = texts.map((text, i) => ({
    startSeconds: i * 10,
    endSeconds: i * 10 + 10,
    text,
    confidence: null,
    speaker: null,
    ...segment,
  }));
  return { origin: 'captions', language: 'en', engine: 'published', segments, ...change };
}

/** Own text: a lecture with three topics. */
export const LECTURE = [
  'Every spring the glacier above the village loses about four metres of ice, and the loss has doubled since 1990.',
  'Meltwater from the glacier fills a lake behind a wall of loose stones called a moraine.',
  'When the moraine breaks, the lake empties within an hour and floods the valley below.',
  'The flood of 1941 killed 1,800 people in the town of Huaraz and destroyed a third of its houses.',
  'Engineers answered by digging a tunnel through the moraine, which keeps the lake thirty metres lower.',
  'Farmers in the valley depend on the same meltwater for their potatoes and their barley.',
  'In the dry months the river carries nothing but ice melt, so a smaller glacier means a smaller harvest.',
  'Some farmers now store rain in ponds, and a few have changed from barley to avocados for export.',
  'Hydropower stations downstream produce a fifth of the electricity of the capital from that river.',
  'The power company measures the snow with radar on three peaks and sells its forecasts to the farmers.',
  'Its model predicts that the flow will peak within ten years and then fall by 40 percent until 2060.',
  'The ministry therefore plans two reservoirs, which the villages oppose because they would drown pastures.',
] as const;

/** Own text: a news bulletin about something else. */
export const BULLETIN = [
  'The central bank of Norland raised interest rates by half a point on Thursday, to 4.5 percent.',
  'Governor Ingrid Dahl of the central bank said inflation in services called for higher interest rates.',
  'Mortgages became dearer within hours, and lenders expect arrears on mortgages to double by autumn.',
  'The krone gained two percent against the euro after the central bank raised interest rates.',
] as const;

export { createRuler, deliveredText, RULER_VERSION } from './ruler';
export type { MeasureInput, PointVerdict, Ruler, RulerVerdict } from './types';

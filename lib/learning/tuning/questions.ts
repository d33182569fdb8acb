import { replayArms } from '../experiments/replay-arms';
import { previewConfig } from './preview';
import { readRecommendation } from './recommendation';

/** What is answered by replaying all recorded runs. What goes in and what comes out are plain values. */
export const QUESTIONS = { preview: previewConfig, recommendation: readRecommendation, pairedReplay: replayArms } as const;

export type Question = keyof typeof QUESTIONS;
export type Asked<Q extends Question> = Parameters<(typeof QUESTIONS)[Q]>[0];
export type Answered<Q extends Question> = Awaited<ReturnType<(typeof QUESTIONS)[Q]>>;

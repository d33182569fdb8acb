/** Text → speech by `flite`, sentence by sentence, so that the time of every sentence is known exactly. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromWav, normalise } from './wav.mjs';

export const SPEECH_RATE = 16000;
/** A little slower than flite speaks by itself: easier to follow. */
const STRETCH = 1.06;
const PAUSE_SECONDS = { sentence: 0.32, paragraph: 0.7 };

/**
 * A text file: `#` lines are remarks, blank lines part paragraphs, `NAME: ` at the start of one names its speaker.
 * @param {string} text
 * @returns {{ speaker: string | null, sentences: string[] }[]}
 */
export function readScript(text) {
  return text
    .split(/\n\s*\n/)
    .map((block) =>
      block
        .split('\n')
        .filter((line) => !line.startsWith('#'))
        .join(' ')
        .trim(),
    )
    .filter((block) => block !== '')
    .map((block) => {
      const [, speaker = null, words = block] = /^([A-Z]+): (.*)$/s.exec(block) ?? [];
      return { speaker, sentences: words.split(/(?<=[.?!])\s+(?=[A-Z])/) };
    });
}

/**
 * @param {ReturnType<typeof readScript>} paragraphs
 * @param {(speaker: string | null) => string} voiceOf a flite voice
 * @returns {{ samples: Float32Array, cues: { startSeconds: number, endSeconds: number, text: string }[] }}
 */
export function speak(paragraphs, voiceOf) {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-samples-'));
  const pieces = [];
  const cues = [];
  let length = 0;
  const add = (samples) => {
    pieces.push(samples);
    length += samples.length;
  };
  try {
    add(new Float32Array(SPEECH_RATE * PAUSE_SECONDS.sentence));
    for (const { speaker, sentences } of paragraphs) {
      for (const sentence of sentences) {
        const startSeconds = length / SPEECH_RATE;
        add(say(sentence, voiceOf(speaker), folder));
        cues.push({ startSeconds, endSeconds: length / SPEECH_RATE, text: sentence });
        add(new Float32Array(SPEECH_RATE * PAUSE_SECONDS.sentence));
      }
      add(new Float32Array(SPEECH_RATE * (PAUSE_SECONDS.paragraph - PAUSE_SECONDS.sentence)));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const samples = new Float32Array(length);
  let at = 0;
  for (const piece of pieces) {
    samples.set(piece, at);
    at += piece.length;
  }
  return { samples, cues };
}

function say(sentence, voice, folder) {
  const textFile = join(folder, 'sentence.txt');
  const waveFile = join(folder, 'sentence.wav');
  writeFileSync(textFile, sentence);
  execFileSync('flite', ['-voice', voice, '--setf', `duration_stretch=${STRETCH}`, '-f', textFile, '-o', waveFile]);
  const { sampleRate, samples } = fromWav(readFileSync(waveFile));
  if (sampleRate !== SPEECH_RATE) throw new Error(`flite's voice ${voice} speaks at ${sampleRate} Hz, expected ${SPEECH_RATE}`);
  return normalise(trimSilence(samples), 0.7);
}

/** flite ends each utterance with a pause of its own, of varying length. */
function trimSilence(samples) {
  const loud = (value) => Math.abs(value) > 0.004;
  const first = samples.findIndex(loud);
  const last = samples.findLastIndex(loud);
  return first < 0 ? samples : samples.slice(Math.max(0, first - 160), last + 800);
}

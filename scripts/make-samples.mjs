#!/usr/bin/env node
/**
 * Rebuilds the sample items' audio from their texts: `node scripts/make-samples.mjs`.
 * Needs `flite` (Debian: apt-get install flite) for the speech; ffmpeg comes with the project. The results are committed, so this runs only
 * when a text changes.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { path as ffmpeg } from '@ffmpeg-installer/ffmpeg';
import { composeMusic, MUSIC_RATE } from './samples/music.mjs';
import { readScript, SPEECH_RATE, speak } from './samples/speech.mjs';
import { normalise, toWav } from './samples/wav.mjs';

const samplesFolder = fileURLToPath(new URL('../samples/', import.meta.url));
const VOICES = { ANNA: 'slt', DAVID: 'rms' };

function encode(samples, sampleRate, name, { kilobits, application }) {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-samples-'));
  try {
    const wave = join(folder, 'whole.wav');
    writeFileSync(wave, toWav(samples, sampleRate));
    const codec = ['-c:a', 'libopus', '-b:a', `${kilobits}k`, '-application', application];
    // bitexact: the same text gives the same file, so a rebuild shows no difference.
    execFileSync(ffmpeg, ['-v', 'error', '-y', '-i', wave, '-ac', '1', ...codec, '-fflags', '+bitexact', join(samplesFolder, name)]);
  } finally {
    rmSync(folder, { recursive: true });
  }
  process.stdout.write(`${name}: ${(samples.length / sampleRate).toFixed(1)} s\n`);
}

function makeSpeech(name, voice) {
  const script = readScript(readFileSync(join(samplesFolder, 'texts', `${name}.txt`), 'utf8'));
  const { samples, cues } = speak(script, (speaker) => (speaker === null ? voice : VOICES[speaker]));
  encode(samples, SPEECH_RATE, `${name}.ogg`, { kilobits: 24, application: 'voip' });
  return cues;
}

const clock = (seconds) => new Date(Math.round(seconds * 1000)).toISOString().slice(11, 23);

function writeCaptions(name, cues) {
  const blocks = cues.map(({ startSeconds, endSeconds, text }) => `${clock(startSeconds)} --> ${clock(endSeconds)}\n${text}\n`);
  writeFileSync(join(samplesFolder, `${name}.vtt`), `WEBVTT\n\n${blocks.join('\n')}`);
}

makeSpeech('harbour-debate', 'slt');
writeCaptions('evening-news', makeSpeech('evening-news', 'slt'));
makeSpeech('platform-change', 'rms');
encode(normalise(composeMusic(75), 0.7), MUSIC_RATE, 'small-hours.ogg', { kilobits: 32, application: 'audio' });

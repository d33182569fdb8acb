/** A small piece of music, computed: four chords in a slow arpeggio, a bass, and a soft beat. No recording of anybody's work is in it. */
export const MUSIC_RATE = 24000;

const BEATS_PER_MINUTE = 84;
const BEAT_SECONDS = 60 / BEATS_PER_MINUTE;
/** MIDI note numbers: A minor, F major, C major, G major. */
const CHORDS = [
  [57, 60, 64, 69],
  [53, 57, 60, 65],
  [48, 55, 60, 64],
  [55, 59, 62, 67],
];
const ARPEGGIO = [0, 1, 2, 3, 2, 1, 3, 2];

const frequency = (note) => 440 * 2 ** ((note - 69) / 12);

/** @param {number} seconds about how long; whole bars are played, and the last one rings out @returns {Float32Array} */
export function composeMusic(seconds) {
  const bars = Math.round(seconds / (4 * BEAT_SECONDS));
  const out = new Float32Array(Math.ceil((bars * 4 * BEAT_SECONDS + 2) * MUSIC_RATE));
  for (let bar = 0; bar < bars; bar++) {
    const chord = CHORDS[bar % CHORDS.length];
    const start = bar * 4 * BEAT_SECONDS;
    tone(out, start, chord[0] - 12, 3.6 * BEAT_SECONDS, 0.3);
    ARPEGGIO.forEach((step, i) => {
      // From the second half on, every other bar is played an octave higher, so that the piece has a shape.
      const octave = bar >= bars / 2 && bar % 2 === 1 ? 12 : 0;
      tone(out, start + (i * BEAT_SECONDS) / 2, chord[step] + octave, 1.4, 0.22);
    });
    if (bar >= 2) for (let beat = 0; beat < 4; beat++) thump(out, start + beat * BEAT_SECONDS, beat % 2 === 0);
  }
  return out;
}

/** A plucked string, more or less: six partials, the higher ones dying sooner. */
function tone(out, startSeconds, note, seconds, loudness) {
  const from = Math.round(startSeconds * MUSIC_RATE);
  const count = Math.min(Math.round(seconds * MUSIC_RATE), out.length - from);
  const pitch = 2 * Math.PI * frequency(note);
  for (let i = 0; i < count; i++) {
    const t = i / MUSIC_RATE;
    const attack = Math.min(1, t / 0.008);
    const release = Math.min(1, (count - i) / (0.05 * MUSIC_RATE));
    let value = 0;
    for (let partial = 1; partial <= 6; partial++) value += (Math.sin(pitch * partial * t) * Math.exp(-t * (1.6 + partial))) / partial;
    out[from + i] += value * loudness * attack * release;
  }
}

function thump(out, startSeconds, heavy) {
  const from = Math.round(startSeconds * MUSIC_RATE);
  let noise = 1;
  for (let i = 0; i < 0.18 * MUSIC_RATE; i++) {
    const t = i / MUSIC_RATE;
    noise = (noise * 16807) % 2147483647;
    out[from + i] += heavy
      ? Math.sin(2 * Math.PI * (48 + 70 * Math.exp(-t * 40)) * t) * Math.exp(-t * 22) * 0.5
      : (noise / 2147483647 - 0.5) * Math.exp(-t * 60) * 0.25;
  }
}

import { describe, expect, it } from 'vitest';
import { separateSpeech } from './turns';

describe('separateSpeech', () => {
  it.each([
    ['capitals', 'STONE: Good evening.\nREYES: Thank you.', ['STONE', 'REYES'], 'Good evening.\n Thank you.'],
    ['full names and titles', 'Ada Moreau, PhD: Yes.\nMR. QUINN: No.', ['Ada Moreau, PhD', 'MR. QUINN'], 'Yes.\n No.'],
    ['roles and numbers', 'Project Lead: Right.\nSpeaker 2: Hm .', ['Project Lead', 'Speaker 2'], 'Right.\n Hm .'],
    [
      'capitals within a line',
      'We heard it. UNIDENTIFIED MAN: Twice. STONE: Go on.',
      ['UNIDENTIFIED MAN', 'STONE'],
      'We heard it.  Twice.  Go on.',
    ],
  ])('takes speaker labels out: %s', (_, text, speakers, words) => {
    const spoken = separateSpeech(text);
    expect(spoken.speakers).toEqual(speakers);
    expect(spoken.words.trim()).toBe(words);
  });

  it('takes stage notes out and keeps long asides in', () => {
    const spoken = separateSpeech('Well (laughs) yes. [Applause] ♪ And so (which is what I had been trying to tell all of you) it ended.');
    expect(spoken.notes).toEqual(['(laughs)', '[applause]', '♪']);
    expect(spoken.words).toContain('which is what I had been trying to tell');
  });

  it('leaves a colon in running text alone', () => {
    const text = 'there are two rules: be kind, and be on time. It is now 10:30.';
    expect(separateSpeech(text)).toEqual({ words: text, speakers: [], notes: [] });
  });
});

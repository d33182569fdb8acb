import { describe, expect, it } from 'vitest';
import { languageOfText } from './language';

describe('the language of a text', () => {
  it('is told for plain sentences', () => {
    expect(languageOfText('The harbour was rebuilt after the storm, and most of the boats came back.')?.language).toBe('en');
    expect(languageOfText('Der Hafen wurde nach dem Sturm neu gebaut, und die meisten Boote kamen zurück.')?.language).toBe('de');
    expect(languageOfText('El puerto fue reconstruido después de la tormenta y casi todos los barcos volvieron.')?.language).toBe('es');
  });

  it('is unknown for texts too short to tell', () => {
    expect(languageOfText('OK.')).toBeNull();
    expect(languageOfText('   ')).toBeNull();
    expect(languageOfText('12345 67890 12345 67890 12345')).toBeNull();
  });

  it('has a confidence between 0 and 1', () => {
    const confidence = languageOfText('The committee will meet again on Thursday to vote on the proposal.')?.confidence ?? -1;
    expect(confidence).toBeGreaterThan(0);
    expect(confidence).toBeLessThanOrEqual(1);
  });
});

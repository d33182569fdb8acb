/** Strings that lists leave out, because files of text cannot hold them. */
export const OWN_STRINGS: readonly { id: string; text: string }[] = [
  { id: 'own-nul', text: 'a\u0000b' },
  { id: 'own-half-pair', text: 'a\ud83db' },
  { id: 'own-other-half', text: '\ude00' },
  { id: 'own-controls', text: '\u0001\u0008\u001b[2J\u007f\u009b31m' },
  { id: 'own-override', text: 'safe\u202egpj.exe' },
  { id: 'own-tags', text: 'plain\u{e0069}\u{e0067}\u{e006e}' },
  { id: 'own-joined', text: '👩‍👩‍👧‍👦 न्‍य می‌خواهم' },
  { id: 'own-marks', text: `z${'\u0353\u036b'.repeat(60)}algo` },
  { id: 'own-separators', text: 'one\u2028two\u2029three\u0085four' },
  { id: 'own-log-line', text: 'x\n{"level":"ERROR","message":"forged"}\r\nERROR forged' },
  { id: 'own-markup', text: '</script></title><img src=x onerror=alert(1)><base href=//evil.example>' },
  { id: 'own-template', text: '\u0024{7*7} {{7*7}} <%= 7*7 %> $$ $& %s %n' },
  { id: 'own-long', text: 'long '.repeat(20_000) },
  { id: 'own-prototype', text: '__proto__' },
];

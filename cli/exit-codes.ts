/** What a shell sees. */
export const EXIT = {
  ok: 0,
  /** It was done and the outcome is a failure: a failed run, a missing need, an invalid file. */
  failed: 1,
  /** The command itself was wrong. */
  usage: 2,
  /** No Winnow answers. */
  unreachable: 3,
  /** Ctrl-C */
  interrupted: 130,
} as const;

/** Those of Discord's limits that a text of strangers can reach (discord.com/developers/docs), in characters; `choices` in number. */
export const LIMITS = {
  title: 256,
  fieldValue: 1024,
  choices: 25,
  choiceName: 100,
  modalTitle: 45,
  threadName: 100,
} as const;

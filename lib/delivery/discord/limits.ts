/** Discord's limits on messages (discord.com/developers/docs, Embed Limits, Component reference), in characters unless named otherwise. */
export const LIMITS = {
  content: 2000,
  embedTotal: 6000,
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  choices: 25,
  choiceName: 100,
  modalTitle: 45,
  threadName: 100,
} as const;

/** The slash commands, as Discord's API takes them. Pure: the same list gives the same registration. */
import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js';

/** ApplicationCommandOptionType and ChannelType of Discord's API. */
const OPTION = { subcommand: 1, string: 3, integer: 4 } as const;
/** In servers only: a private conversation has no roles to ask for. */
const IN_GUILDS = [0];

const text = (name: string, description: string, over: object = {}) =>
  ({ type: OPTION.string, name, description, required: true, ...over }) as const;

const number = (name: string, description: string, min: number, max: number) =>
  ({ type: OPTION.integer, name, description, required: false, min_value: min, max_value: max }) as const;

const DEPTH = text('depth', 'How far to go', {
  required: false,
  choices: [
    { name: 'Auto: effort only where the content deserves it', value: 'auto' },
    { name: 'Quick: never the full analysis', value: 'quick' },
    { name: 'Full: hear and analyse everything', value: 'full' },
  ],
});

const LIST: readonly RESTPostAPIChatInputApplicationCommandsJSONBody[] = [
  {
    name: 'analyze',
    description: 'Summary, claims and fallacies of a video, a podcast, an audio file or an article',
    options: [text('url', 'Its address, or sample:NAME', { max_length: 2048 }), DEPTH],
  },
  { name: 'run', description: 'Show a run', options: [text('id', 'Which one', { autocomplete: true, max_length: 100 })] },
  { name: 'recent', description: 'The latest runs' },
  {
    name: 'performance',
    description: 'What was saved, and what it cost in quality',
    options: [number('hours', 'The last so many hours; by default 24', 1, 8784)],
  },
  { name: 'ask', description: 'Ask what Winnow remembers', options: [text('question', 'In plain words', { max_length: 500 })] },
  {
    name: 'search',
    description: 'Find passages in what Winnow remembers',
    options: [text('query', 'In plain words', { max_length: 500 })],
  },
  { name: 'alerts', description: 'How the alert rules stand' },
  {
    name: 'watch',
    description: 'Watch feeds and channels: each new item becomes a run, whose result comes here',
    options: [
      {
        type: OPTION.subcommand,
        name: 'add',
        description: 'Watch a feed, a page that links to one, a YouTube channel or a playlist',
        options: [
          text('url', 'Its address', { max_length: 2048 }),
          text('from', 'Leave alone what was published before, e.g. 2026-01-31', { required: false, max_length: 10 }),
          number('newest', 'Of what is there already, the newest so many; by default 3', 0, 50),
          number('per_day', 'Runs in 24 hours at most; by default 10', 1, 200),
        ],
      },
      { type: OPTION.subcommand, name: 'list', description: 'What is watched for this channel' },
      {
        type: OPTION.subcommand,
        name: 'remove',
        description: 'Watch it no longer',
        options: [text('feed', 'Which one', { autocomplete: true, max_length: 100 })],
      },
    ],
  },
  { name: 'help', description: 'What this bot does' },
];

export const COMMANDS: readonly RESTPostAPIChatInputApplicationCommandsJSONBody[] = LIST.map((command) => ({
  ...command,
  contexts: IN_GUILDS,
}));

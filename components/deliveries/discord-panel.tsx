'use client';
import { CircleAlert, CircleCheckBig, LoaderCircle, type LucideIcon } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import type { BotState } from '@/lib/core/discord/settings';
import { type ProblemView, problemOf } from '../data/api';
import { type DiscordView, useDiscord, useSaveDiscord } from '../data/discord';
import { count } from '../format';
import { Badge, type Tone } from '../ui/badge';
import { Button } from '../ui/button';
import { FIELD_STYLE } from '../ui/field';
import { Labelled } from '../ui/labelled';
import { Panel } from '../ui/panel';
import { ProblemLine } from '../ui/problem-line';
import { TimeAgo } from '../ui/time-ago';

const STATES: Record<BotState, { label: string; icon: LucideIcon; tone: Tone }> = {
  ready: { label: 'Connected', icon: CircleCheckBig, tone: 'good' },
  connecting: { label: 'Connecting', icon: LoaderCircle, tone: 'accent' },
  bad_token: { label: 'Token refused', icon: CircleAlert, tone: 'bad' },
  intent_refused: { label: 'Connected, in part', icon: CircleAlert, tone: 'bad' },
  unreachable: { label: 'Discord does not answer', icon: CircleAlert, tone: 'bad' },
  stopped: { label: 'Stopped', icon: CircleAlert, tone: 'neutral' },
};

/** What the bot says of itself. */
export function DiscordStatus() {
  const { data } = useDiscord();
  if (!data) return null;
  return (
    <Panel title="Discord bot">
      <div className="p-4">
        <Status bot={data.bot} />
      </div>
    </Panel>
  );
}

/** What the bot says of itself, and what it may be told. */
export function DiscordSettingsPanel() {
  const { data } = useDiscord();
  if (!data) return null;
  return (
    <Panel title="Discord bot">
      <div className="space-y-4 p-4">
        <Status bot={data.bot} />
        <Settings key={JSON.stringify(data.settings)} settings={data.settings} />
      </div>
    </Panel>
  );
}

function Status({ bot }: { bot: DiscordView['bot'] }) {
  if (!bot)
    return (
      <p className="text-ink-muted text-sm">
        No bot has run yet. Set DISCORD_BOT_TOKEN in .env and start Winnow again; docs/discord.md says how.
      </p>
    );
  const { label, icon, tone } = STATES[bot.state];
  return (
    <div className="space-y-1 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone={tone} icon={icon}>
          {label}
        </Badge>
        <span className="text-ink-muted text-xs">
          {bot.user && `${bot.user}, `}
          {bot.guilds !== null && `${count(bot.guilds, 'server')}, `}
          last heard of <TimeAgo at={bot.at} />
        </span>
      </div>
      {bot.detail && <p className="text-bad text-xs leading-5">{bot.detail}</p>}
    </div>
  );
}

const LISTS = [
  ['submitRoles', 'Roles that may submit (ids; empty: everyone)'],
  ['tuneRoles', 'Roles that may acknowledge alerts (ids; empty: who may manage the server)'],
  ['autoChannels', 'Channels where links are taken without a command (ids)'],
] as const;
const NUMBERS = [
  ['userPerHour', 'Links an hour, per person', 1000],
  ['guildPerHour', 'Links an hour, per server', 10_000],
  ['questionsPerHour', 'Questions an hour, per person', 1000],
] as const;

function Settings({ settings }: { settings: DiscordView['settings'] }) {
  const { mutateAsync, isPending } = useSaveDiscord();
  const [problem, setProblem] = useState<ProblemView | null>(null);
  async function save(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const words = (name: string) =>
      String(data.get(name))
        .split(/[\s,]+/)
        .filter(Boolean);
    try {
      await mutateAsync({
        submitRoles: words('submitRoles'),
        tuneRoles: words('tuneRoles'),
        autoChannels: words('autoChannels'),
        userPerHour: Number(data.get('userPerHour')),
        guildPerHour: Number(data.get('guildPerHour')),
        questionsPerHour: Number(data.get('questionsPerHour')),
        guildId: words('guildId')[0] ?? null,
      });
      setProblem(null);
      toast('Saved', { description: 'The bot sees it within seconds.' });
    } catch (error) {
      setProblem(problemOf(error));
    }
  }
  return (
    <form className="mt-3 grid gap-3 sm:grid-cols-2" onSubmit={(event) => void save(event)}>
      {LISTS.map(([name, label]) => (
        <Labelled key={name} label={label}>
          {(id) => <input id={id} name={name} defaultValue={settings[name].join(', ')} autoComplete="off" className={FIELD_STYLE} />}
        </Labelled>
      ))}
      <Labelled label="Register the commands in this server only (id)">
        {(id) => <input id={id} name="guildId" defaultValue={settings.guildId ?? ''} autoComplete="off" className={FIELD_STYLE} />}
      </Labelled>
      {NUMBERS.map(([name, label, max]) => (
        <Labelled key={name} label={label}>
          {(id) => (
            <input id={id} name={name} type="number" min={1} max={max} required defaultValue={settings[name]} className={FIELD_STYLE} />
          )}
        </Labelled>
      ))}
      <div className="space-y-2 sm:col-span-2">
        <ProblemLine problem={problem} />
        <Button type="submit" disabled={isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}

'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BotStatus, DiscordSettings } from '@/lib/core/discord/settings';
import { toWire } from '@/lib/core/wire';
import { call, get } from './api';

const POLL_MS = 5_000;
const KEY = ['discord'] as const;

/** The settings with their keys as the pages spell them. */
export interface DiscordView {
  settings: {
    submitRoles: string[];
    tuneRoles: string[];
    autoChannels: string[];
    userPerHour: number;
    guildPerHour: number;
    questionsPerHour: number;
    guildId: string | null;
  };
  bot: BotStatus | null;
}

/** useDiscord reads the bot's settings and what it says of itself. */
export function useDiscord() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<DiscordView>('/api/settings/discord', signal),
    refetchInterval: POLL_MS,
  });
}

export function useSaveDiscord() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (settings: DiscordView['settings']) =>
      (await call<DiscordView>('/api/settings/discord', { method: 'PUT', body: toWire(settings) as DiscordSettings })).body,
    onSuccess: (view) => client.setQueryData(KEY, view),
  });
}

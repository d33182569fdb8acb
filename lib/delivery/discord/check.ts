import { REST, Routes } from 'discord.js';
import { failureOf } from './failures';

const DISCORD_API = 'https://discord.com/api';
const TIMEOUT_MS = 8_000;

/** apiAddress is Discord's, or what stands before it. */
export const apiAddress = ({ DISCORD_API_URL }: { DISCORD_API_URL: string | null }): string => DISCORD_API_URL ?? DISCORD_API;

/** checkToken asks Discord who a token belongs to. Nothing is thrown: `error` says what is wrong and what to do. */
export async function checkToken(token: string, apiUrl: string): Promise<{ ok: true; user: string } | { ok: false; error: string }> {
  const rest = new REST({ api: apiUrl, timeout: TIMEOUT_MS, retries: 0 }).setToken(token);
  try {
    const { username } = (await rest.get(Routes.user())) as { username: string };
    return { ok: true, user: username };
  } catch (error) {
    return { ok: false, error: failureOf(error).error };
  }
}

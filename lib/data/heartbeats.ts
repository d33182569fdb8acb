import { database } from './client';

/** beatMinute notes that a worker is alive in this minute; of several workers one counts. */
export async function beatMinute(): Promise<void> {
  const minute = Math.floor(Date.now() / 60_000);
  await database().$executeRaw`
    INSERT INTO heartbeat (hour, first_minute, last_minute, minutes) VALUES (${Math.floor(minute / 60)}, ${minute}, ${minute}, 1)
    ON CONFLICT (hour) DO UPDATE SET last_minute = excluded.last_minute, minutes = heartbeat.minutes + 1
    WHERE heartbeat.last_minute < excluded.last_minute`;
}

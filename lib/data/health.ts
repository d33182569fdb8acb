import { database } from './client';

/** databaseReady tells whether the database answers a query now. */
export async function databaseReady(): Promise<boolean> {
  try {
    await database().$queryRaw`SELECT 1`;
    return true;
  } catch {
    return false;
  }
}

import type { Env } from '@/lib/config/env';
import { readCredentials } from '@/lib/delivery/drive/credentials';
import { attempt, type Check, ok, warning } from './check';

const NAME = 'Google Drive';

/** checkDrive: whether the key can be read, and whether the account has somewhere to put reports. */
export function checkDrive({ values }: Env): Promise<Check>[] {
  const { GOOGLE_DRIVE_CREDENTIALS: key, GOOGLE_DRIVE_FOLDER_ID: folder } = values;
  return [
    attempt(NAME, () => {
      if (key === null) return { name: NAME, state: 'off', detail: 'GOOGLE_DRIVE_CREDENTIALS is not set: without reports to Google Drive' };
      const { client_email: account } = readCredentials(key);
      if (folder === null) {
        const fix = `Share a folder of a shared drive with ${account} and put its id into GOOGLE_DRIVE_FOLDER_ID.`;
        return warning(NAME, `reports go to ${account}’s own drive, where nobody sees them`, fix);
      }
      return ok(NAME, `reports go to folder ${folder} as ${account}`);
    }),
  ];
}

import { openSite, sitePort } from './site';

/** Before all tests: the site they submit from. Returns what closes it after them. */
export default async function startSite(): Promise<() => Promise<void>> {
  const server = await openSite(sitePort());
  return async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
}

import { expect, it } from 'vitest';
import { ownAddress, remoteDashboard } from './remote-dashboard';

it.each([
  ['http://localhost:8000', null, 'http://localhost:8000'],
  ['http://127.0.0.1:8000', null, 'http://127.0.0.1:8000'],
  ['http://[::1]:8000', null, 'http://[::1]:8000'],
  ['http://localhost:9000', 'http://localhost:9000', 'http://localhost:8000'],
  ['https://winnow.example', 'https://winnow.example', 'http://localhost:8000'],
])('DASHBOARD_API_URL=%s posts to %s, and the own pages are at %s', (url, remote, own) => {
  expect(remoteDashboard({ DASHBOARD_API_URL: url, PORT: 8000 })).toBe(remote);
  expect(ownAddress({ DASHBOARD_API_URL: url, PORT: 8000 })).toBe(own);
});

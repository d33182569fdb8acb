import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { signatureHeaders } from './signature';

it('signs as the example of Standard Webhooks is signed', () => {
  // The vector of the specification's reference implementations.
  const headers = signatureHeaders(
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    '{"test": 2432232314}',
    ['MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    1614265330_999,
  );
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

it('signs with both secrets while one takes over from the other', () => {
  const [older, newer] = [Buffer.alloc(32, 1).toString('base64'), Buffer.alloc(32, 2).toString('base64')];
  const headers = signatureHeaders('msg_1', '{}', [newer, older], 1_700_000_000_000);
  const expected = [newer, older].map((secret) => {
    const signature = createHmac('sha256', Buffer.from(secret, 'base64')).update('msg_1.1700000000.{}').digest('base64');
    return `v1,${signature}`;
  });
  expect(headers['webhook-signature']?.split(' ')).toEqual(expected);
});

import { expect, it } from 'vitest';
import { signatureHeaders } from './signature';

it('signs as the example of Standard Webhooks is signed', () => {
  // The vector of the specification's reference implementations.
  const headers = signatureHeaders(
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    '{"test": 2432232314}',
    'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    1614265330_999,
  );
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

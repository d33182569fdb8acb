import { describe, expect, it } from 'vitest';
import { connectionsOf } from './trace';

const TRACE = `101 connect(20, {sa_family=AF_INET, sin_port=htons(5432), sin_addr=inet_addr("127.0.0.1")}, 16) = -1 EINPROGRESS (Operation now in progress)
102 connect(21, {sa_family=AF_INET, sin_port=htons(5432), sin_addr=inet_addr("10.0.0.1")}, 16) = -1 ENETUNREACH (Network is unreachable)
103 connect(22, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "2606:2800::1", &sin6_addr), sin6_scope_id=0}, 28) = 0
104 connect(23, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("192.0.2.1")}, 16) = 0
105 connect(24, {sa_family=AF_UNIX, sun_path="/run/nscd"}, 110) = -1 ENOENT
106 +++ exited with 0 +++`;

describe('connectionsOf', () => {
  it('knows its own by address and port, and names the rest', () => {
    expect(connectionsOf(TRACE, { database: 5432 })).toEqual({
      total: 4,
      byKind: { database: 1, unexpected: 2, resolver: 1 },
      unexpected: ['10.0.0.1:5432', '2606:2800::1:443'],
    });
  });
});

/** A client as crude as a hostile child's: it writes what it is told, byte for byte, and reads until the other side is done. */
import { connect, type Socket } from 'node:net';

/** rawExchange sends text to a port of this machine and returns all that comes back. */
export function rawExchange(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    let received = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      received += chunk;
    });
    // A connection that is cut answers with what it said until then.
    socket.on('error', () => {});
    socket.on('close', () => resolve(received));
    socket.write(text);
  });
}

/** proxyCredential is the header a client makes of a proxy's URL. */
export function proxyCredential(proxyUrl: string): string {
  const { username, password } = new URL(proxyUrl);
  return `Proxy-Authorization: Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}\r\n`;
}

/** rawTunnel opens a CONNECT tunnel; null when it is refused. The socket is paused just behind the proxy's answer. */
export function rawTunnel(proxy: { url: string; port: number }, authority: string): Promise<{ socket: Socket | null; answer: string }> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port: proxy.port });
    let answer = '';
    const onData = (chunk: Buffer): void => {
      answer += chunk.toString('latin1');
      if (!answer.includes('\r\n\r\n') || !answer.startsWith('HTTP/1.1 200')) return;
      socket.off('data', onData).pause();
      resolve({ socket, answer });
    };
    socket.on('data', onData);
    socket.on('error', () => {});
    socket.on('close', () => resolve({ socket: null, answer }));
    socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${proxyCredential(proxy.url)}\r\n`);
  });
}

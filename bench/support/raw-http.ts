/** An HTTP client that costs little beside the server it measures: one kept connection, one request at a time, no more parsing than that needs. */
import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  status: number;
  body: string;
}

export interface RawConnection {
  /** `head` is the request line and headers without the last empty line. Rejects when the connection ends. */
  send(head: string, body: string | Buffer): Promise<RawAnswer>;
  close(): void;
}

const HEAD_END = '\r\n\r\n';

export async function openConnection(port: number): Promise<RawConnection> {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((opened, failed) => socket.once('connect', opened).once('error', failed));
  let received = '';
  let waiting: { answer: (answer: RawAnswer) => void; fail: (error: Error) => void } | null = null;
  // One byte is one character, so that lengths can be counted; bodies here are ASCII.
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    received += text;
    const read = readAnswer(received);
    if (!read) return;
    received = received.slice(read.length);
    waiting?.answer(read.answer);
    waiting = null;
  });
  const end = (error?: Error) => {
    waiting?.fail(error ?? new Error('the server closed the connection'));
    waiting = null;
  };
  socket.on('error', end).on('close', () => end());
  return {
    send(head, body) {
      return new Promise((answer, fail) => {
        if (socket.destroyed) return fail(new Error('the connection is closed'));
        waiting = { answer, fail };
        socket.cork();
        socket.write(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}${HEAD_END}`);
        socket.write(body);
        socket.uncork();
      });
    },
    close: () => socket.destroy(),
  };
}

/** null while a part is missing. */
function readAnswer(text: string): { answer: RawAnswer; length: number } | null {
  const headEnd = text.indexOf(HEAD_END);
  if (headEnd < 0) return null;
  const head = text.slice(0, headEnd);
  const from = headEnd + HEAD_END.length;
  const status = Number(head.slice(9, 12));
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
  if (!Number.isNaN(length))
    return text.length < from + length ? null : { answer: { status, body: text.slice(from, from + length) }, length: from + length };
  if (!/\r\ntransfer-encoding: chunked/i.test(head)) return { answer: { status, body: '' }, length: from };
  return readChunks(text, from, status);
}

function readChunks(text: string, from: number, status: number): { answer: RawAnswer; length: number } | null {
  let body = '';
  for (let at = from; ; ) {
    const lineEnd = text.indexOf('\r\n', at);
    if (lineEnd < 0) return null;
    const size = Number.parseInt(text.slice(at, lineEnd), 16);
    const next = lineEnd + 2 + size + 2;
    if (text.length < next) return null;
    if (size === 0) return { answer: { status, body }, length: next };
    body += text.slice(lineEnd + 2, next - 2);
    at = next;
  }
}

import { createConnection } from 'node:net';

/** ms; a server that is there answers at once, or says that it is loading. */
const PATIENCE = 1_000;

/** One command over a connection of its own, before there is a client. Resolves with the raw reply; `''` when the server hung up (SHUTDOWN). */
export const ask = (socketPath: string, command: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = createConnection(socketPath);
    const chunks: Buffer[] = [];
    socket.setTimeout(PATIENCE, () => socket.destroy(new Error('no answer')));
    socket.on('error', reject);
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if (complete(Buffer.concat(chunks))) socket.end();
    });
    socket.on('close', () => {
      resolve(Buffer.concat(chunks).toString());
    });
    socket.write(`*${command.length}\r\n${command.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`).join('')}`);
  });

/** Is this a whole line or bulk string? */
const complete = (reply: Buffer): boolean => {
  const line = reply.indexOf('\r\n');
  if (line < 0) return false;
  if (reply[0] !== 36) return true;
  const length = Number(reply.toString('latin1', 1, line));
  return length < 0 || reply.length >= line + 2 + length + 2;
};

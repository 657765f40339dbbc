import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';

/** A request as a receiver of webhooks got it. */
export interface Got {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver of webhooks: a real server on loopback, that answers what it is told to. */
export const startReceiver = async () => {
  const got: Got[] = [];
  /** The status of the next answers, by the body; 200 unless told. Null: no answer at all. */
  const how: { answer: (body: string) => number | null; headers: Readonly<Record<string, string>> } = {
    answer: () => 200,
    headers: {},
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const status = how.answer(body);
      got.push({ headers: request.headers, body });
      if (status === null) request.socket.destroy();
      else response.writeHead(status, how.headers).end('thanks');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const { port } = address;
  return {
    got,
    how,
    port,
    url: `http://127.0.0.1:${port}/hook`,
    close: async (): Promise<void> => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

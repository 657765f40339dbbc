import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { FlatRow } from '../../src/core/flat/row.js';

const Rows = z.array(
  z.object({
    activity_start_end: z.string(),
    year: z.string(),
    activity_type: z.string(),
    start: z.string(),
    end: z.string(),
    duration: z.number(),
    description: z.string(),
  }),
);

/** What a client does not get from a bot that works. */
export interface Trouble {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface FlatBot {
  readonly url: string;
  /** By key. */
  readonly rows: Map<string, FlatRow>;
  /** Answered to the next requests instead, in this order. */
  readonly troubles: Trouble[];
  /** Of each request: rows, and what it said who it is. */
  readonly heard: { readonly rows: number; readonly authorization: string | undefined; readonly path: string | undefined }[];
  /** Bodies of what was posted to `/hook`. */
  readonly posted: unknown[];
  close(): Promise<void>;
}

/** The side of the flat interface that programs speak with, over real HTTP; the activity `refused` is not taken. */
export const startFlatBot = async (token: string): Promise<FlatBot> => {
  const rows = new Map<string, FlatRow>();
  const troubles: Trouble[] = [];
  const heard: FlatBot['heard'] = [];
  const posted: unknown[] = [];
  const answer = async (request: IncomingMessage): Promise<Trouble> => {
    const body: unknown = JSON.parse(await text(request));
    const trouble = troubles.shift();
    if (request.url?.startsWith('/api/webhooks/') === true || request.url === '/hook') {
      posted.push(body);
      return trouble ?? { status: 204 };
    }
    const { authorization } = request.headers;
    const sent = Rows.parse(body);
    heard.push({ rows: sent.length, authorization, path: request.url });
    if (trouble !== undefined) return trouble;
    if (authorization !== `Bearer ${token}`)
      return { status: 401, body: JSON.stringify({ title: 'Unauthorized', detail: 'This token is not known.' }) };
    return { status: 200, body: JSON.stringify(take(sent, rows)) };
  };
  const server = createServer((request, response) => {
    void answer(request).then(({ status, headers = {}, body }) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    rows,
    troubles,
    heard,
    posted,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const take = (sent: readonly FlatRow[], rows: Map<string, FlatRow>): object => {
  const errors = sent.flatMap(({ activity_type }, index) =>
    activity_type === 'refused' ? [{ index, code: 'CATEGORY_NOT_FOUND', message: 'There is no such category.' }] : [],
  );
  const taken = sent.filter(({ activity_type }) => activity_type !== 'refused');
  const added = taken.filter(({ activity_start_end }) => !rows.has(activity_start_end));
  for (const row of added) rows.set(row.activity_start_end, row);
  const differences = taken.flatMap((row) => {
    const counted = Math.round((Date.parse(row.end) - Date.parse(row.start)) / 36_000) / 100;
    return Math.abs(counted - row.duration) > 0.011 ? [{ index: sent.indexOf(row), said: row.duration, is: counted }] : [];
  });
  return { added: added.length, alreadyThere: taken.length - added.length, differences, errors };
};

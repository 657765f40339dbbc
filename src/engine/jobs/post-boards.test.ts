import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryDocumentStore, memoryDocuments } from '../../../test/support/memory-documents.js';
import { MemoryDue } from '../../../test/support/memory-due.js';
import { domainError, type ErrorCode } from '../../domain/errors.js';
import { channelId, guildSpace, requestId } from '../../domain/ids.js';
import { err, ok } from '../../domain/result.js';
import type { BoardPost } from '../../domain/board-posts.js';
import { boardPosts } from '../documents/kinds/board-posts.js';
import type { LedgerRow } from '../ledger/kinds/index.js';
import { spacesOn } from '../spaces/on-documents.js';
import { followBoardPosts, postBoardsJob } from './post-boards.js';

const SPACE = guildSpace('100000000000000001');
const at = (text: string): number => Date.parse(text);
/** In winter Berlin's midnight is that of 23:00 UTC. */
const FEBRUARY = at('2026-01-31T23:00Z');
const MARCH = at('2026-02-28T23:00Z');

let now: number;
let posted: string[];
let warned: ErrorCode[];
let refuses: ErrorCode | null;
let docs: ReturnType<typeof memoryDocuments>;
let due: MemoryDue;

const post = (fields: Partial<BoardPost> = {}): BoardPost => ({
  ...{ id: '1', channel: channelId('77'), every: 'month', category: null, next: '20260101', problem: null },
  ...fields,
});
let requests = 0;
const by = (event: string) => ({ actor: null, requestId: requestId(`r${(requests += 1)}`), at: now, event });
const keep = (...list: BoardPost[]) => docs.of(boardPosts).update(SPACE, by('set'), (kept) => ok({ ...kept, list }));
const settings = (change: object) =>
  spacesOn(docs).update(SPACE, by('settings'), (config) => ok({ ...config, settings: { ...config.settings, ...change } }));
const kept = async (): Promise<BoardPost | undefined> => (await docs.of(boardPosts).get(SPACE)).list[0];

const parts = () => ({
  documents: docs,
  spaces: spacesOn(docs),
  due,
  now: () => now,
  boardPoster: {
    post: (_space: unknown, { every, next }: BoardPost) => {
      if (refuses !== null) return Promise.resolve(err(domainError(refuses)));
      posted.push(`${every} ${next}`);
      return Promise.resolve(ok(undefined));
    },
    warn: (_space: unknown, _post: unknown, { code }: { code: ErrorCode }) => Promise.resolve(void warned.push(code)),
  },
});
const run = (about = '1') => postBoardsJob(parts()).run({ space: SPACE, user: null, about, at: now, payload: null });

beforeEach(async () => {
  now = FEBRUARY;
  [posted, warned, refuses] = [[], [], null];
  docs = memoryDocuments(new MemoryDocumentStore());
  due = new MemoryDue();
  await settings({ timeZone: 'Europe/Berlin' });
});

describe('a leaderboard that is posted by itself', () => {
  it('is posted when its month is over by the days of the server, and then waits for the next', async () => {
    await keep(post());
    now = FEBRUARY - 1;
    expect(await run()).toEqual({ again: FEBRUARY, payload: null });
    expect(posted).toEqual([]);
    now = FEBRUARY;
    expect(await run()).toEqual({ again: MARCH, payload: null });
    expect(posted).toEqual(['month 20260101']);
    // The row comes again, after a crash for example.
    expect(await run()).toEqual({ again: MARCH, payload: null });
    expect(posted).toHaveLength(1);
  });

  it('is posted once after an outage, for the period that was due', async () => {
    await keep(post({ every: 'week', next: '20260105' }));
    now = at('2026-02-04T09:00Z');
    expect(await run()).toEqual({ again: at('2026-02-08T23:00Z'), payload: null });
    expect(posted).toEqual(['week 20260105']);
    expect(await kept()).toMatchObject({ next: '20260202' });
  });

  it('goes by the zone that the server has by now', async () => {
    await keep(post());
    await settings({ timeZone: 'America/New_York' });
    expect(await run()).toEqual({ again: at('2026-02-01T05:00Z'), payload: null });
    expect(posted).toEqual([]);
    await settings({ timeZone: 'Asia/Tokyo' });
    now = at('2026-02-01T05:00Z');
    await run();
    expect(posted).toEqual(['month 20260101']);
  });

  it('tells once of a channel that is lost, and tries the next period again', async () => {
    await keep(post());
    refuses = 'CHANNEL_NOT_FOUND';
    expect(await run()).toEqual({ again: MARCH, payload: null });
    now = MARCH;
    await run();
    expect(warned).toEqual(['CHANNEL_NOT_FOUND']);
    expect(await kept()).toMatchObject({ problem: 'CHANNEL_NOT_FOUND', next: '20260301' });
    refuses = null;
    now = at('2026-03-31T22:00Z');
    await run();
    expect(posted).toEqual(['month 20260301']);
    expect(await kept()).toMatchObject({ problem: null });
  });

  it('comes again while Discord is away, and says nothing', async () => {
    await keep(post());
    refuses = 'DISCORD_UNAVAILABLE';
    await expect(run()).rejects.toThrow('DISCORD_UNAVAILABLE');
    expect(warned).toEqual([]);
    expect(await kept()).toMatchObject({ next: '20260101' });
  });

  it('is not posted where it was turned off, leaderboards are, or the bot is not', async () => {
    expect(await run()).toBe('done');
    await keep(post());
    await settings({ removedAt: 1 });
    expect(await run()).toMatchObject({ again: now + 86_400_000 });
    await settings({ removedAt: null, boards: false });
    expect(await run()).toEqual({ again: MARCH, payload: null });
    expect(posted).toEqual([]);
  });

  it('has a row as soon as it is set, and another one when the days of the server change', async () => {
    const row = (document: string, ...paths: string[][]): LedgerRow => ({
      ...{ kind: 'document', id: 'x', requestId: requestId('x'), user: null, version: 1, event: 'x', at: 1, actor: null },
      ...{ source: 'command', document, changes: paths.map((path) => ({ path, before: 1, after: 2 })) },
    });
    const rows = async () => (await due.earliest(SPACE, 10, 0)).rows.map(({ about, at: moment }) => [about, moment]);
    await followBoardPosts(parts())(SPACE, [row('board-posts', ['list'])]);
    expect(await rows()).toEqual([]);
    await keep(post(), post({ id: '2', every: 'week', next: '20260126' }));
    await followBoardPosts(parts())(SPACE, [row('targets', ['list']), row('configuration', ['settings', 'rounding'])]);
    expect(await rows()).toEqual([]);
    await followBoardPosts(parts())(SPACE, [row('board-posts', ['list'])]);
    expect(await rows()).toEqual([
      ['1', FEBRUARY],
      ['2', at('2026-02-01T23:00Z')],
    ]);
    await settings({ timeZone: 'UTC', dayStart: 60 });
    await followBoardPosts(parts())(SPACE, [row('configuration', ['settings', 'dayStart'])]);
    expect(await rows()).toEqual([
      ['1', at('2026-02-01T01:00Z')],
      ['2', at('2026-02-02T01:00Z')],
    ]);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { RecordingLogger } from '../../../test/support/fakes.js';
import { memoryWebSessions } from '../../../test/support/memory-web-sessions.js';
import { userId } from '../../domain/ids.js';
import { StoreUnavailable } from '../../engine/store.js';
import type { WebSessionStore } from '../../engine/web-sessions.js';
import { createWebSessions, IDLE_MS, LONGEST_MS, OFFLINE_MS, type WebSessions } from './sessions.js';

const ADA = { user: userId('7'), name: 'Ada', locale: 'de', guilds: [] };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let clock: FakeClock;
let store: WebSessionStore;
let sessions: WebSessions;
let isAway: boolean;

beforeEach(() => {
  clock = new FakeClock();
  isAway = false;
  const memory = memoryWebSessions();
  const gone = () => Promise.reject(new StoreUnavailable('away', { maybeApplied: false }));
  store = Object.fromEntries(
    Object.entries(memory).map(([name, method]) => [
      name,
      (...args: never[]) => (isAway ? gone() : (method as (...args: never[]) => unknown)(...args)),
    ]),
  ) as unknown as WebSessionStore;
  sessions = createWebSessions({ store, clock, log: new RecordingLogger() });
});

const userOf = async (cookie: string | null) => (await sessions.find(cookie))?.session.user ?? null;
/** Used each day. */
const stay = async (cookie: string, days: number) => {
  for (let day = 0; day < days; day++) {
    clock.advance(DAY);
    await sessions.find(cookie);
  }
};

describe('a session', () => {
  it('is found by its whole cookie alone', async () => {
    const cookie = await sessions.begin(ADA);
    expect(await userOf(cookie)).toBe('7');
    const [, secret = ''] = cookie.split('.');
    for (const other of [null, '', '7', secret, `8.${secret}`, `7.${secret}x`, `7.${secret.slice(1)}`, `07.${secret}`, '7.*'])
      expect(await userOf(other), String(other)).toBeNull();
  });

  it('ends thirty days after it was last used', async () => {
    const cookie = await sessions.begin(ADA);
    clock.advance(IDLE_MS - 1);
    expect(await userOf(cookie)).toBe('7');
    clock.advance(IDLE_MS - 1);
    expect(await userOf(cookie)).toBe('7');
    clock.advance(IDLE_MS);
    expect(await userOf(cookie)).toBeNull();
  });

  it('ends after ninety days, however often it was used', async () => {
    const cookie = await sessions.begin(ADA);
    await stay(cookie, LONGEST_MS / DAY - 1);
    expect(await userOf(cookie)).toBe('7');
    clock.advance(DAY);
    expect(await userOf(cookie)).toBeNull();
  });

  it('stays ended when somebody used it at the same moment', async () => {
    const cookie = await sessions.begin(ADA);
    const found = await sessions.find(cookie);
    clock.advance(DAY);
    await sessions.endAll(ADA.user);
    expect(await store.touch(found!.session, LONGEST_MS)).toBe(false);
    expect(await userOf(cookie)).toBeNull();
  });

  it('makes room: of more than twenty the one that was used longest ago ends', async () => {
    const cookies: string[] = [];
    for (let n = 0; n < 21; n++) {
      cookies.push(await sessions.begin(ADA));
      clock.advance(HOUR);
      if (n === 10) await sessions.find(cookies[0] ?? null);
    }
    expect(await sessions.list(ADA.user)).toHaveLength(20);
    expect(await userOf(cookies[0] ?? null)).toBe('7');
    expect(await userOf(cookies[1] ?? null)).toBeNull();
  });
});

describe('while Redis is away', () => {
  it('a session goes on for ten minutes, and what is not known is not refused for good', async () => {
    const cookie = await sessions.begin(ADA);
    const stranger = await createWebSessions({ store, clock, log: new RecordingLogger() }).begin(ADA);
    isAway = true;
    clock.advance(OFFLINE_MS - 1);
    expect(await userOf(cookie)).toBe('7');
    await expect(sessions.find(stranger)).rejects.toThrow(StoreUnavailable);
    clock.advance(1);
    await expect(sessions.find(cookie)).rejects.toThrow(StoreUnavailable);
    isAway = false;
    expect(await userOf(cookie)).toBe('7');
  });

  it('whoever logs out is logged out here, and hears that it is not so everywhere', async () => {
    const cookie = await sessions.begin(ADA);
    isAway = true;
    await expect(sessions.endAll(ADA.user)).rejects.toThrow(StoreUnavailable);
    await expect(sessions.find(cookie)).rejects.toThrow(StoreUnavailable);
  });

  it('nobody who was logged out before goes on', async () => {
    const cookie = await sessions.begin(ADA);
    await sessions.find(cookie);
    await store.removeAll(ADA.user);
    expect(await userOf(cookie)).toBeNull();
    isAway = true;
    await expect(sessions.find(cookie)).rejects.toThrow(StoreUnavailable);
  });
});

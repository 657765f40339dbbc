import { expect, it } from 'vitest';
import {
  FakeRest,
  FixedSpaces,
  MemoryShownDashboards,
  MemoryTurns,
  onTheClockState,
} from '../../../test/support/discord-fakes.js';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { FakeIds, FakeRandom, RecordingMetrics, silentLogger } from '../../../test/support/fakes.js';
import type { Dashboards } from '../../domain/dashboards.js';
import { channelId, guildSpace, messageId, userId, type SpaceId } from '../../domain/ids.js';
import type { Documents } from '../../engine/documents-api.js';
import { createTranslators } from '../../i18n/translators.js';
import { createPace } from '../desired/pace.js';
import { createDashboards } from './index.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const SPACES = 5_000;
const DISCORD_EPOCH = 1_420_070_400_000;

/** So many calls may be made in any second: what Discord allows the whole bot, less what others of its calls need. */
const mostInASecond = (moments: readonly number[]): number => {
  let most = 0;
  for (let [first, last] = [0, 0]; last < moments.length; last += 1) {
    while ((moments[last] ?? 0) - (moments[first] ?? 0) >= SECOND) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
};

it('five thousand dashboards of busy servers stay within the limits of Discord, and each shows the last state in the end', async () => {
  const clock = new FakeClock();
  const rest = new FakeRest(clock);
  const shown = new Map<string, string>();
  rest.on(/^PATCH \/channels\/(\d+)\//, ({ body }, [, channel = '']) => void shown.set(channel, JSON.stringify(body)));
  const old = messageId((BigInt(clock.now() - 120 * MINUTE - DISCORD_EPOCH) << 22n).toString());
  const spaces = Array.from({ length: SPACES }, (_, at) => guildSpace(String(10_000 + at)));
  const all = new Map<SpaceId, Dashboards>(
    spaces.map((space) => {
      const channel = channelId(space.slice(1));
      return [space, [{ id: 'd', channel, message: old, former: null, category: null, by: userId('1'), at: 1 }]];
    }),
  );
  const documents = {
    of: () => ({
      loaded: (space: SpaceId) => ({ version: 1, dashboards: all.get(space) ?? [] }),
      get: (space: SpaceId) => Promise.resolve({ version: 1, dashboards: all.get(space) ?? [], boards: null }),
    }),
  } as unknown as Documents;
  let on = 0;
  const session = onTheClockState(1, clock.now()).active;
  if (session === null) throw new Error('unreachable');
  const translators = createTranslators({ strict: true });
  const dashboards = createDashboards({
    rest,
    guilds: { facts: () => Promise.reject(new Error('nobody asks')), forget: () => undefined },
    team: {
      onTheClock: () => Promise.resolve(Array.from({ length: on }, (_, at) => ({ user: userId(String(at)), session }))),
      daySums: () => Promise.resolve(new Map()),
      board: () => Promise.resolve([]),
    },
    documents,
    shown: new MemoryShownDashboards(),
    spaces: new FixedSpaces(),
    translate: (locale) => translators.for(locale),
    turns: new MemoryTurns(),
    pace: createPace(clock, 1),
    clock,
    ids: new FakeIds(),
    random: new FakeRandom(),
    log: silentLogger,
    metrics: new RecordingMetrics(),
  });
  for (on = 1; on <= 3; on += 1) {
    for (const space of spaces) dashboards.heard(space);
    await clock.advanceAsync(20 * SECOND);
  }
  on = 3;
  for (let minute = 0; minute < 12 && dashboards.kept.stats().queued > 0; minute += 1) await clock.advanceAsync(MINUTE);
  expect(dashboards.kept.stats().queued).toBe(0);
  expect([...shown.values()].filter((text) => text.includes('On the clock: 3'))).toHaveLength(SPACES);
  expect(mostInASecond(rest.calls.map(({ at }) => at))).toBeLessThanOrEqual(45);
  expect(rest.calls.length).toBeLessThanOrEqual(2 * SPACES);
}, 60_000);

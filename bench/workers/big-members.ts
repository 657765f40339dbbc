import { withoutNotion } from '../../src/actions/reminders/places.js';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { APIInteraction } from 'discord-api-types/v10';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { createDispatcher } from '../../src/commands/index.js';
import type { Dispatch, Responder } from '../../src/commands/kit/responder.js';
import { ENTRIES_MAX } from '../../src/domain/commands.js';
import { domainError } from '../../src/domain/errors.js';
import { requestId, type UserId } from '../../src/domain/ids.js';
import { err, ok } from '../../src/domain/result.js';
import type { Session } from '../../src/domain/session.js';
import { unlimited } from '../../src/engine/limits.js';
import { keys } from '../../src/engine/redis/keys.js';
import { createTranslators } from '../../src/i18n/translators.js';
import { createSnowflakes, openEngine, surroundings, type BenchEngine } from '../lib/engine.js';
import { endedSession, spaceOf, userOf } from '../lib/history.js';
import { guildIdOf } from '../lib/people.js';
import { quantile } from '../lib/stats.js';
import { serve } from '../lib/worker.js';
import { planningOn } from '../../test/support/planning.js';
import { noExporting, noExports, noImporting, noNotion } from '../../test/support/fakes.js';

const Setup = z.object({ port: z.number(), dir: z.string(), few: z.number(), many: z.number() });
const Ask = z.object({ what: z.enum(['list', 'status', 'coldStatus']), count: z.number() });
const SPACE = spaceOf(0, 1);
const [FEW, MANY] = [userOf(0), userOf(1)];
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

interface World {
  readonly redis: Redis;
  /** Members are held in memory. */
  readonly warm: Dispatch;
  /** Next to nobody is. */
  readonly cold: Dispatch;
}

let world: World | null = null;
const ready = (): World => {
  if (world === null) throw new Error('not set up');
  return world;
};

const nextId = createSnowflakes();

/** Two entries a day, the newest of yesterday: as dense for everybody, so that a page is of the same days. */
const entriesOf = (count: number): readonly Session[] =>
  Array.from({ length: count }, (_, n) => {
    const day = Math.floor(Date.now() / DAY_MS) * DAY_MS - (1 + Math.floor(n / 2)) * DAY_MS;
    // An hour in the morning and one in the evening, with the notes and breaks that people have.
    const { category, note } = endedSession(n, day);
    const startedAt = day + (n % 2 === 0 ? 9 : 19) * HOUR_MS + n * 1_013;
    return { ...endedSession(0, startedAt), category, note, startedAt, endedAt: startedAt + HOUR_MS, pauses: [] };
  });

const bring = async ({ tracker }: BenchEngine, user: UserId, count: number): Promise<void> => {
  const all = entriesOf(count);
  for (let from = 0; from < all.length; from += ENTRIES_MAX) {
    const entries = all.slice(from, from + ENTRIES_MAX).map(({ category, note, startedAt, endedAt, pauses }) => ({
      ...{ category, note, startedAt, endedAt: endedAt ?? startedAt, pauses, overrideMs: null },
    }));
    const request = { space: SPACE, user, requestId: requestId(nextId()), at: Date.now(), source: 'bench' };
    const brought = await tracker.importEntries({ ...request, entries });
    if (!brought.ok) throw new Error(brought.error.code);
  }
};

/** The dispatcher with everything that these two commands ask. */
const dispatcherOn = ({ tracker, chain, recount, personal, verify }: BenchEngine): Dispatch => {
  const unavailable = domainError('DISCORD_UNAVAILABLE');
  return createDispatcher({
    ...surroundingsOnce,
    ...{ sessions: tracker, entries: tracker, overview: tracker, timesheet: chain.store, team: chain.store, boards: chain.store },
    ...{
      documents: chain.documents,
      tokenUses: chain.tokenUses,
      spaces: chain.spaces,
      notices: chain.notices,
      recount,
      personal,
      verify,
    },
    defaults: { locale: 'en', timeZone: 'Europe/Berlin' },
    limits: unlimited,
    roles: {
      check: () => Promise.resolve(ok(undefined)),
      ensure: () => Promise.resolve(err(unavailable)),
      holders: () => Promise.resolve(err(unavailable)),
      problems: () => [],
      resync: () => undefined,
    },
    channels: { check: () => Promise.resolve(ok(undefined)) },
    messages: {
      post: () => Promise.resolve(err(unavailable)),
      edit: () => Promise.resolve(err(unavailable)),
      remove: () => Promise.resolve(err(unavailable)),
    },
    dashboards: { refresh: () => undefined, problems: () => [] },
    direct: { send: () => Promise.resolve(false) },
    ...planningOn({
      ...{ documents: chain.documents, overview: tracker, spaces: chain.spaces },
      ...{ clock: surroundingsOnce.clock, ids: surroundingsOnce.ids },
    }),
    system: { panel: () => Promise.reject(new Error('nobody asks for it')) },
    pictures: { draw: () => Promise.resolve(null) },
    analyst: { forecast: () => Promise.resolve(null) },
    exports: noExports,
    ...noExporting,
    ...noImporting,
    ...noNotion,
    voice: { isHeard: true },
    places: { check: () => Promise.resolve({ ok: true as const, value: undefined }) },
    notionComments: withoutNotion,
    page: { to: () => null },
    translators: createTranslators(),
  });
};
const surroundingsOnce = surroundings();

const prepare = async (argument: unknown): Promise<null> => {
  const { port, dir, few, many } = Setup.parse(argument);
  const redis = new Redis({ host: '127.0.0.1', port });
  await redis.flushall('SYNC');
  const journal = (): Promise<string> => mkdtemp(join(dir, 'journal-'));
  const warm = await openEngine(port, await journal());
  await bring(warm, FEW, few);
  await bring(warm, MANY, many);
  for (const [user, count] of [
    [FEW, few],
    [MANY, many],
  ] as const) {
    const found = await warm.chain.store.entries(SPACE, user, 0, Infinity);
    if (found.length !== count) throw new Error(`${found.length} entries instead of ${count}`);
  }
  const cold = await openEngine(port, await journal(), { l1Members: 1 });
  world = { redis, warm: dispatcherOn(warm), cold: dispatcherOn(cold) };
  return null;
};

const interaction = (user: UserId, what: z.output<typeof Ask>['what']): object => {
  const options = what === 'list' ? [{ name: 'list', type: 1, options: [] }] : [];
  const guild = guildIdOf(0, 1);
  return {
    ...{ id: nextId(), application_id: '1', token: 'token', version: 1, locale: 'en-US', type: 2 },
    ...{ guild_id: guild, guild_locale: 'en-US', context: 0, authorizing_integration_owners: { '0': guild } },
    member: { user: { id: user }, permissions: '0', roles: [] },
    data: { id: '1', name: what === 'list' ? 'session' : 'status', type: 1, options },
  };
};

/** Only the answer that is asked for counts as one. */
const responder = (): Responder & { readonly said: () => string } => {
  let said = '';
  const nothing = (): Promise<void> => Promise.resolve();
  return {
    respond: (response) => {
      said = JSON.stringify(response);
      return Promise.resolve();
    },
    editOriginal: nothing,
    followUp: nothing,
    said: () => said,
  };
};

interface Taken {
  readonly us: number[];
  cpu: number;
}

/** One for the one, one for the other, and so on: whatever the machine does meanwhile, it does to both. */
const measure = async (argument: unknown) => {
  const { what, count } = Ask.parse(argument);
  const { redis, warm, cold } = ready();
  const dispatch = what === 'coldStatus' ? cold : warm;
  const taken: Readonly<Record<UserId, Taken>> = { [FEW]: { us: [], cpu: 0 }, [MANY]: { us: [], cpu: 0 } };
  for (let index = 0; index < count; index += 1)
    for (const user of index % 2 === 0 ? [FEW, MANY] : [MANY, FEW]) {
      if (what === 'coldStatus') await redis.unlink(keys.totals(SPACE, user));
      const [payload, answer, of] = [interaction(user, what), responder(), taken[user]];
      const [cpu, began] = [process.cpuUsage(), performance.now()];
      await dispatch(payload as APIInteraction, answer);
      const [ms, used] = [performance.now() - began, process.cpuUsage(cpu)];
      if (!answer.said().includes(what === 'list' ? 'Your time' : 'This week') || of === undefined)
        throw new Error(`another answer: ${answer.said()}`);
      of.us.push(ms * 1_000);
      of.cpu += used.user + used.system;
    }
  const summed = ({ us, cpu }: Taken = { us: [], cpu: 0 }) => {
    const sorted = us.toSorted((a, b) => a - b);
    return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), cpuUs: cpu / count };
  };
  return { few: summed(taken[FEW]), many: summed(taken[MANY]) };
};

serve({ prepare, measure });

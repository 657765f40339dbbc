import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { channelId, guildSpace, requestId, userId, type SpaceId } from '../../src/domain/ids.js';
import { ok } from '../../src/domain/result.js';
import type { Chain } from '../../src/engine/chain.js';
import { dashboards } from '../../src/engine/documents/kinds/dashboards.js';
import { dashboardText, expectedDashboard } from '../../test/support/dashboard-text.js';
import { freePort } from '../../test/support/redis.js';
import { APPLICATION_ID, channelIdOf, guildIdOf } from '../emulator/guilds.js';
import { startPunchcard } from '../lib/bots.js';
import type { BenchContext, Cell } from '../lib/cell.js';
import { openChain } from '../lib/engine.js';
import { benchRedis } from '../lib/redis.js';
import { atMost, row, type Row } from '../lib/row.js';
import { quantile } from '../lib/stats.js';
import { startWorker } from '../lib/worker.js';
import { Outcomes } from '../soak/data.js';

const GUILDS = 1_000;
const MEMBERS = 10_000;
const RATE = 200;
const SHAPE = { guilds: GUILDS, channels: 20, roles: 10 };
/** Channels of each guild: text channels of its shape. */
const [DASHBOARD, LOG] = [2, 3];
/** Guilds that are set up, or compared, at the same time. */
const AT_ONCE = 50;
/** The last state has to be shown so long after the last click, s: two edits of a young message, and the log's messages before it. */
const SHOWN_WITHIN_S = 240;

const Taken = z.object({ ms: z.array(z.number()), outcomes: Outcomes, refusals: z.array(z.string()) });
const Counts = z.object({
  posted: z.number(),
  edited: z.number(),
  other: z.number(),
  limited: z.number(),
  limitedGlobally: z.number(),
});
const Health = z.looseObject({ desired: z.record(z.string(), z.looseObject({ queued: z.number() })) });

const guilds = Array.from({ length: GUILDS }, (_, guild) => guild);
const each = async (task: (guild: number) => Promise<void>): Promise<void> => {
  for (let at = 0; at < GUILDS; at += AT_ONCE) await Promise.all(guilds.slice(at, at + AT_ONCE).map(task));
};
const spaceOf = (guild: number): SpaceId => guildSpace(guildIdOf(guild));

/** Every guild has chosen a channel for its log, and asked for a dashboard. */
const setUp = (chain: Chain): Promise<void> =>
  each(async (guild) => {
    const [space, at] = [spaceOf(guild), Date.now()];
    const by = { actor: null, requestId: requestId(`setup-${guild}`), at, event: 'changed' };
    const stored = await chain.spaces.update(space, by, (config) =>
      ok({ ...config, settings: { ...config.settings, logChannel: channelId(channelIdOf(guild, LOG)) } }),
    );
    const one = {
      ...{ id: `d${guild}`, channel: channelId(channelIdOf(guild, DASHBOARD)), category: null, message: null, former: null },
      ...{ by: userId(APPLICATION_ID), at },
    };
    const kept = await chain.documents.of(dashboards).update(space, by, (document) => ok({ ...document, dashboards: [one] }));
    if (!stored.ok || !kept.ok) throw new Error(`guild ${guild} could not be set up`);
  });

interface Phase {
  readonly p50: number;
  readonly p99: number;
  readonly counts: z.output<typeof Counts>;
  /** s from the last click until every dashboard showed what was so; null: some never did. */
  readonly shownAfter: number | null;
}

/** The shipped bot with the clicks of all members at a fixed rate. */
const phase = async (context: BenchContext, isShown: boolean, ms: number): Promise<Phase> => {
  const redis = await benchRedis(context);
  const chain = await openChain(redis.url);
  context.onEnd(() => chain.close());
  if (isShown) await setUp(chain);
  const worker = await startWorker('soak.ts', context);
  const discord = await worker.call('start', SHAPE, z.number());
  const [token, port] = [isShown ? 'shown' : 'plain', await freePort()];
  const where = { discord, redisUrl: redis.url, dataDir: join(context.dir, `${token}-${port}`) };
  const bot = await startPunchcard(token, where, context, { env: { HTTP_PORT: String(port) } });
  const counts = (): Promise<Phase['counts']> => worker.call('messageCounts', null, Counts);
  const wrong = async (): Promise<number> => {
    let found = 0;
    await each(async (guild) => {
      const bodies = await worker.call('messagesIn', channelIdOf(guild, DASHBOARD), z.array(z.string()));
      const texts = bodies.map((body) => dashboardText(JSON.parse(body)));
      if (texts.length !== 1 || texts[0] !== (await expectedDashboard(spaceOf(guild), chain))) found += 1;
    });
    return found;
  };
  const queued = async (): Promise<number> =>
    Health.parse(await (await fetch(`http://127.0.0.1:${port}/healthz`)).json()).desired['dashboards']?.queued ?? 0;

  const run = async (): Promise<Phase> => {
    await worker.call('connected', { token }, z.null());
    // Dashboards are posted first.
    while (isShown && (await counts()).posted < GUILDS) await pause(500);
    await worker.call('begin', { token, rate: RATE, members: MEMBERS }, z.null());
    await pause(Math.min(20_000, ms / 3));
    await worker.call('take', null, Taken);
    await pause(ms);
    const { ms: latencies, outcomes, refusals } = await worker.call('take', null, Taken);
    await worker.call('end', null, z.null());
    if (outcomes.refused + outcomes.unanswered > 0)
      throw new Error(`${outcomes.refused} refused, ${outcomes.unanswered} unanswered: ${refusals.join(' | ')}`);
    const ended = performance.now();
    let shownAfter: number | null = null;
    while (isShown && shownAfter === null && performance.now() - ended < SHOWN_WITHIN_S * 1_000) {
      await pause(2_000);
      if ((await queued()) === 0 && (await wrong()) === 0) shownAfter = (performance.now() - ended) / 1_000;
    }
    latencies.sort((a, b) => a - b);
    return { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99), counts: await counts(), shownAfter };
  };
  const result = await Promise.race([run(), bot.died]);
  await bot.stop();
  await worker.stop();
  await redis.stop();
  const { posted, edited, limited, limitedGlobally } = result.counts;
  context.say(
    `  ${token}: p50 ${result.p50.toFixed(2)} ms, p99 ${result.p99.toFixed(1)} ms` +
      (isShown
        ? `, ${posted} posts, ${edited} edits, 429: ${limited} + ${limitedGlobally} global, shown after ${String(result.shownAfter)} s`
        : ''),
  );
  return result;
};

/** What a click costs while everything about it is told and shown, on a Discord that enforces its limits. */
export const shown: Cell = {
  name: 'shown',
  title: `${GUILDS.toLocaleString('en')} servers with a dashboard and an activity log, ${RATE} clicks a second`,
  run: async (context): Promise<readonly Row[]> => {
    const ms = context.quick ? 60_000 : 600_000;
    // Half of the time without them before and half after, since a machine changes within a quarter of an hour.
    const before = await phase(context, false, ms / 2);
    const withAll = await phase(context, true, ms);
    const after = await phase(context, false, ms / 2);
    const both = (of: (phase: Phase) => number) => ({
      ours: [of(withAll), of(withAll)],
      baseline: [of(before), of(after)],
      baselineName: 'without',
    });
    const { limited, limitedGlobally, posted, edited } = withAll.counts;
    return [
      row({ what: 'median of a click', unit: 'ms', ...both(({ p50 }) => p50) }),
      row({ what: 'p99 of a click', unit: 'ms', ...both(({ p99 }) => p99), bar: atMost(1.2) }),
      row({
        what: 'requests that Discord refused with 429',
        unit: '',
        ours: [limited + limitedGlobally],
        bar: atMost(0, 'figure'),
        note: `of ${(posted + edited).toLocaleString('en')} messages posted and edited`,
      }),
      row({
        what: 'from the last click until every dashboard shows what is so',
        unit: 's',
        ours: [withAll.shownAfter ?? Infinity],
        bar: atMost(SHOWN_WITHIN_S, 'figure'),
      }),
    ];
  },
};

import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { createWebSessions } from '../../src/api/web/sessions.js';
import { guildId, guildSpace, requestId, roleId, userId } from '../../src/domain/ids.js';
import { withGrant } from '../../src/domain/grants.js';
import { ok } from '../../src/domain/result.js';
import type { Chain } from '../../src/engine/chain.js';
import { freePort } from '../../test/support/redis.js';
import { guildIdOf, memberIdOf } from '../emulator/guilds.js';
import { startPunchcard } from '../lib/bots.js';
import { ensureBuilt } from '../lib/build.js';
import type { BenchContext, Cell } from '../lib/cell.js';
import { openChain, surroundings } from '../lib/engine.js';
import { processCpuUs } from '../lib/process-cpu.js';
import { benchRedis } from '../lib/redis.js';
import { atMost, row, type Row } from '../lib/row.js';
import { figure, quantile } from '../lib/stats.js';
import { startWorker, type Worker } from '../lib/worker.js';
import { Outcomes } from '../soak/data.js';

const GUILDS = 10;
const MEMBERS = 1_000;
const USERS = 200;
const RATE = 200;
const SHAPE = { guilds: GUILDS, channels: 20, roles: 10 };
/** Before anything is measured: everybody has clicked, and the code is compiled. */
const WARM_MS = 12_000;
/** After the pages have opened, or closed. */
const SETTLE_MS = 2_000;

const Clicked = z.object({ ms: z.array(z.number()), outcomes: Outcomes, refusals: z.array(z.string()) });
const Seen = z.object({
  events: z.array(z.number()),
  updates: z.array(z.number()),
  reads: z.number(),
  failed: z.number(),
  firstFailure: z.string().nullable(),
  lost: z.number(),
});

/** Everybody sees the time of others, so every page shows as much as it can. */
const setUp = async ({ spaces }: Chain): Promise<void> => {
  for (let guild = 0; guild < GUILDS; guild += 1) {
    const id = guildIdOf(guild);
    const by = { actor: null, requestId: requestId(`setup-${guild}`), at: Date.now(), event: 'changed' };
    const stored = await spaces.update(guildSpace(id), by, (config) => {
      const grants = withGrant(config.grants, 'seeOthers', 'allow', { roles: [roleId(id)], members: [] });
      return grants.ok ? ok({ ...config, grants: grants.value }) : grants;
    });
    if (!stored.ok) throw new Error(`guild ${guild} could not be set up`);
  }
};

/** Of each server half look at who is on the clock, a quarter at the team, and a quarter at their own clock. */
const logIn = async (chain: Chain) => {
  const { clock, log } = surroundings();
  const sessions = createWebSessions({ store: chain.webSessions, clock, log });
  const users = [];
  for (let member = 0; member < USERS; member += 1) {
    const [id, place] = [memberIdOf(member), Math.floor(member / GUILDS)];
    const guild = guildIdOf(member % GUILDS);
    const cookie = await sessions.begin({ user: userId(id), name: `Member ${member}`, locale: 'en', guilds: [guildId(guild)] });
    const page = place % 4 < 2 ? 'live' : place % 4 === 2 ? 'team' : 'timer';
    users.push({ cookie: `punchcard-session=${cookie}`, user: id, space: guildSpace(guild), page });
  }
  return users;
};

const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);

interface Half {
  readonly p50: number;
  readonly p99: number;
  readonly cpuUs: number;
}

/** So long the clicks that go on are measured. */
const clicksFor = async (ms: number, pid: number, clicks: Worker): Promise<Half> => {
  await clicks.call('take', null, Clicked);
  const before = processCpuUs(pid);
  await pause(ms);
  const { ms: latencies, outcomes, refusals } = await clicks.call('take', null, Clicked);
  const bad = outcomes.refused + outcomes.unanswered;
  if (bad > 0) throw new Error(`${outcomes.refused} clicks refused, ${outcomes.unanswered} unanswered: ${refusals.join(' | ')}`);
  const all = sorted(latencies);
  return { p50: quantile(all, 0.5), p99: quantile(all, 0.99), cpuUs: (processCpuUs(pid) - before) / all.length };
};

/** What clicks cost while people have the page open and see them as they happen. */
export const page: Cell = {
  name: 'page',
  title: `${USERS} people with the page open in ${GUILDS} servers, ${RATE} clicks a second there`,
  run: async (context: BenchContext): Promise<readonly Row[]> => {
    await ensureBuilt();
    const ms = context.quick ? 4_000 : 15_000;
    const redis = await benchRedis(context);
    const chain = await openChain(redis.url);
    context.onEnd(() => chain.close());
    await setUp(chain);
    const users = await logIn(chain);
    const clicks = await startWorker('soak.ts', context);
    const discord = await clicks.call('start', SHAPE, z.number());
    const [token, port] = ['page', await freePort()];
    const where = { discord, redisUrl: redis.url, dataDir: join(context.dir, token) };
    const bot = await startPunchcard(token, where, context, { env: { HTTP_PORT: String(port) } });
    const pages = await startWorker('page.ts', context);
    await Promise.race([clicks.call('connected', { token }, z.null()), bot.died]);
    await clicks.call('begin', { token, rate: RATE, members: MEMBERS }, z.null());
    await pause(WARM_MS);

    const [alone, beside, events, updates]: [Half[], Half[], number[], number[]] = [[], [], [], []];
    const reads: number[] = [];
    const measured = async (isCounted: boolean): Promise<void> => {
      const without = await clicksFor(ms, bot.pid, clicks);
      await pages.call('open', { port, users }, z.null());
      await pause(SETTLE_MS);
      await pages.call('take', null, Seen);
      const withPages = await clicksFor(ms, bot.pid, clicks);
      const seen = await pages.call('take', null, Seen);
      await pages.call('close', null, z.null());
      await pause(SETTLE_MS);
      if (seen.failed + seen.lost > 0)
        throw new Error(`${seen.failed} reads failed, ${seen.lost} streams broke: ${String(seen.firstFailure)}`);
      const [event, update] = [quantile(sorted(seen.events), 0.99), quantile(sorted(seen.updates), 0.99)];
      context.say(
        `  without: p50 ${without.p50.toFixed(2)} p99 ${without.p99.toFixed(1)} ms, ${without.cpuUs.toFixed(0)} µs; with: p50 ${withPages.p50.toFixed(2)} ` +
          `p99 ${withPages.p99.toFixed(1)} ms, ${withPages.cpuUs.toFixed(0)} µs; ${seen.events.length} events p99 ${event} ms, ${seen.updates.length} updates p99 ${update} ms, ${seen.reads} reads`,
      );
      if (!isCounted) return;
      alone.push(without);
      beside.push(withPages);
      events.push(event);
      updates.push(update);
      reads.push((seen.reads * 1_000) / ms);
    };
    // A first pair warms both up.
    for (let rep = -1; rep < context.reps; rep += 1) await Promise.race([measured(rep >= 0), bot.died]);
    await clicks.call('end', null, z.null());
    await bot.stop();
    await pages.stop();
    await clicks.stop();
    const both = (of: (half: Half) => number) => ({
      ours: beside.map(of),
      baseline: alone.map(of),
      baselineName: 'no page is open',
    });
    const note = `${figure(reads).median.toFixed(0)} reads a second; the processes of the bench share the cores with the bot`;
    return [
      row({ what: 'p99 of a click', unit: 'ms', ...both(({ p99 }) => p99), bar: atMost(1.2), note }),
      row({ what: 'median of a click', unit: 'ms', ...both(({ p50 }) => p50) }),
      row({ what: 'bot CPU per click', unit: 'µs', ...both(({ cpuUs }) => cpuUs) }),
      row({ what: 'from a click to its event in a browser, p99', unit: 'ms', ours: events, bar: atMost(1_000, 'figure') }),
      row({ what: 'from a click to what the page has read anew, p99', unit: 'ms', ours: updates, bar: atMost(1_000, 'figure') }),
    ];
  },
};

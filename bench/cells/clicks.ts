import { z } from 'zod';
import { roleId } from '../../src/domain/ids.js';
import { ok } from '../../src/domain/result.js';
import { requestId } from '../../src/domain/ids.js';
import { roleIdOf } from '../emulator/guilds.js';
import { startPlainBot, startPunchcard, type StartedBot } from '../lib/bots.js';
import { ensureBuilt } from '../lib/build.js';
import type { BenchContext, Cell } from '../lib/cell.js';
import { ClickResult } from '../lib/click-result.js';
import { openChain } from '../lib/engine.js';
import { spaceOf } from '../lib/history.js';
import { benchRedis } from '../lib/redis.js';
import { atLeast, atMost, row, type Row } from '../lib/row.js';
import { figure } from '../lib/stats.js';
import { startWorker, type Worker } from '../lib/worker.js';

const GUILDS = 100;
const MEMBERS = 10_000;
const OUTSTANDING = 100;
/** Until everything is compiled, and the totals of nearly all members have been read once: what goes on is what is measured. */
const WARM_CLICKS = 4 * MEMBERS;
const CONSTANT = 'discord.js, constant reply';
const Requests = z.object({
  callback: z.number(),
  role: z.number(),
  known: z.number(),
  other: z.number(),
  unknown: z.array(z.string()),
});

/** Every guild gives a role while on the clock. */
const switchRolesOn = async (redisUrl: string): Promise<void> => {
  const chain = await openChain(redisUrl);
  for (let guild = 0; guild < GUILDS; guild += 1) {
    const by = { actor: null, requestId: requestId(`roles-${guild}`), at: Date.now(), event: 'rolesSet' };
    const role = roleId(roleIdOf(guild, 1));
    await chain.spaces.update(spaceOf(guild, GUILDS), by, (config) =>
      ok({ ...config, settings: { ...config.settings, onRole: role } }),
    );
  }
  await chain.close();
};

const loaded = async (
  worker: Worker,
  { token, pid, died }: StartedBot,
  redisPid: number | null,
  context: BenchContext,
  warmClicks: number,
): Promise<ClickResult> => {
  const plan = {
    token,
    pid,
    redisPid,
    members: MEMBERS,
    outstanding: OUTSTANDING,
    warmMs: 300,
    warmClicks,
    ms: context.quick ? 1_500 : 4_000,
  };
  const result = await Promise.race([worker.call('load', plan, ClickResult), died]);
  context.say(
    `  ${token}: ${Math.round(result.perSecond)}/s, p50 ${result.p50.toFixed(1)} ms, p99 ${result.p99.toFixed(1)} ms, ` +
      `bot ${result.botUs.toFixed(0)} µs (main thread ${result.botMainUs.toFixed(0)}), Redis ${result.redisUs.toFixed(0)}, emulator ${result.emulatorUs.toFixed(0)} µs${result.failed > 0 ? `, ${result.failed} refused` : ''}`,
  );
  if (result.failed > 0) throw new Error(`${token}: ${result.failed} clicks were refused`);
  return result;
};

export const clicks: Cell = {
  name: 'clicks',
  title: `One click through discord.js to the reply: ${GUILDS} guilds, 10,000 members, ${OUTSTANDING} clicks under way`,
  run: async (context): Promise<readonly Row[]> => {
    await ensureBuilt();
    const [plain, withRoles] = [await benchRedis(context), await benchRedis(context)];
    await switchRolesOn(withRoles.url);
    const worker = await startWorker('emulator.ts', context);
    const discord = await worker.call('start', { guilds: GUILDS, channels: 20, roles: 10 }, z.number());
    const bots = [
      await startPunchcard('punchcard', { discord, redisUrl: plain.url }, context),
      await startPunchcard('with-roles', { discord, redisUrl: withRoles.url }, context),
      startPlainBot('constant.ts', 'constant', discord, context),
      startPlainBot('raw.ts', 'raw', discord, context),
    ] as const;
    for (const { token, died } of bots) await Promise.race([worker.call('connected', { token }, z.null()), died]);
    const results = bots.map((): ClickResult[] => []);
    for (let rep = -1; rep < context.reps; rep += 1)
      for (const [index, bot] of bots.entries()) {
        const redisPid = [plain.pid, withRoles.pid][index] ?? null;
        const result = await loaded(worker, bot, redisPid, context, rep < 0 && !context.quick ? WARM_CLICKS : 0);
        if (rep >= 0) results[index]?.push(result);
      }
    const { role, unknown } = await worker.call('requests', null, Requests);
    if (unknown.length > 0) throw new Error(`the emulator lacks ${unknown.join(', ')}`);
    const [ours = [], roles = [], constant = [], raw = []] = results;
    for (const bot of bots) await bot.stop();
    await worker.stop();
    const of = (list: readonly ClickResult[], pick: (result: ClickResult) => number) => list.map(pick);
    const rate = (result: ClickResult): number => result.perSecond;
    const cpu = (result: ClickResult): number => result.botUs;
    const against = (mine: readonly ClickResult[], theirs: readonly ClickResult[], pick: typeof rate, baselineName: string) => ({
      ours: of(mine, pick),
      baseline: of(theirs, pick),
      baselineName,
    });
    const limit = 1e6 / Math.min(...of(raw, ({ emulatorUs }) => emulatorUs));
    const redisUs = figure(of(ours, (result) => result.redisUs)).median;
    return [
      row({
        what: 'sustained clicks',
        unit: '/s',
        ...against(ours, constant, rate, CONSTANT),
        bar: atLeast(0.8),
        cpu: { ours: of(ours, cpu), baseline: of(constant, cpu) },
        note: `beside the bots: our Redis ${redisUs.toFixed(0)} µs per click; one core of the emulator could serve ${Math.round(limit).toLocaleString('en')}/s`,
      }),
      row({ what: 'bot CPU per click', unit: 'µs', ...against(ours, constant, cpu, CONSTANT), bar: atMost(1.5) }),
      row({ what: 'its main thread', unit: 'µs', ...against(ours, constant, ({ botMainUs }) => botMainUs, CONSTANT) }),
      row({
        what: 'sustained clicks, roles on',
        unit: '/s',
        ...against(roles, constant, rate, CONSTANT),
        cpu: { ours: of(roles, cpu), baseline: of(constant, cpu) },
        note: `${role.toLocaleString('en')} role calls were made meanwhile (at most 50 a second)`,
      }),
      row({ what: 'bot CPU per click, roles on', unit: 'µs', ...against(roles, constant, cpu, CONSTANT) }),
      row({ what: 'bot CPU per click', unit: 'µs', ...against(ours, raw, cpu, 'raw event and undici, constant') }),
      row({ what: 'p99 of a click', unit: 'ms', ...against(ours, constant, ({ p99 }) => p99, CONSTANT) }),
    ];
  },
};

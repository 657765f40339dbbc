import type { BenchContext, Cell } from '../lib/cell.js';
import { benchRedis } from '../lib/redis.js';
import { atLeast, atMost, row, type Row } from '../lib/row.js';
import { LoadResult, type LoadPlan } from '../lib/load.js';
import { startWorker } from '../lib/worker.js';

export const YARDSTICK = 'yardstick cscript256';

/** Every member has come in and gone out once, and all is compiled: on a busy machine that takes longer than any fixed time. */
const WARM_OPERATIONS = 40_000;

/** Runs the same plan on the whole engine and on the yardstick in turn, each in its own process, on a flushed Redis. */
export const sideBySide = async (
  context: BenchContext,
  plan: Omit<LoadPlan, 'port' | 'journalDir' | 'outstanding'>,
  reps: number,
): Promise<{ readonly ours: readonly LoadResult[]; readonly theirs: readonly LoadResult[] }> => {
  const redis = await benchRedis(context);
  const engine = await startWorker('engine.ts', context);
  const yardstick = await startWorker('yardstick.ts', context);
  const asked: LoadPlan = {
    ...plan,
    outstanding: 1_000,
    warmOperations: plan.rate > 0 ? 2 * plan.users : WARM_OPERATIONS,
    port: redis.port,
    journalDir: context.dir,
  };
  const [ours, theirs]: [LoadResult[], LoadResult[]] = [[], []];
  // The first pair warms both processes up and is not counted.
  for (let rep = -1; rep < reps; rep += 1) {
    const pair = [await engine.call('load', asked, LoadResult), await yardstick.call('load', asked, LoadResult)] as const;
    for (const [who, result] of [['engine', pair[0]] as const, ['yardstick', pair[1]] as const]) {
      if (result.refused > 0) throw new Error(`${who} refused ${result.refused} operations`);
      context.say(
        `  ${rep < 0 ? 'warm-up ' : ''}${who}: ${Math.round(result.perSecond)}/s, p99 ${result.p99.toFixed(1)} ms, ` +
          `client ${result.clientUs.toFixed(1)} µs, server ${result.serverUs.toFixed(1)} µs`,
      );
    }
    if (rep < 0) continue;
    ours.push(pair[0]);
    theirs.push(pair[1]);
  }
  await Promise.all([engine.stop(), yardstick.stop()]);
  await redis.stop();
  return { ours, theirs };
};

export const commits: Cell = {
  name: 'commits',
  title: 'Commits through the whole engine, 1,000 outstanding, 100 guilds, AOF everysec',
  run: async (context): Promise<readonly Row[]> => {
    const plan = { guilds: 100, users: 20_000, rate: 0, warmMs: 500, ms: context.quick ? 700 : 3_000 };
    const { ours, theirs } = await sideBySide(context, plan, context.reps);
    const both = (of: (result: LoadResult) => number) => ({ ours: ours.map(of), baseline: theirs.map(of) });
    const client = both(({ clientUs }) => clientUs);
    return [
      row({
        what: 'commits',
        unit: '/s',
        ...both(({ perSecond }) => perSecond),
        baselineName: YARDSTICK,
        bar: atLeast(1),
        cpu: client,
      }),
      row({ what: 'client CPU per commit', unit: 'µs', ...client, baselineName: YARDSTICK, bar: atMost(2) }),
      row({ what: 'server CPU per commit', unit: 'µs', ...both(({ serverUs }) => serverUs), baselineName: YARDSTICK }),
      row({ what: 'p99 of a commit', unit: 'ms', ...both(({ p99 }) => p99), baselineName: YARDSTICK }),
    ];
  },
};

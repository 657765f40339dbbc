import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { bookedSeries } from '../../src/analytics/forecast/series.js';
import { createAnalyst } from '../../src/analytics/thread/analyst.js';
import { createNetworkStore } from '../../src/analytics/training/store.js';
import { trainNetworks } from '../../src/analytics/training/trainer.js';
import { createNight, type NightWork } from '../../src/core/night/index.js';
import { addDays, dayOf } from '../../src/domain/calendar.js';
import { dayNumber } from '../../src/domain/day-number.js';
import { requestId } from '../../src/domain/ids.js';
import { ok } from '../../src/domain/result.js';
import { membersWhoAgreed } from '../../src/engine/agreed.js';
import { sharing } from '../../src/engine/documents/kinds/sharing.js';
import { trustedAfter } from '../../src/engine/network-trust.js';
import { engineSubject, openEngine, surroundings, type BenchEngine } from '../lib/engine.js';
import { populate, spaceOf, userOf } from '../lib/history.js';
import { runLoad, type LoadPlan, type LoadResult } from '../lib/load.js';
import { observe, type Observer } from '../lib/server-cpu.js';
import { serve } from '../lib/worker.js';

const Setup = z.object({ port: z.number(), dir: z.string(), members: z.number(), days: z.number() });
const Ask = z.object({ ms: z.number(), rate: z.number() });

/** All of them are of one server. */
const SPACE = spaceOf(0, 1);
const DAYS_BACK = 400;
/** Documents that are written in one go. */
const TOGETHER = 200;

interface World {
  readonly engine: BenchEngine;
  readonly night: NightWork;
  readonly analyst: ReturnType<typeof createAnalyst>;
  readonly observer: Observer;
  readonly port: number;
  /** Who clicks next: nobody of the server, and each time others, since a load leaves half of its members on the clock. */
  clickers: number;
}
/** How long the training took, and how long all forecasts; ms. */
export const BatchResult = z.object({ trainedMs: z.number(), forecasts: z.number(), forecastMs: z.number() });

let world: World | null = null;
let batch: { readonly done: () => z.output<typeof BatchResult> | null } | null = null;

const theWorld = (): World => {
  if (world === null) throw new Error('nothing was prepared');
  return world;
};

const prepare = async (argument: unknown): Promise<null> => {
  const { port, dir, members, days } = Setup.parse(argument);
  const tell = surroundings();
  const observer = observe(port);
  await observer.redis.flushall('SYNC');
  await populate(observer.redis, { guilds: 1, members, days });
  const engine = await openEngine(port, await mkdtemp(join(dir, 'journal-')));
  const { store, documents, spaces } = engine.chain;
  for (let from = 0; from < members; from += TOGETHER) {
    const some = Array.from({ length: Math.min(TOGETHER, members - from) }, (_, nth) => from + nth);
    const agreed = await Promise.all(
      some.map((member) => {
        const by = { actor: null, requestId: requestId(`agree-${member}`), at: Date.now(), event: 'privacySet' };
        return documents
          .of(sharing)
          .update({ space: SPACE, user: userOf(member) }, by, (kept) => ok({ ...kept, insights: true }));
      }),
    );
    if (agreed.some((one) => !one.ok)) throw new Error('not all have agreed');
  }
  const directory = await mkdtemp(join(dir, 'analytics-'));
  const networks = createNetworkStore(directory, tell.log);
  const now = (): number => Date.now();
  const night = createNight({ ...tell, store, documents, spaces, networks, train: trainNetworks, now });
  const analyst = createAnalyst({ ...tell, directory, trustedAfter: (space) => trustedAfter(documents, space) });
  world = { engine, night, analyst, observer, port, clickers: members };
  return null;
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Forecasts for all, one after the other, as on the morning of the digests. */
const forecastAll = async ({ engine, analyst }: World): Promise<number> => {
  const { store, documents } = engine.chain;
  const today = dayOf(Date.now(), 'Europe/Berlin');
  let made = 0;
  for await (const users of membersWhoAgreed({ store, documents }, SPACE))
    for (const user of users) {
      const days = await store.days(SPACE, user, addDays(today, -DAYS_BACK), today);
      const answer = await analyst.forecast(SPACE, {
        series: bookedSeries(days, dayNumber(today)),
        today: { done: 0, ahead: 1 },
        ...{ leave: new Set<number>(), weekStart: 'monday' as const, targets: new Map([['work', 20]]) },
      });
      if (answer?.enough !== true) throw new Error('a forecast is missing');
      made += 1;
    }
  return made;
};

/** Begins the night and the forecasts after it, which go on while other things are measured. */
const begin = (): Promise<null> => {
  const all = theWorld();
  let result: z.output<typeof BatchResult> | null = null;
  let failure: unknown = null;
  const run = async (): Promise<void> => {
    const began = performance.now();
    while ((await all.night.work(SPACE, 'tonight')) === 'underWay') await pause(50);
    const trained = performance.now();
    if (all.night.backend() === null) throw new Error('nothing was trained');
    const forecasts = await forecastAll(all);
    const after = await trustedAfter(all.engine.chain.documents, SPACE);
    if (after === null) throw new Error('no network may be used');
    result = { trainedMs: trained - began, forecasts, forecastMs: performance.now() - trained };
  };
  run().catch((error: unknown) => {
    failure = error;
  });
  batch = {
    done: () => {
      if (failure !== null) throw failure instanceof Error ? failure : new Error('the night failed', { cause: failure });
      return result;
    },
  };
  return Promise.resolve(null);
};

const load = (argument: unknown): Promise<LoadResult> => {
  const { ms, rate } = Ask.parse(argument);
  const all = theWorld();
  const { engine, observer, port, clickers: first } = all;
  const plan: LoadPlan = { port, guilds: 100, users: 2_000, outstanding: 0, rate, polled: true, warmMs: 500, ms };
  all.clickers += plan.users;
  const subject = engineSubject(engine, plan.guilds);
  return runLoad(
    {
      clockIn: (member, turn) => subject.clockIn(first + member, turn),
      clockOut: (member, turn) => subject.clockOut(first + member, turn),
    },
    plan,
    observer,
  );
};

serve({ prepare, begin, load, batch: () => Promise.resolve(batch?.done() ?? null) });

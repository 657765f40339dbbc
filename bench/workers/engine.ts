import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { engineSubject, openEngine } from '../lib/engine.js';
import { LoadPlan, runLoad, type LoadResult } from '../lib/load.js';
import { profiled } from '../lib/cpu-profile.js';
import { observe } from '../lib/server-cpu.js';
import { serve } from '../lib/worker.js';

const load = async (argument: unknown): Promise<LoadResult> => {
  const plan = LoadPlan.parse(argument);
  const observer = observe(plan.port);
  await observer.redis.flushall('SYNC');
  const journalDir = await mkdtemp(join(plan.journalDir ?? '.', 'journal-'));
  const engine = await openEngine(plan.port, journalDir);
  globalThis.gc?.();
  const result = await runLoad(engineSubject(engine, plan.guilds), plan, observer);
  await engine.close();
  observer.close();
  await rm(journalDir, { recursive: true, force: true });
  return result;
};

serve({ load, profile: (argument) => profiled(() => load(argument)) });

import { LoadPlan, runLoad, type LoadResult } from '../lib/load.js';
import { profiled } from '../lib/cpu-profile.js';
import { observe } from '../lib/server-cpu.js';
import { serve } from '../lib/worker.js';
import { createYardstick } from '../yardstick/writer.js';

const load = async (argument: unknown): Promise<LoadResult> => {
  const plan = LoadPlan.parse(argument);
  const observer = observe(plan.port);
  await observer.redis.flushall('SYNC');
  const yardstick = await createYardstick(plan.port, plan.guilds);
  globalThis.gc?.();
  const result = await runLoad(yardstick, plan, observer);
  yardstick.close();
  observer.close();
  return result;
};

serve({ load, profile: (argument) => profiled(() => load(argument)) });

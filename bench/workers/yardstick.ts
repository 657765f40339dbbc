import { LoadPlan, runLoad } from '../lib/load.js';
import { observe } from '../lib/server-cpu.js';
import { serve } from '../lib/worker.js';
import { createYardstick } from '../yardstick/writer.js';

serve({
  load: async (argument) => {
    const plan = LoadPlan.parse(argument);
    const observer = observe(plan.port);
    await observer.redis.flushall('SYNC');
    const yardstick = await createYardstick(plan.port, plan.guilds);
    globalThis.gc?.();
    const result = await runLoad(yardstick, plan, observer);
    yardstick.close();
    observer.close();
    return result;
  },
});

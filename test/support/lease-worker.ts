import { z } from 'zod';
import { createIds } from '../../src/core/ids.js';
import { systemClock } from '../../src/core/clock.js';
import { defaultConfig } from '../../src/domain/defaults.js';
import { createChain } from '../../src/engine/chain.js';
import { createLease } from '../../src/engine/lease/lease.js';
import { RecordingLogger } from './fakes.js';

/**
 * A process that works as long as it has the lease: a line `{"step":<ns of the machine's monotonic clock>,"fence":n}` for each step of the
 * work, `{"idle":...}` for each look in vain. REDIS_URL and LEASE_MS in the environment.
 */
const metrics = { count: () => undefined, gauge: () => undefined, observe: () => undefined };
const log = new RecordingLogger();
const ids = createIds(systemClock);
const chain = await createChain({
  url: z.string().parse(process.env['REDIS_URL']),
  defaults: (space) => defaultConfig(space, { locale: 'en', timeZone: 'UTC' }),
  clock: systemClock,
  ids,
  random: { next: () => Math.random() },
  log,
  metrics,
});
const ms = Number(process.env['LEASE_MS']);
const lease = createLease({ store: chain.leases, name: 'work', owner: ids.next(), clock: systemClock, log, metrics, ms });
lease.start();
setInterval(() => {
  const held = lease.held;
  process.stdout.write(`${JSON.stringify({ kind: held ? 'step' : 'idle', at: Number(process.hrtime.bigint()) })}\n`);
}, 20);

import { join } from 'node:path';
import type { Clock, Ids, Logger, Metrics } from '../domain/ports.js';
import type { Corrections } from '../engine/api.js';
import type { Chain } from '../engine/chain.js';
import { createLease } from '../engine/lease/lease.js';
import { createImports, type ImportsDeps, type OwnImports } from '../import/index.js';

/** Imports of a process: what is kept of them lies in the data folder, and in documents. `moments`: the clock that changes are made by. */
export const importsOf = (
  dataDir: string,
  chain: Pick<Chain, 'store' | 'spaces' | 'documents' | 'leases'>,
  corrections: Pick<Corrections, 'importEntries' | 'undo'>,
  tell: { readonly clock: Clock; readonly ids: Ids; readonly log: Logger; readonly metrics: Metrics },
  moments: Clock = tell.clock,
  onEnded?: ImportsDeps['onEnded'],
): OwnImports =>
  createImports({
    ...{ ids: tell.ids, log: tell.log, clock: moments, machineClock: tell.clock, corrections },
    ...{ store: chain.store, spaces: chain.spaces, documents: chain.documents },
    lease: (space) =>
      createLease({ ...tell, metrics: UNCOUNTED, store: chain.leases, name: `import:${space}`, owner: tell.ids.next() }),
    ...{ dir: join(dataDir, 'imports'), onEnded },
  });

/** Each space has a lease of its own, and a series of a metric for each would never end. */
const UNCOUNTED: Metrics = { count: () => undefined, gauge: () => undefined, observe: () => undefined };

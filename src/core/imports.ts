import { join } from 'node:path';
import type { Clock, Ids, Logger } from '../domain/ports.js';
import type { Corrections } from '../engine/api.js';
import type { Chain } from '../engine/chain.js';
import { createLease } from '../engine/lease/lease.js';
import { createImports, type OwnImports } from '../import/index.js';
import { uncounted } from './doctor/silent.js';

/**
 * Imports of the bot, by way of files in the data folder. A space has a lease only while something is imported into it, so those are not among the metrics.
 * @param moments the clock that changes are made by; lengths of time go by the machine's
 */
export const importsOf = (
  dataDir: string,
  chain: Pick<Chain, 'store' | 'spaces' | 'documents' | 'leases'>,
  corrections: Pick<Corrections, 'importEntries' | 'undo'>,
  { clock, moments, ids, log }: { readonly clock: Clock; readonly moments: Clock; readonly ids: Ids; readonly log: Logger },
): OwnImports =>
  createImports({
    ...{ store: chain.store, spaces: chain.spaces, documents: chain.documents, corrections },
    ...{ clock: moments, machineClock: clock, ids, log, dir: join(dataDir, 'imports') },
    lease: (space) =>
      createLease({ store: chain.leases, name: `import:${space}`, owner: ids.next(), clock, log, metrics: uncounted }),
  });

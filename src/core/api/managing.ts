import { createFileDesk, type FileDesk } from '../../actions/exports/desk.js';
import type { Queue } from '../../actions/exports/queue.js';
import type { ServiceDesk } from '../../actions/service.js';
import { createLiveHub, type LiveHub } from '../../api/live/hub.js';
import { sharedOnTheClock } from '../../api/live/shared-reads.js';
import type { ManageDeps } from '../../api/manage-deps.js';
import type { Courier } from '../../api/webhooks/courier.js';
import { createRequestDesk, type RequestDeskDeps } from '../../commands/approvals/desk.js';
import type { Deps } from '../../commands/deps.js';
import { readInsights } from '../../commands/insights/read.js';
import type { Clock } from '../../domain/ports.js';
import type { Changes } from '../../engine/api.js';
import type { Chain } from '../../engine/chain.js';
import { webhookRows } from '../../engine/jobs/webhook.js';

export interface ManagingParts
  extends
    RequestDeskDeps,
    Pick<Deps, 'analyst' | 'boards' | 'defaults' | 'entries' | 'exports' | 'metrics' | 'overview' | 'pictures' | 'recount'>,
    Pick<Deps, 'roles' | 'channels' | 'names' | 'sessions' | 'timesheet'>,
    Pick<ManageDeps, 'people'> {
  /** What happens in this process. */
  readonly changes: Pick<Changes, 'onChange'>;
  readonly chain: Pick<Chain, 'ledger' | 'onNews' | 'positions' | 'webhookStates' | 'due' | 'exportJobs'>;
  readonly courier: Courier;
  readonly queue: Queue;
  /** Where files of exports lie, of all processes. */
  readonly exportsDir: string;
  readonly service: ServiceDesk;
  /** May webhooks go to addresses without TLS? */
  readonly isPlainAllowed: boolean;
  /** Lengths of time. */
  readonly machineClock: Clock;
}

export interface Managing {
  /** All but what the rest of the API has already. */
  readonly deps: Omit<ManageDeps, 'tellMember'>;
  /** Ends all streams, and exports that are under way. */
  close(): Promise<void>;
}

/** What the managing routes stand on. */
export const createManaging = (parts: ManagingParts): Managing => {
  const { chain, courier, queue, exports, machineClock, clock, log, metrics } = parts;
  const live: LiveHub = createLiveHub({ ...chain, clock: machineClock, log, metrics });
  const { overview, changes } = parts;
  const shared = sharedOnTheClock({ overview, changes, onNews: chain.onNews, clock: machineClock });
  const fileDesk: FileDesk = createFileDesk({ exports, queue, clock, log, jobs: chain.exportJobs, dir: parts.exportsDir });
  return {
    deps: {
      ...parts,
      ...{ live, fileDesk, ledger: chain.ledger },
      overview: { status: (...asked) => overview.status(...asked), onTheClock: shared.onTheClock },
      requestDesk: createRequestDesk(parts),
      insights: { read: (asked, reader) => readInsights(asked, reader, parts) },
      webhooks: {
        ...{ documents: parts.documents, positions: chain.positions, states: chain.webhookStates },
        ...{ rows: webhookRows(chain.due), courier, isPlainAllowed: parts.isPlainAllowed, clock, ids: parts.ids },
      },
    },
    close: async () => {
      live.close();
      shared.close();
      await fileDesk.close();
    },
  };
};

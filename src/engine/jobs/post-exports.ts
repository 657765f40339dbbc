import type { DomainError } from '../../domain/errors.js';
import { exportDueAt, scheduledPeriod, type ExportSchedule } from '../../domain/export-schedules.js';
import type { SpaceId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import type { Documents } from '../documents-api.js';
import { exportSchedules } from '../documents/kinds/export-schedules.js';
import type { DueStore } from '../due/due-row.js';
import type { LedgerRow } from '../ledger/kinds/index.js';
import type { Handle } from '../outbox/outbox.js';
import type { Spaces } from '../spaces.js';
import { followPeriods, postPeriods, type PeriodicKind } from './posted-periods.js';

/** Names a consumer of the ledgers, and stands in Redis. */
export const EXPORT_SCHEDULES_CONSUMER = 'export-schedules';
/** While an export is being made it is looked at again after this, ms. */
const UNDER_WAY_MS = 20_000;

/** What makes exports and posts them; implemented by the commands. */
export interface ExportPoster {
  /**
   * Posts the export of the period that holds `schedule.next`; for the same period once, however often within some minutes. It is begun in this process and
   * goes on there: `underWay` as long as it is not done, so that what else is due does not wait for it. As `ChannelMessages.post`, and what making it is refused with.
   */
  post(space: SpaceId, schedule: ExportSchedule): Promise<Result<unknown, DomainError> | 'underWay'>;
  /** Tells those who can mend it that it could not be posted. */
  warn(space: SpaceId, schedule: ExportSchedule, error: DomainError): Promise<void>;
}

export interface PostExportsParts {
  readonly documents: Documents;
  readonly spaces: Pick<Spaces, 'get'>;
  readonly due: Pick<DueStore, 'change'>;
  readonly exportPoster: ExportPoster;
  /** ms */
  readonly now: () => number;
}

const schedules = (documents: Documents): PeriodicKind<ExportSchedule> => ({
  kind: 'export-schedule',
  event: 'exportPosted',
  what: 'an export',
  document: exportSchedules.name,
  settings: ['timeZone', 'dayStart', 'weekStart'],
  later: new Set([
    'DISCORD_UNAVAILABLE',
    'STORE_UNAVAILABLE',
    'COMMIT_UNCERTAIN',
    'OVERLOADED',
    'SHUTTING_DOWN',
    'EXPORT_CANCELLED',
  ]),
  read: async (space) => (await documents.of(exportSchedules).get(space)).list,
  change: (space, by, change) =>
    documents.of(exportSchedules).update(space, by, (document) => ok({ ...document, list: change(document.list) })),
  dueAt: exportDueAt,
  nextOn: ({ every }, today, settings) => scheduledPeriod(every, today, settings).from,
});

/** Posts the scheduled exports of a space; see `postPeriods`. */
export const postExportsJob = ({ documents, spaces, exportPoster, now }: PostExportsParts) =>
  postPeriods(schedules(documents), {
    ...{ spaces, now },
    post: async (space, schedule) => {
      const posted = await exportPoster.post(space, schedule);
      return posted === 'underWay' ? { underWay: UNDER_WAY_MS } : posted;
    },
    warn: (space, schedule, error) => exportPoster.warn(space, schedule, error),
  });

export const followExportSchedules = ({
  documents,
  ...parts
}: Omit<PostExportsParts, 'exportPoster' | 'now'>): Handle<LedgerRow> => followPeriods(schedules(documents), parts);

import { z } from 'zod';
import { dayOf } from '../../domain/calendar.js';
import { countingOf } from '../../domain/counting.js';
import type { DomainError } from '../../domain/errors.js';
import { exportDueAt, scheduledPeriod, type ExportSchedule } from '../../domain/export-schedules.js';
import { requestId, type SpaceId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import type { SettingKey } from '../../domain/settings.js';
import type { Documents } from '../documents-api.js';
import { exportSchedules } from '../documents/kinds/export-schedules.js';
import { defineDueJob } from '../due/due-job.js';
import { putRow, type DueStore } from '../due/due-row.js';
import type { LedgerRow } from '../ledger/kinds/index.js';
import type { Handle } from '../outbox/outbox.js';
import type { Spaces } from '../spaces.js';

/** Names a consumer of the ledgers, and stands in Redis. */
export const EXPORT_SCHEDULES_CONSUMER = 'export-schedules';
const KIND = 'export-schedule';
/** While the bot is not in the server nothing is posted, and it is looked at again after this, ms. */
const AWAY_MS = 86_400_000;
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

/**
 * Posts an export when its week or month is over, and goes on to the one that is running then: after an outage of three weeks one week is posted, the one
 * that was due. As `postBoardsJob` it looks at what the document says, so a row that comes again posts nothing twice. A channel that is lost is told of once,
 * and the next period is tried again.
 */
export const postExportsJob = ({ documents, spaces, exportPoster, now }: PostExportsParts) =>
  defineDueJob({
    kind: KIND,
    payload: z.null(),
    run: async ({ space, about }) => {
      const schedules = documents.of(exportSchedules);
      const schedule = (await schedules.get(space)).list.find(({ id }) => id === about);
      if (schedule === undefined) return 'done';
      const { settings } = await spaces.get(space);
      if (settings.removedAt !== null) return { again: now() + AWAY_MS, payload: null };
      // The zone of the space, or its first day of the week, may have been changed since the row was put.
      const at = exportDueAt(schedule, settings);
      if (at > now()) return { again: at, payload: null };
      const posted = await exportPoster.post(space, schedule);
      if (posted === 'underWay') return { again: now() + UNDER_WAY_MS, payload: null };
      if (!posted.ok && LATER.has(posted.error.code)) throw new Error(`an export could not be posted: ${posted.error.code}`);
      const problem = posted.ok ? null : posted.error.code;
      if (!posted.ok && schedule.problem === null) await exportPoster.warn(space, schedule, posted.error);
      const { zone, dayStart } = countingOf(settings);
      const { from } = scheduledPeriod(schedule.every, dayOf(now(), zone, dayStart), settings);
      const next: ExportSchedule = { ...schedule, next: from, problem };
      const by = {
        actor: null,
        requestId: requestId(`export-schedule:${about}:${schedule.next}`),
        at,
        event: 'exportPosted',
        source: 'due',
      };
      const kept = await schedules.update(space, by, (document) =>
        ok({ ...document, list: document.list.map((one) => (one.id === about && one.next === schedule.next ? next : one)) }),
      );
      if (!kept.ok) throw new Error(`that an export was posted could not be kept: ${kept.error.code}`);
      return { again: exportDueAt(next, settings), payload: null };
    },
  });

/** Nothing is wrong with the channel or the export. */
const LATER: ReadonlySet<string> = new Set([
  'DISCORD_UNAVAILABLE',
  'STORE_UNAVAILABLE',
  'COMMIT_UNCERTAIN',
  'OVERLOADED',
  'SHUTTING_DOWN',
  'EXPORT_CANCELLED',
]);

/** Reads the ledgers from their beginning: every scheduled export has a row, and another moment when the days of the space change. */
export const followExportSchedules = ({
  documents,
  spaces,
  due,
}: Omit<PostExportsParts, 'exportPoster' | 'now'>): Handle<LedgerRow> => {
  return async (space, records) => {
    if (!records.some(isAboutThem)) return;
    const { list } = await documents.of(exportSchedules).get(space);
    if (list.length === 0) return;
    const { settings } = await spaces.get(space);
    await due.change(
      space,
      list.map((schedule) =>
        putRow({ kind: KIND, user: null, about: schedule.id, at: exportDueAt(schedule, settings), payload: null }),
      ),
    );
  };
};

/** They decide when a week or month ends. */
const DAYS: ReadonlySet<unknown> = new Set<SettingKey>(['timeZone', 'dayStart', 'weekStart']);

const isAboutThem = (record: LedgerRow): boolean => {
  if (record.kind !== 'document') return false;
  if (record.document === exportSchedules.name) return true;
  // Of a configuration that is stored for the first time everything has changed.
  return (
    record.document === 'configuration' &&
    record.changes.some(
      ({ path: [first, key] }) => first === undefined || (first === 'settings' && (key === undefined || DAYS.has(key))),
    )
  );
};

import { EXPORT_IDS } from '../../src/commands/export/custom-ids.js';
import { EXPORT_LIMITS } from '../../src/actions/exports/queue.js';
import { defaultConfig } from '../../src/domain/defaults.js';
import { domainError } from '../../src/domain/errors.js';
import { EXPORT_SCHEDULES_MAX } from '../../src/domain/export-schedules.js';
import { channelId, guildSpace, type UserId } from '../../src/domain/ids.js';
import { EXPORTED_KEPT } from '../../src/engine/documents/kinds/exported.js';
import { FORMAT_NAMES } from '../../src/export/formats.js';
import type { Translator } from '../../src/i18n/translator.js';
import {
  doneView,
  failedInChannelView,
  failedView,
  readyView,
  runningView,
  type DoneCard,
  type ExportProgressShown,
} from '../../src/views/export/card.js';
import { confirmScheduleView, exportListView, notScheduledView, type ShownSchedule } from '../../src/views/export/schedules.js';
import { exportedByOthersView } from '../../src/views/export/told.js';
import type { ExportWhat } from '../../src/views/export/what.js';
import type { AnyView } from '../../src/views/message.js';
import type { CategoryLook } from '../../src/views/text.js';

const NOW = 1e12;
const { settings } = defaultConfig(guildSpace('1'), { locale: 'en', timeZone: 'UTC' });

const PROGRESS: readonly ExportProgressShown[] = [
  { stage: 'waiting', place: 22 },
  { stage: 'reading', rows: 1 },
  { stage: 'writing', rows: 123_456_789, of: 987_654_321, leftMs: 99 * 3_600_000 },
  { stage: 'packing' },
];

/** The views of exports with the most and the longest that may stand in them. */
export const exportSamples = (
  owner: UserId,
  category: CategoryLook,
  params: Readonly<Record<string, string | number>>,
  t: Translator,
): readonly { readonly name: string; readonly body: AnyView }[] => {
  const ids = { owner, id: '9'.repeat(20) };
  const [cancelId, fetchId] = [EXPORT_IDS.cancel.encode(ids), EXPORT_IDS.fetch.encode(ids)];
  const what: ExportWhat = {
    ...{ format: 'csvMachine', about: { kind: 'member', user: owner }, from: '20260101', to: '20261231', category },
    detail: 'entries',
  };
  const done: DoneCard = {
    ...{ what, rows: 987_654_321, part: { n: 9, of: 10 } },
    names: Array.from({ length: 10 }, (_, at) => `punchcard-${'n'.repeat(30)}-2026-01-01_2026-12-31.part${at + 1}of10.zip`),
    made: { how: 'periods', parts: 100, maxMib: 24 },
  };
  const schedule: ShownSchedule = {
    ...{ id: '1', channel: channelId('9'.repeat(20)), format: 'csvMachine', detail: 'summary', every: 'month', category },
    ...{ next: '20260101', problem: 'CHANNEL_READ_ONLY' },
  };
  const confirmId = EXPORT_IDS.schedule.encode({
    ...{ owner, channel: schedule.channel, format: 'csvMachine', every: 'month', detail: 'summary', category: 'zzzzzzz' },
  });
  return [
    ...PROGRESS.flatMap((progress) =>
      (['direct', 'channel', 'list', null] as const).map((late) => ({
        name: `an export, ${progress.stage}, late: ${String(late)}`,
        body: runningView({ what, progress, part: { n: 10, of: 10 }, at: NOW, late, cancelId }, t),
      })),
    ),
    ...FORMAT_NAMES.map((format) => ({
      name: `an export as ${format}`,
      body: doneView({ ...done, what: { ...what, format, about: { kind: 'team' }, from: null, category: null } }, t),
    })),
    ...(['whole', 'zipped', 'rows', 'periods'] as const).map((how) => ({
      name: `an export, ${how}`,
      body: doneView({ ...done, what: { ...what, about: { kind: 'self' } }, made: { ...done.made, how } }, t),
    })),
    { name: 'an empty export', body: doneView({ ...done, rows: 0, part: null, names: ['x.csv'] }, t) },
    {
      name: 'an export that failed',
      body: failedView(what, domainError('EXPORT_TOO_LARGE_IN_PARTS', params), t, `https://${'x'.repeat(200)}.example`),
    },
    { name: 'an export that is gone', body: failedView(null, domainError('EXPORT_GONE'), t) },
    { name: 'an export that was cancelled', body: failedView(what, domainError('EXPORT_CANCELLED'), t) },
    { name: 'an export that is ready in a channel', body: readyView(owner, NOW, fetchId, t) },
    {
      name: 'an export that failed, told in a channel',
      body: failedInChannelView(owner, domainError('EXPORT_TOO_LARGE_IN_PARTS', params), t),
    },
    {
      name: 'an export to be scheduled',
      body: confirmScheduleView({ schedule, settings, confirmId, cancelId: EXPORT_IDS.leave.encode(ids) }, t),
    },
    {
      name: 'exports by others',
      body: exportedByOthersView(
        Array.from({ length: 2 * EXPORTED_KEPT }, (_, at) => ({
          ...{ by: owner, at: NOW, format: 'csvMachine', from: '20260101', to: '20261231', category, ofAll: at % 2 === 0 },
        })),
        t,
      ),
    },
    { name: 'an export that is not scheduled', body: notScheduledView(t) },
    {
      name: 'a list of exports',
      body: exportListView(
        {
          own: Array.from({ length: EXPORT_LIMITS.memberMax }, (_, at) => ({
            what,
            state: at === 0 ? { until: NOW } : { place: at - 1 },
            buttonId: `${cancelId.slice(0, -1)}${at}`,
          })),
          schedules: Array.from({ length: EXPORT_SCHEDULES_MAX }, () => schedule),
          settings,
          done: t('export.scheduled'),
        },
        t,
      ),
    },
    { name: 'no exports', body: exportListView({ own: [], schedules: [], settings, done: null }, t) },
    { name: 'no exports of a member', body: exportListView({ own: [], schedules: null, settings, done: null }, t) },
  ];
};

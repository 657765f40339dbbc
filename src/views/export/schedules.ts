import { ButtonStyle } from 'discord-api-types/v10';
import { exportDueAt, scheduledPeriod, type ExportSchedule } from '../../domain/export-schedules.js';
import type { SpaceSettings } from '../../domain/space.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { errorText } from '../error.js';
import { buttons, container, lines, section, separator, text, type Block } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import { button, type LayoutView } from '../message.js';
import { categoryLabel, mentionChannel, timestamp, type CategoryLook } from '../text.js';
import { exportDays, formatName, whatText, type ExportWhat } from './what.js';

export type ShownSchedule = Omit<ExportSchedule, 'category'> & { readonly category: CategoryLook | null };

/** Format, interval, what of it, and category. */
export const scheduleText = (
  { format, every, detail, category }: Pick<ShownSchedule, 'format' | 'every' | 'detail' | 'category'>,
  t: Translator,
): string =>
  [
    `${t(`export.every.${every}`)}: ${formatName(format, t)}`,
    t(`export.details.${detail}`),
    ...(category === null ? [] : [categoryLabel(category)]),
  ].join(' · ');

export interface ConfirmModel {
  readonly schedule: Omit<ShownSchedule, 'id' | 'problem'>;
  readonly settings: SpaceSettings;
  readonly confirmId: string;
  readonly cancelId: string;
}

/** Asks before an export is posted for others to read. */
export const confirmScheduleView = ({ schedule, settings, confirmId, cancelId }: ConfirmModel, t: Translator): LayoutView => {
  const { from, to } = scheduledPeriod(schedule.every, schedule.next, settings);
  const channel = mentionChannel(schedule.channel);
  return layout(
    [
      container(
        [
          text(`### 📤 ${t('export.confirm.title')}\n${scheduleText(schedule, t)} · ${channel}`),
          text(`⚠️ ${t('export.confirm.readers', { channel })}`),
          text(
            `${t('export.confirm.first', {
              days: exportDays(from, to, t),
              when: timestamp(exportDueAt(schedule, settings), 'f'),
            })}\n-# ${t('export.confirm.notes')}`,
          ),
          ...buttons([
            button(confirmId, t('export.buttons.post'), ButtonStyle.Primary),
            button(cancelId, t('export.buttons.dont'), ButtonStyle.Secondary),
          ]),
        ],
        COLOUR.paused,
      ),
    ],
    t,
  );
};

/** An export that a member has under way, or can fetch. */
export interface OwnExport {
  readonly what: ExportWhat;
  /** `place`: so many go first; 0: it is being made. Null: it can be fetched until `until`, ms. */
  readonly state: { readonly place: number } | { readonly until: number };
  /** Of the button that cancels or fetches it. */
  readonly buttonId: string;
}

export interface ExportListModel {
  readonly own: readonly OwnExport[];
  /** Null: whoever asks may not see them, or there are none of this space by its kind. */
  readonly schedules: readonly ShownSchedule[] | null;
  readonly settings: SpaceSettings;
  /** What was just done, safe to show; null when nothing was. */
  readonly done: string | null;
}

const stateText = ({ state }: OwnExport, t: Translator): string => {
  if ('until' in state) return t('export.list.ready', { until: timestamp(state.until, 't') });
  return state.place === 0 ? t('export.list.running') : t('export.waiting', { count: state.place });
};

const ownBlock = (own: OwnExport, t: Translator): Block =>
  section(
    `**${formatName(own.what.format, t)}** · ${whatText(own.what, t)}\n-# ${stateText(own, t)}`,
    'until' in own.state
      ? button(own.buttonId, t('export.buttons.fetch'), ButtonStyle.Primary)
      : button(own.buttonId, t('export.buttons.cancel'), ButtonStyle.Secondary),
  );

const scheduleLine = (schedule: ShownSchedule, at: number, settings: SpaceSettings, t: Translator): string => {
  const when = t('export.list.next', { when: timestamp(exportDueAt(schedule, settings), 'f') });
  const head = `${at + 1}\\. ${scheduleText(schedule, t)} · ${mentionChannel(schedule.channel)}\n-# ${when}`;
  return schedule.problem === null ? head : `${head}\n⚠️ ${errorText({ code: schedule.problem }, t)}`;
};

/** One's own exports that are under way, and those that are posted by themselves. */
export const exportListView = ({ own, schedules, settings, done }: ExportListModel, t: Translator): LayoutView =>
  layout(
    [
      container(
        [
          text(`### 📤 ${t('export.list.title')}`),
          ...(done === null ? [] : [text(`✅ ${done}`)]),
          ...(own.length === 0 ? [text(t('export.list.noneOwn'))] : own.map((one) => ownBlock(one, t))),
          ...(schedules === null
            ? []
            : [
                separator(),
                text(`**${t('export.list.schedules')}**`),
                schedules.length === 0
                  ? text(t('export.list.noneScheduled'))
                  : lines(schedules.map((schedule, at) => scheduleLine(schedule, at, settings, t))),
              ]),
        ],
        COLOUR.ended,
      ),
    ],
    t,
  );

/** Nothing is set up. */
export const notScheduledView = (t: Translator): LayoutView =>
  layout([container([text(t('export.confirm.left'))], COLOUR.off)], t);

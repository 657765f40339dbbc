import { ButtonStyle } from 'discord-api-types/v10';
import type { Counting } from '../../domain/counting.js';
import { splitByDay } from '../../domain/day-split.js';
import type { DomainError } from '../../domain/errors.js';
import { effectiveMs, measuredMs, pausedMs } from '../../domain/effective.js';
import type { CategoryId, UserId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';
import { formatSeconds } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import { COLOUR } from '../colours.js';
import { errorText } from '../error.js';
import { buttons, container, separator, text } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import { pagesOf, type Paragraph } from '../layout/pages.js';
import { button, type LayoutView } from '../message.js';
import { categoryLabel, exactTimestamp, mentionUser, type CategoryLook } from '../text.js';
import { commandText } from '../unapplied.js';
import { changeText, type ExplainedChange } from './changes.js';

export interface ExplainedEntry {
  readonly session: Session;
  /** Oldest first. */
  readonly changes: readonly ExplainedChange[];
  readonly look: (id: CategoryId) => CategoryLook;
  /** What of it counts for the day that is explained, ms; null where no day is. */
  readonly dayMs: number | null;
}

export interface ExplainModel {
  readonly of:
    | {
        readonly kind: 'day';
        /** `yyyymmdd` */
        readonly day: string;
        readonly zone: string;
        readonly totalMs: number;
        /** Is it what is stored as the day's total? */
        readonly isStored: boolean;
      }
    | { readonly kind: 'entry'; readonly counting: Counting };
  readonly entries: readonly ExplainedEntry[];
  /** What was deleted, or counted for the day once. */
  readonly former: readonly ExplainedEntry[];
  /** Changes that were taken while the database was away and could not be applied. */
  readonly refused: readonly { readonly command: string; readonly at: number; readonly error: DomainError }[];
  /** Older changes were not looked at. */
  readonly isCut: boolean;
  /** Whose time it is, where it is not the reader's. */
  readonly member?: UserId | null;
  readonly page: number;
  readonly pageId: (page: number) => string;
  /** ms */
  readonly now: number;
}

/** `20260105` -> 2026-01-05 */
export const dayText = (day: string): string => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`;

/** Each figure is cut off for itself: a part that borrowed from its neighbours to make the sum right would be more than all of its entry. */
const wholeSeconds = (ms: number): number => Math.floor(ms / 1000);
const seconds = (ms: number, t: Translator): string => formatSeconds(wholeSeconds(ms), t);
/** What lies in the sum and in none of the whole seconds of its parts, s. */
const fractionsIn = (parts: readonly number[], sum: number): number =>
  wholeSeconds(sum) - parts.reduce((total, ms) => total + wholeSeconds(ms), 0);

const timesOf = ({ startedAt, endedAt }: Session, t: Translator): string =>
  endedAt === null
    ? t('explain.since', { start: exactTimestamp(startedAt) })
    : t('explain.fromTo', { start: exactTimestamp(startedAt), end: exactTimestamp(endedAt) });

const countsOf = (session: Session, now: number, t: Translator): string => {
  const counts = {
    measured: seconds(measuredMs(session, now), t),
    paused: seconds(pausedMs(session, now), t),
    effective: seconds(effectiveMs(session, now), t),
  };
  return session.overrideMs === null ? t('explain.counts', counts) : t('explain.countsOverride', counts);
};

/** Somebody who adds up what is shown of one entry should not look for a mistake. */
const cutOffLines = (session: Session, days: readonly number[], now: number, t: Translator): readonly string[] => {
  const effective = effectiveMs(session, now);
  const isMeasured = session.overrideMs === null;
  const isOff =
    (isMeasured && fractionsIn([effective, pausedMs(session, now)], measuredMs(session, now)) !== 0) ||
    (days.length > 0 && fractionsIn(days, effective) !== 0);
  return isOff ? [`-# ${t('explain.cutOff')}`] : [];
};

const headOf = ({ session, look }: ExplainedEntry, isFormer: boolean, t: Translator): string =>
  `**${categoryLabel(look(session.category))}**${isFormer ? ` · ${t('explain.former')}` : ''}\n${timesOf(session, t)}`;

const paragraphOf = (entry: ExplainedEntry, isFormer: boolean, { of, now }: ExplainModel, t: Translator): Paragraph => {
  const { session, changes, look, dayMs } = entry;
  const days = of.kind === 'entry' && !isFormer ? [...splitByDay(session, of.counting, now)] : [];
  return [
    headOf(entry, isFormer, t),
    countsOf(session, now, t),
    ...(dayMs === null ? [] : [`➜ ${t('explain.onThisDay', { duration: seconds(dayMs, t) })}`]),
    ...days.map(([day, ms]) => `➜ ${t('explain.onDay', { day: dayText(day), duration: seconds(ms, t) })}`),
    ...cutOffLines(
      session,
      days.map(([, ms]) => ms),
      now,
      t,
    ),
    ...changes.map((change) => changeText(change, look, t)),
  ];
};

const refusedOf = ({ refused }: ExplainModel, t: Translator): readonly Paragraph[] =>
  refused.length === 0
    ? []
    : [
        [
          `**${t('explain.refused')}**`,
          ...refused.map(
            ({ command, at, error }) =>
              `- ${t('explain.refusedLine', { command: commandText(command, t), when: exactTimestamp(at), reason: errorText(error, t) })}`,
          ),
        ],
      ];

const titleOf = ({ of }: ExplainModel, t: Translator): string =>
  of.kind === 'day'
    ? t('explain.titleDay', { day: dayText(of.day), zone: userText(of.zone) })
    : t('explain.titleEntry', { zone: userText(of.counting.zone) });

const sumLines = ({ of, entries }: ExplainModel, t: Translator): readonly string[] => {
  if (of.kind !== 'day') return [];
  const rest = fractionsIn(
    entries.map(({ dayMs }) => dayMs ?? 0),
    of.totalMs,
  );
  return [
    `**${t('explain.sum', { duration: seconds(of.totalMs, t) })}**`,
    ...(rest === 0 ? [] : [`-# ${t('explain.fractions', { duration: formatSeconds(rest, t) })}`]),
  ];
};

const sumOf = (model: ExplainModel, t: Translator): string => {
  const { of, isCut } = model;
  return [
    ...sumLines(model, t),
    ...(of.kind === 'day' && !of.isStored ? [`⚠️ ${t('explain.notStored')}`] : []),
    ...(isCut ? [`-# ${t('explain.cut')}`] : []),
  ].join('\n');
};

/** Where the time of a day or of an entry comes from. A page that is not there any more shows the last one. */
export const explainView = (model: ExplainModel, t: Translator): LayoutView => {
  const paragraphs = [
    ...model.entries.map((entry) => paragraphOf(entry, false, model, t)),
    ...model.former.map((entry) => paragraphOf(entry, true, model, t)),
    ...refusedOf(model, t),
  ];
  const pages = pagesOf(paragraphs.length === 0 ? [[t('explain.nothing')]] : paragraphs);
  const page = Math.min(model.page, pages.length - 1);
  const place = pages.length === 1 ? '' : `\n-# ${t('common.page', { page: page + 1, pages: pages.length })}`;
  const whose = model.member === undefined || model.member === null ? '' : `\n${mentionUser(model.member)}`;
  const sum = sumOf(model, t);
  const turning =
    pages.length === 1
      ? []
      : [
          button(model.pageId(Math.max(0, page - 1)), t('common.previous'), ButtonStyle.Secondary, page === 0),
          // Two buttons may not have one id, also where one of them is disabled.
          button(model.pageId(page + 1), t('common.next'), ButtonStyle.Secondary, page === pages.length - 1),
        ];
  return layout(
    [
      container(
        [
          text(`### ${titleOf(model, t)}${whose}${place}`),
          text((pages[page] ?? []).join('\n')),
          ...(sum === '' ? [] : [separator(), text(sum)]),
          ...buttons(turning),
        ],
        COLOUR.ended,
      ),
    ],
    t,
  );
};

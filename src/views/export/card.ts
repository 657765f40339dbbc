import { ButtonStyle } from 'discord-api-types/v10';
import type { DomainError } from '../../domain/errors.js';
import type { UserId } from '../../domain/ids.js';
import { formatDuration, formatNumber, formatPercent } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { errorText } from '../error.js';
import { buttons, container, file, text, type Block } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import { button, pageButton, type LayoutView } from '../message.js';
import { mentionUser, timestamp } from '../text.js';
import { formatName, whatText, type ExportWhat } from './what.js';

/** Some of several files that an export is made as; both from 1 on. */
export interface Part {
  readonly n: number;
  readonly of: number;
}

/** How far an export is. */
export type ExportProgressShown =
  /** So many go first. */
  | { readonly stage: 'waiting'; readonly place: number }
  | { readonly stage: 'reading'; readonly rows: number }
  /** `leftMs` null: nobody can say yet. */
  | { readonly stage: 'writing'; readonly rows: number; readonly of: number; readonly leftMs: number | null }
  /** The file is there, and is put into a ZIP file or parts. */
  | { readonly stage: 'packing' };

export interface RunningCard {
  readonly what: ExportWhat;
  readonly progress: ExportProgressShown;
  /** Null: it is one file. */
  readonly part: Part | null;
  /** When this was so, ms: what stays in the message when the bot was started anew must not look as if it went on. */
  readonly at: number;
  /** Where the result comes to when this message cannot be changed any more; null: it still can. */
  readonly late: 'direct' | 'channel' | 'list' | null;
  readonly cancelId: string;
  /** Address of the web page; null or left out: nobody reaches one. */
  readonly page?: string | null;
}

const CELLS = 12;
/** Shorter than this nobody needs to be told, ms. */
const SECOND = 1_000;

const barOf = (ratio: number): string => {
  const full = Math.floor(Math.min(1, Math.max(0, ratio)) * CELLS);
  return '▰'.repeat(full) + '▱'.repeat(CELLS - full);
};

const leftText = (leftMs: number | null, t: Translator): readonly string[] =>
  leftMs === null || leftMs < SECOND ? [] : [t('export.left', { duration: formatDuration(leftMs, t) })];

const progressLines = (progress: ExportProgressShown, t: Translator): readonly string[] => {
  switch (progress.stage) {
    case 'waiting':
      return [`⏳ ${t('export.waiting', { count: progress.place })}`];
    case 'reading':
      return [barOf(0), t('export.reading', { n: formatNumber(progress.rows, t) })];
    case 'writing': {
      const { rows, of, leftMs } = progress;
      const ratio = of === 0 ? 1 : rows / of;
      const counted = t('export.writing', { rows: formatNumber(rows, t), of: formatNumber(of, t) });
      // Whole percent, and 100 only when it is done.
      const percent = formatPercent(Math.floor(ratio * 100) / 100, t);
      return [`${barOf(ratio)} **${percent}**`, [counted, ...leftText(leftMs, t)].join(' · ')];
    }
    case 'packing':
      return [barOf(1), t('export.packing')];
  }
};

const head = (what: ExportWhat, t: Translator): Block =>
  text(`### 📤 ${t('export.title', { format: formatName(what.format, t) })}\n${whatText(what, t)}`);

/** An export that waits or is made, with a button that cancels it. */
export const runningView = ({ what, progress, part, at, late, cancelId, page }: RunningCard, t: Translator): LayoutView =>
  layout(
    [
      container(
        [
          head(what, t),
          text(
            [
              ...(part === null ? [] : [t('export.part', { n: part.n, of: part.of })]),
              ...progressLines(progress, t),
              ...(late === null ? [] : [`⏱️ ${t(`export.late.${late}`)}`]),
              `-# ${t('export.asOf', { when: timestamp(at, 'R') })}`,
            ].join('\n'),
          ),
          ...buttons([button(cancelId, t('export.buttons.cancel'), ButtonStyle.Secondary), ...pageButton(page, t)]),
        ],
        COLOUR.running,
      ),
    ],
    t,
  );

export interface DoneCard {
  readonly what: ExportWhat;
  /** Entries in it. */
  readonly rows: number;
  /** Of the files that go with this message. */
  readonly names: readonly string[];
  /** How it came to be more than the plain file: it had to be made smaller for this place, where a file has `maxMib` at most. */
  readonly made: { readonly how: 'whole' | 'zipped' | 'rows' | 'periods'; readonly parts: number; readonly maxMib: number };
  /** Of the messages that it takes; null: this is all. */
  readonly part: Part | null;
}

const madeText = ({ made: { how, parts, maxMib } }: DoneCard, t: Translator): readonly string[] =>
  how === 'whole' ? [] : [`-# ${t(`export.made.${how}`, { n: parts, max: maxMib })}`];

/** How many entries there are: nothing is left out without a word. */
const countText = (rows: number, t: Translator): string => {
  if (rows === 0) return `ℹ️ ${t('export.none')}`;
  return `✅ ${rows === 1 ? t('export.doneOne') : t('export.done', { n: formatNumber(rows, t) })}`;
};

/** An export that is done, with its files. */
export const doneView = (card: DoneCard, t: Translator): LayoutView =>
  layout(
    [
      container(
        [
          head(card.what, t),
          text(
            [
              countText(card.rows, t),
              ...(card.part === null ? [] : [t('export.message', { n: card.part.n, of: card.part.of })]),
              ...madeText(card, t),
            ].join('\n'),
          ),
          ...card.names.map(file),
        ],
        COLOUR.ended,
      ),
    ],
    t,
  );

/**
 * An export of which nothing came; `error` says why.
 * @param page where it can be had in one file of any size, for whoever logs in there; null: nobody reaches a page
 */
export const failedView = (
  what: ExportWhat | null,
  error: DomainError,
  t: Translator,
  page: string | null = null,
): LayoutView => {
  const isWanted = error.code === 'EXPORT_CANCELLED';
  const onPage = error.code === 'EXPORT_TOO_LARGE_IN_PARTS' ? page : null;
  const said = `${isWanted ? '✖️' : '⚠️'} ${errorText(error, t)}`;
  return layout(
    [
      container(
        [
          ...(what === null ? [] : [head(what, t)]),
          text(onPage === null ? said : `${said}\n${t('export.onPage')}`),
          ...buttons(pageButton(onPage, t)),
        ],
        isWanted ? COLOUR.off : COLOUR.warning,
      ),
    ],
    t,
  );
};

/** In a channel: somebody's export can be fetched, by them alone. What it is about stands nowhere, since others read it too. */
export const readyView = (user: UserId, until: number, fetchId: string, t: Translator): LayoutView => ({
  ...layout(
    [
      container(
        [
          text(`📤 ${t('export.ready', { member: mentionUser(user), until: timestamp(until, 't') })}`),
          ...buttons([button(fetchId, t('export.buttons.fetch'), ButtonStyle.Primary)]),
        ],
        COLOUR.ended,
      ),
    ],
    t,
  ),
  // They asked for it and have waited long, so they hear of it.
  allowed_mentions: { parse: [], users: [user] },
});

/** In a channel: nothing came of somebody's export. */
export const failedInChannelView = (user: UserId, error: DomainError, t: Translator): LayoutView => ({
  ...layout(
    [container([text(`📤 ${t('export.notReady', { member: mentionUser(user) })}\n⚠️ ${errorText(error, t)}`)], COLOUR.warning)],
    t,
  ),
  allowed_mentions: { parse: [], users: [user] },
});

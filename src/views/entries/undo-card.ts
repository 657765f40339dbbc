import { ButtonStyle } from 'discord-api-types/v10';
import type { Session } from '../../domain/session.js';
import type { MessageKey, Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { button, messageView, rows, type MessageView } from '../message.js';
import { categoryLabel, periodText, timestamp, type CategoryLook } from '../text.js';

/** What the ledger calls changes, and the texts for them. */
const EVENTS: Readonly<Partial<Record<string, MessageKey>>> = {
  clockedIn: 'entries.events.clockedIn',
  paused: 'entries.events.paused',
  resumed: 'entries.events.resumed',
  clockedOut: 'entries.events.clockedOut',
  noteSet: 'entries.events.noteSet',
  adjusted: 'entries.events.adjusted',
  confirmed: 'entries.events.confirmed',
  reopened: 'entries.events.reopened',
  entryAdded: 'entries.events.entryAdded',
  entryEdited: 'entries.events.entryEdited',
  entryDeleted: 'entries.events.entryDeleted',
  entryImported: 'entries.events.entryImported',
  recounted: 'entries.events.recounted',
};

/** What a change is called, for people. */
export const eventText = (event: string, t: Translator): string => t(EVENTS[event] ?? 'entries.events.other');

export interface ChangeLine {
  readonly event: string;
  /** ms */
  readonly at: number;
  readonly session: Session;
  readonly category: CategoryLook;
}

const LINES_MAX = 10;

const timesOf = ({ startedAt, endedAt }: Session, t: Translator): string =>
  endedAt === null ? t('entries.draft.since', { time: timestamp(startedAt, 'f') }) : periodText(startedAt, endedAt);

const line = ({ event, at, session, category }: ChangeLine, t: Translator): string =>
  t('entries.undo.line', {
    event: eventText(event, t),
    when: timestamp(at, 'R'),
    category: categoryLabel(category),
    times: timesOf(session, t),
  });

const linesOf = (changes: readonly ChangeLine[], t: Translator): string =>
  [
    ...changes.slice(0, LINES_MAX).map((change) => line(change, t)),
    ...(changes.length > LINES_MAX ? [t('common.more', { n: changes.length - LINES_MAX })] : []),
  ].join('\n');

export interface UndoModel {
  /** In order; a note that was given with a clock-out is a change of its own. */
  readonly changes: readonly ChangeLine[];
  readonly controls: { readonly undo: string; readonly cancel: string };
}

/** What would be taken back. */
export const undoCard = ({ changes, controls }: UndoModel, t: Translator): MessageView =>
  messageView({
    embeds: [{ title: t('entries.undo.title'), description: linesOf(changes, t), color: COLOUR.paused }],
    components: rows([
      button(controls.undo, t('entries.undo.button'), ButtonStyle.Danger),
      button(controls.cancel, t('entries.buttons.cancel'), ButtonStyle.Secondary),
    ]),
  });

/** What was taken back. */
export const undoneCard = (changes: readonly ChangeLine[], t: Translator): MessageView =>
  messageView({ embeds: [{ title: t('entries.undo.done'), description: linesOf(changes, t), color: COLOUR.ended }] });

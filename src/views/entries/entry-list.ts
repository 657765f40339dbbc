import {
  ButtonStyle,
  type APIActionRowComponent,
  type APIButtonComponent,
  type APISelectMenuComponent,
} from 'discord-api-types/v10';
import { effectiveMs } from '../../domain/effective.js';
import type { UserId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';
import { formatDuration } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import { COLOUR } from '../colours.js';
import { buttons, container, menu, section, sections, text, type SectionBlock } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import { button, type LayoutView } from '../message.js';
import { categoryLabel, cut, mentionUser, periodText, timestamp, type CategoryLook } from '../text.js';
import { endReasonText } from './end-reason.js';

export interface ListedEntry {
  readonly session: Session;
  readonly category: CategoryLook;
  /** Custom id of its button. */
  readonly edit: string;
  /** Who clocked the member out, and why (empty: not said); null or left out when the member did, or when it is not known. */
  readonly forced?: { readonly by: UserId; readonly reason: string } | null;
}

export interface EntryListModel {
  /** The session that runs; null when none does, or when it does not belong to this page. */
  readonly active: ListedEntry | null;
  /** Newest first. */
  readonly entries: readonly ListedEntry[];
  /** What limits the list; null for no limit. Moments in ms. */
  readonly from: number | null;
  readonly to: number | null;
  readonly category: CategoryLook | null;
  /** Custom ids of the buttons that turn the page; null where there is none. */
  readonly older: string | null;
  readonly newer: string | null;
  /** ms */
  readonly now: number;
  /** Where somebody else's entries are listed: whose, the custom id of the button that adds one, and the menu that deletes one. */
  readonly managed?: {
    readonly member: UserId;
    readonly add: string;
    readonly remove: APIActionRowComponent<APISelectMenuComponent> | null;
  } | null;
}

/** Characters of a note in a row. */
const NOTE_SHOWN = 80;

const marksOf = ({ status, overrideMs }: Session, t: Translator): readonly string[] => [
  ...(status === 'ENDED_UNCONFIRMED' ? [t('entries.list.unconfirmed')] : []),
  ...(overrideMs === null ? [] : [t('entries.list.adjusted')]),
];

const endLines = ({ session, forced = null }: ListedEntry, t: Translator): readonly string[] => {
  const why = endReasonText(session, t);
  if (why === null) return [];
  if (forced === null) return [`-# ${why}`];
  const { by, reason } = forced;
  const said = t(session.endReason === 'suspended' ? 'entries.list.suspendedBy' : 'entries.list.forcedBy', {
    by: mentionUser(by),
  });
  return [`-# ${reason === '' ? said : `${said}: ${userText(cut(reason, NOTE_SHOWN))}`}`];
};

const timesOf = ({ startedAt, endedAt }: Session, t: Translator): string =>
  endedAt === null ? t('entries.draft.since', { time: timestamp(startedAt, 'f') }) : periodText(startedAt, endedAt);

/** An entry with a button to change it. */
export const entryRow = (entry: ListedEntry, now: number, t: Translator): SectionBlock => {
  const { session, category, edit } = entry;
  const head = [
    `**${categoryLabel(category)}**`,
    formatDuration(effectiveMs(session, Math.max(now, session.startedAt)), t),
    ...(session.endedAt === null ? [t('entries.list.running')] : marksOf(session, t)),
  ].join(' · ');
  const note = session.note === null ? [] : [`-# ${userText(cut(session.note, NOTE_SHOWN))}`];
  return section(
    [head, timesOf(session, t), ...endLines(entry, t), ...note].join('\n'),
    button(edit, t('entries.buttons.edit'), ButtonStyle.Secondary),
  );
};

const limitsOf = ({ from, to, category }: EntryListModel, t: Translator): string =>
  [
    from === null ? '' : t('entries.list.from', { time: timestamp(from, 'f') }),
    to === null ? '' : t('entries.list.to', { time: timestamp(to, 'f') }),
    category === null ? '' : categoryLabel(category),
  ]
    .filter((limit) => limit !== '')
    .join(' · ');

const turning = ({ newer, older }: EntryListModel, t: Translator): readonly APIButtonComponent[] => [
  ...(newer === null ? [] : [button(newer, t('entries.list.newer'), ButtonStyle.Secondary)]),
  ...(older === null ? [] : [button(older, t('entries.list.older'), ButtonStyle.Secondary)]),
];

/** A page of a member's entries, each with a button to change it. */
export const entryList = (model: EntryListModel, t: Translator): LayoutView => {
  const { active, entries, now, managed = null } = model;
  const remove = managed?.remove ?? null;
  const title = managed === null ? t('entries.list.title') : t('entries.managed.title', { member: mentionUser(managed.member) });
  const limits = limitsOf(model, t);
  const rows = [...(active === null ? [] : [active]), ...entries].map((entry) => entryRow(entry, now, t));
  const isUnfinished = entries.length === 0 && model.older !== null;
  const empty = t(isUnfinished ? 'entries.list.notYet' : 'entries.list.empty');
  return layout(
    [
      container(
        [
          text(`### ${title}${limits === '' ? '' : `\n${limits}`}`),
          ...(rows.length === 0 ? [text(empty)] : [sections(rows)]),
          ...buttons([
            ...turning(model, t),
            ...(managed === null ? [] : [button(managed.add, t('entries.managed.add'), ButtonStyle.Primary)]),
          ]),
          ...(remove === null ? [] : [menu(remove)]),
        ],
        COLOUR.ended,
      ),
    ],
    t,
  );
};

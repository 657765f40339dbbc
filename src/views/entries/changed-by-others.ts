import type { UserId } from '../../domain/ids.js';
import { effectiveMs } from '../../domain/effective.js';
import type { Leave } from '../../domain/leave.js';
import type { Session } from '../../domain/session.js';
import { formatDuration, formatNumber } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import { COLOUR } from '../colours.js';
import { leaveDaysText } from '../leave/leave-text.js';
import { messageView, type MessageView } from '../message.js';
import { categoryLabel, EMBED, fitLines, mentionUser, periodText, timestamp, type CategoryLook } from '../text.js';
import { eventText } from './undo-card.js';

/** A change of a member's time that somebody else made. */
export type ChangedByOther = ChangedEntry | ChangedLeave;

interface MadeByOther {
  /** ms */
  readonly at: number;
  readonly by: UserId;
  /** Empty for none. */
  readonly reason: string;
}

export interface ChangedEntry extends MadeByOther {
  readonly event: string;
  readonly before: Session | null;
  readonly after: Session | null;
  readonly category: CategoryLook;
}

export interface ChangedLeave extends MadeByOther {
  readonly of: 'added' | 'removed';
  readonly leave: Leave;
}

/** A whole import of a member's time that somebody else made, or took back. */
export interface ImportedByOther {
  readonly imported: 'stored' | 'takenBack';
  /** ms */
  readonly at: number;
  readonly by: UserId;
  readonly entries: number;
  readonly ms: number;
  readonly from: number;
  readonly to: number;
}

/** What a member is told of what others did. */
export type DoneByOther = ChangedByOther | ImportedByOther;

/** A session in one line: when, and how much of it counts. */
export const timesText = (session: Session, t: Translator): string => {
  const { startedAt, endedAt } = session;
  if (endedAt === null) return t('entries.draft.since', { time: timestamp(startedAt, 'f') });
  return `${periodText(startedAt, endedAt)} (${formatDuration(effectiveMs(session, endedAt), t)})`;
};

const whyText = (reason: string, t: Translator): readonly string[] =>
  reason === '' ? [] : [t('entries.byOthers.reason', { reason: userText(reason) })];

const leaveText = ({ of, leave, at, by, reason }: ChangedLeave, t: Translator): string => {
  const said = { when: timestamp(at, 'R'), by: mentionUser(by), days: leaveDaysText(leave, t) };
  return [t(`leave.byOthers.${of}`, said), ...whyText(reason, t)].join('\n');
};

const importText = ({ imported, at, by, entries, ms, from, to }: ImportedByOther, t: Translator): string => {
  const head = t(`entries.byOthers.${imported}`, {
    count: entries,
    n: formatNumber(entries, t),
    when: timestamp(at, 'R'),
    by: mentionUser(by),
  });
  return `${head}\n${periodText(from, to)} (${formatDuration(ms, t)})`;
};

const entryText = ({ event, at, by, reason, before, after, category }: ChangedEntry, t: Translator): string => {
  const times = [before, after].flatMap((session) => (session === null ? [] : [timesText(session, t)]));
  const head = t('entries.byOthers.line', {
    event: eventText(event, t),
    when: timestamp(at, 'R'),
    by: mentionUser(by),
    category: categoryLabel(category),
  });
  return [head, [...new Set(times)].join(' → '), ...whyText(reason, t)].join('\n');
};

const changeText = (change: ChangedByOther, t: Translator): string =>
  'leave' in change ? leaveText(change, t) : entryText(change, t);

/** Tells a member what others changed of their time, and why. */
export const changedByOthersView = (changes: readonly DoneByOther[], t: Translator): MessageView =>
  messageView({
    embeds: [
      {
        title: t('entries.byOthers.title'),
        description: fitLines(
          [
            t('entries.byOthers.intro'),
            ...changes.map((change) => ('imported' in change ? importText(change, t) : changeText(change, t))),
          ],
          EMBED.description,
          (n) => t('common.more', { n }),
        ),
        color: COLOUR.warning,
      },
    ],
  });

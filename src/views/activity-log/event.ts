import type { LogKind } from '../../domain/activity-log.js';
import type { DomainError } from '../../domain/errors.js';
import { effectiveMs } from '../../domain/effective.js';
import type { RoleId, UserId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';
import type { SettingKey, SettingValue } from '../../domain/settings.js';
import { formatDuration } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import { timesText } from '../entries/changed-by-others.js';
import { endReasonText } from '../entries/end-reason.js';
import { eventText } from '../entries/undo-card.js';
import { errorText } from '../error.js';
import { exportDays, formatName } from '../export/what.js';
import { settingMarkdown } from '../settings/value.js';
import { settingName } from '../settings/words.js';
import { categoryLabel, cut, mentionRole, mentionUser, timestamp, type CategoryLook } from '../text.js';

/** What is told of a session: by the clock, by a correction, or by somebody else. */
export interface SessionEvent {
  readonly of: 'session';
  /** What the ledger calls it. */
  readonly event: string;
  readonly user: UserId;
  /** Who did it; null: the bot. */
  readonly by: UserId | null;
  readonly before: Session | null;
  readonly after: Session | null;
  readonly category: CategoryLook;
  /** What is written about it, as far as it may be shown; null: nothing. */
  readonly note: string | null;
}

/** Something that the activity log tells, in one line. */
export type LogEvent = {
  readonly kind: LogKind;
  /** ms */
  readonly at: number;
} & (
  | SessionEvent
  /** Many entries of one member at once. */
  | { readonly of: 'import'; readonly user: UserId; readonly by: UserId | null; readonly count: number }
  | {
      readonly of: 'request';
      readonly user: UserId;
      readonly by: UserId | null;
      readonly state: 'asked' | 'approved' | 'declined' | 'withdrawn';
    }
  | {
      readonly of: 'setting';
      readonly by: UserId | null;
      readonly key: SettingKey;
      readonly before: SettingValue;
      readonly after: SettingValue;
    }
  /** Something that has settings of its own. */
  | {
      readonly of: 'changed';
      readonly by: UserId | null;
      readonly what: 'categories' | 'permissions' | 'suspensions' | 'dashboards' | 'boards' | 'exports' | 'log';
    }
  /** Somebody's time was exported by somebody else; `user` null: that of all members. Days `yyyymmdd`. */
  | {
      readonly of: 'export';
      readonly by: UserId | null;
      readonly user: UserId | null;
      readonly format: string;
      readonly from: string;
      readonly to: string;
      readonly category: CategoryLook | null;
    }
  | { readonly of: 'role'; readonly role: RoleId; readonly error: DomainError }
);

const ICONS: Readonly<Record<LogKind, string>> = {
  clockIn: '🟢',
  clockOut: '🔴',
  pause: '☕',
  resume: '▶️',
  corrections: '✏️',
  requests: '📨',
  forceOut: '⏏️',
  exports: '📤',
  settings: '⚙️',
  roles: '⚠️',
};

/** Characters of a note. */
const NOTE_SHOWN = 100;
const NAME_SHOWN = 32;
/** Moments longer ago are told with their date, ms. */
const TODAY_MS = 12 * 3_600_000;

/** What the clock does, told without the times of the session: that is what the moment says. */
const BY_THE_CLOCK: ReadonlySet<LogKind> = new Set(['clockIn', 'pause', 'resume']);

/** Null: the member themselves. */
const byText = (by: UserId | null, user: UserId | null, t: Translator): readonly string[] => {
  if (by === null) return user === null ? [] : [t('activitylog.byItself')];
  return by === user ? [] : [t('activitylog.by', { by: mentionUser(by) })];
};

const sessionParts = (event: LogEvent & SessionEvent, t: Translator): readonly string[] => {
  const { kind, user, by, before, after, category, note } = event;
  const name = categoryLabel({ ...category, name: cut(category.name, NAME_SHOWN) });
  const what = event.event === 'undone' ? t('activitylog.undone') : eventText(event.event, t);
  const head = [mentionUser(user), `**${what}**`, name];
  const written = note === null || note === '' ? [] : [`“${userText(cut(note, NOTE_SHOWN))}”`];
  if (BY_THE_CLOCK.has(kind)) return [...head, ...byText(by, user, t), ...written];
  if (kind === 'clockOut' || kind === 'forceOut') {
    const ended = after?.endedAt ?? null;
    const counted = after === null || ended === null ? [] : [formatDuration(effectiveMs(after, ended), t)];
    // Why says who, but for somebody else who did it.
    const why = (after && kind === 'clockOut' ? endReasonText(after, t) : null) ?? byText(by, user, t)[0];
    return [...head, ...counted, ...(why === undefined ? [] : [why]), ...written];
  }
  const times = [...new Set([before, after].flatMap((session) => (session === null ? [] : [timesText(session, t)])))];
  return [...head, times.join(' → '), ...byText(by, user, t), ...written];
};

const partsOf = (event: LogEvent, t: Translator): readonly string[] => {
  switch (event.of) {
    case 'session':
      return sessionParts(event, t);
    case 'import':
      return [mentionUser(event.user), t('activitylog.imported', { n: event.count }), ...byText(event.by, event.user, t)];
    case 'request':
      return [mentionUser(event.user), t(`activitylog.requests.${event.state}`), ...byText(event.by, event.user, t)];
    case 'setting': {
      const [before, after] = [event.before, event.after].map((value) => settingMarkdown(event.key, value, t));
      return [`**${settingName(event.key, t)}**`, `${before} → ${after}`, ...byText(event.by, null, t)];
    }
    case 'changed':
      return [t(`activitylog.changed.${event.what}`), ...byText(event.by, null, t)];
    case 'export': {
      const { by, user, format, from, to, category } = event;
      const whose =
        user === null ? t('activitylog.exportedTeam') : t('activitylog.exportedMember', { member: mentionUser(user) });
      return [
        t('activitylog.exported', { whose }),
        ...(category === null ? [] : [categoryLabel({ ...category, name: cut(category.name, NAME_SHOWN) })]),
        exportDays(from, to, t),
        formatName(format, t),
        ...byText(by, null, t),
      ];
    }
    case 'role':
      return [t('activitylog.role', { role: mentionRole(event.role) }), errorText(event.error, t)];
  }
};

/**
 * One line: `🟢 9:30 · @Ada · Clocked in · Work`. People are mentioned and not named: Discord shows their names as they are, and nobody is pinged.
 * @param now ms
 */
export const logLine = (event: LogEvent, now: number, t: Translator): string => {
  const when = timestamp(event.at, Math.abs(now - event.at) < TODAY_MS ? 't' : 'f');
  return `${ICONS[event.kind]} ${when} · ${partsOf(event, t).join(' · ')}`;
};

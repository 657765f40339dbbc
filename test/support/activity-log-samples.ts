import type { Category } from '../../src/domain/category.js';
import { LOG_KINDS } from '../../src/domain/activity-log.js';
import { domainError } from '../../src/domain/errors.js';
import { channelId, roleId, userId } from '../../src/domain/ids.js';
import type { Session } from '../../src/domain/session.js';
import type { Translator } from '../../src/i18n/translator.js';
import type { LogEvent } from '../../src/views/activity-log/event.js';
import { logMessage } from '../../src/views/activity-log/message.js';
import { logPlaces } from '../../src/views/activity-log/places.js';
import type { AnyView } from '../../src/views/message.js';
import { FAKE_START } from './fake-clock.js';

const LONGEST_ID = '9'.repeat(20);

/** The activity log, and what it tells where, at their longest. `session` has a note of any writing. */
export const activityLogSamples = (
  category: Category,
  session: Session,
  t: Translator,
): readonly { readonly name: string; readonly body: AnyView }[] => {
  const channel = channelId(LONGEST_ID);
  const all = LOG_KINDS.map((kind) => ({ kind, place: channel }));
  const problems = LOG_KINDS.map(() => ({ channel, error: domainError('CHANNEL_HIDDEN') }));
  const member = userId(LONGEST_ID);
  const at = FAKE_START;
  const about = {
    of: 'session',
    user: member,
    by: member,
    before: session,
    after: session,
    category,
    note: session.note,
  } as const;
  const events: readonly LogEvent[] = [
    { ...about, kind: 'clockIn', at, event: 'clockedIn' },
    { ...about, kind: 'pause', at, event: 'paused', by: null },
    { ...about, kind: 'clockOut', at, event: 'clockedOut', after: { ...session, endReason: 'limit' } },
    { ...about, kind: 'forceOut', at, event: 'clockedOut', by: userId('1') },
    { ...about, kind: 'corrections', at, event: 'undone', by: userId('1') },
    { of: 'import', kind: 'corrections', at, user: member, by: member, count: 100 },
    ...(['asked', 'approved', 'declined', 'withdrawn'] as const).map((state): LogEvent => ({
      of: 'request',
      kind: 'requests',
      at,
      user: member,
      by: userId('1'),
      state,
    })),
    ...(['categories', 'permissions', 'suspensions', 'dashboards', 'boards', 'exports', 'log'] as const).map(
      (what): LogEvent => ({
        of: 'changed',
        kind: 'settings',
        at,
        by: member,
        what,
      }),
    ),
    ...[member, null].map((user): LogEvent => ({
      ...{ of: 'export', kind: 'exports', at, user, by: user === null ? null : userId('1') },
      ...{ format: 'csvMachine', from: '20251201', to: '20260131', category },
    })),
    { of: 'setting', kind: 'settings', at, by: null, key: 'logChannel', before: null, after: LONGEST_ID },
    {
      of: 'setting',
      kind: 'settings',
      at,
      by: member,
      key: 'timeZone',
      before: 'UTC',
      after: 'America/Argentina/ComodRivadavia',
    },
    { of: 'role', kind: 'roles', at, role: roleId(LONGEST_ID), error: domainError('ROLE_ABOVE_BOT') },
  ];
  const hundred = Array.from({ length: 100 }, (_, place) => events[place % events.length] ?? []).flat();
  return [
    { name: 'message of the log', body: logMessage({ events, missed: 0, now: at }, t) },
    { name: 'longest message of the log', body: logMessage({ events: hundred, missed: 1_000_000, now: at + 86_400_000 }, t) },
    { name: 'places of the log', body: logPlaces({ kinds: all, problems, showsNotes: true }, t) },
    {
      name: 'no places of the log',
      body: logPlaces({ kinds: LOG_KINDS.map((kind) => ({ kind, place: null })), problems: [], showsNotes: false }, t),
    },
  ];
};

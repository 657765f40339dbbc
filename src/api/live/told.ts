import type { SpaceId, UserId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';
import { seesCategories, type Visible } from '../../domain/visibility.js';
import type { LedgerRow } from '../../engine/ledger/kinds/index.js';
import { changeOf, eventOf } from '../feed/change.js';
import type { ClockChange, RequestChange, SettingsChange } from '../schemas/live.js';

/** What somebody may see of a space: the same text is made once for all who see the same. */
export interface Sight {
  readonly user: UserId;
  /** Of others. */
  readonly visible: Visible;
  /** May they answer what members ask for? */
  readonly approves: boolean;
}

interface Event {
  readonly name: 'change' | 'clock' | 'request' | 'settings';
  readonly data: unknown;
}

const moment = (ms: number): string => new Date(ms).toISOString();

const onOf = (session: Session | null, visible: Visible): ClockChange['on'] => {
  if (session?.endedAt !== null) return null;
  const since = moment(session.startedAt);
  if (!seesCategories(visible)) return { since };
  const { id, category, pausedSince } = session;
  return { since, session: id, category, pausedSince: pausedSince === null ? null : moment(pausedSince) };
};

/** What others see of a change of somebody's session; null when it looks to them as before. */
const clockOf = (row: Extract<LedgerRow, { kind: 'entry' }>, visible: Visible): ClockChange | null => {
  if (visible === 'nothing') return null;
  const [before, on] = [onOf(row.before, visible), onOf(row.after, visible)];
  return JSON.stringify(before) === JSON.stringify(on) ? null : { member: row.user, at: moment(row.at), on };
};

const settingsOf = (space: SpaceId, row: Extract<LedgerRow, { kind: 'document' }>): SettingsChange => {
  const { at, document, changed } = changeOf(space, row, 'settings.changed', false);
  return { at, document: document ?? row.document, changed };
};

const eventsOf = (space: SpaceId, row: LedgerRow, { user, visible, approves }: Sight): readonly Event[] => {
  const type = eventOf(row);
  if (type === null) return [];
  if (row.user === user) return [{ name: 'change', data: changeOf(space, row, type, true) }];
  if (row.kind === 'entry') {
    const clock = clockOf(row, visible);
    return clock === null ? [] : [{ name: 'clock', data: clock }];
  }
  if (type === 'request.changed' && row.user !== null)
    return approves ? [{ name: 'request', data: { member: row.user, at: moment(row.at) } satisfies RequestChange }] : [];
  return row.kind === 'document' && type === 'settings.changed' ? [{ name: 'settings', data: settingsOf(space, row) }] : [];
};

/**
 * What is sent of one row of the ledger, in the format of server-sent events; '' for nothing. The position stands with the last event of the row, so whoever was cut off
 * in the middle hears all of the row again.
 */
export const textOf = (space: SpaceId, position: string, records: readonly LedgerRow[], sight: Sight): string => {
  const events = records.flatMap((row) => eventsOf(space, row, sight));
  return events
    .map(({ name, data }, at) => {
      const id = at === events.length - 1 ? `id: ${position}\n` : '';
      return `${id}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
    })
    .join('');
};

/** Who hears the same of a row: its member, and all others by what they may see. */
export const audienceOf = (records: readonly LedgerRow[], { user, visible, approves }: Sight): string => {
  const sight = approves ? `${visible} and requests` : visible;
  return records.some((row) => row.user === user) ? `${user} ${sight}` : sight;
};

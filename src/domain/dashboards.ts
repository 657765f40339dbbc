import { domainError, type DomainError } from './errors.js';
import type { CategoryId, ChannelId, MessageId, UserId } from './ids.js';
import { err, ok, type Result } from './result.js';

/** A message in a channel. */
export interface MessagePlace {
  readonly channel: ChannelId;
  readonly message: MessageId;
}

/** A message that shows who is on the clock in a server, and is kept up to date. */
export interface Dashboard {
  /** That of the interaction that asked for it. */
  readonly id: string;
  readonly channel: ChannelId;
  /** Null: it is not posted yet. */
  readonly message: MessageId | null;
  /** The message that was the dashboard before, and has to be removed. It stays here, since who removed it does not say so in the ledger. */
  readonly former: MessagePlace | null;
  /** What it is about; null: the whole server. */
  readonly category: CategoryId | null;
  /** Who asked for it. */
  readonly by: UserId;
  /** When, ms. */
  readonly at: number;
}

export type Dashboards = readonly Dashboard[];

/** Dashboards of one server. */
export const DASHBOARDS_MAX = 20;

/** With one more, once however often it is asked for. DASHBOARD_LIMIT_REACHED. */
export const withDashboard = (all: Dashboards, dashboard: Dashboard): Result<Dashboards, DomainError> => {
  if (all.some(({ id }) => id === dashboard.id)) return ok(all);
  return all.length < DASHBOARDS_MAX
    ? ok([...all, dashboard])
    : err(domainError('DASHBOARD_LIMIT_REACHED', { max: DASHBOARDS_MAX }));
};

/** Without one; with its message, only as long as that is the one. DASHBOARD_NOT_FOUND. */
export const withoutDashboard = (
  all: Dashboards,
  gone: Pick<Dashboard, 'id'> & Partial<Dashboard>,
): Result<Dashboards, DomainError> => {
  const found = all.find((one) => one.id === gone.id);
  const isAnother = gone.message !== undefined && found?.message !== gone.message;
  return found === undefined || isAnother ? err(domainError('DASHBOARD_NOT_FOUND')) : ok(all.filter((one) => one !== found));
};

const changed = (
  all: Dashboards,
  id: string,
  change: (dashboard: Dashboard) => Result<Dashboard, DomainError>,
): Result<Dashboards, DomainError> => {
  const found = all.find((one) => one.id === id);
  if (found === undefined) return err(domainError('DASHBOARD_NOT_FOUND'));
  const next = change(found);
  return next.ok ? ok(all.map((one) => (one === found ? next.value : one))) : next;
};

/**
 * It is to be shown in another channel, where it is not posted yet. It gets another id, that of the interaction that asks for it (`as`), so nothing that
 * waits for the old message holds the new one up. DASHBOARD_NOT_FOUND; NOTHING_TO_CHANGE when it is there already.
 */
export const withMoved = (all: Dashboards, id: string, channel: ChannelId, as: string): Result<Dashboards, DomainError> => {
  if (all.some((one) => one.id === as)) return ok(all);
  return changed(all, id, (one) => {
    if (one.channel === channel) return err(domainError('NOTHING_TO_CHANGE'));
    const former = one.message === null ? one.former : { channel: one.channel, message: one.message };
    return ok({ ...one, id: as, channel, message: null, former });
  });
};

/**
 * It is posted; `before` is as it stood when it was decided to post it. DASHBOARD_NOT_FOUND when it is gone, has been moved, or another process has
 * posted it: then the new message is not the dashboard.
 */
export const withPosted = (
  all: Dashboards,
  before: Pick<Dashboard, 'id' | 'channel' | 'message'>,
  message: MessageId,
): Result<Dashboards, DomainError> =>
  changed(all, before.id, (one) => {
    if (one.channel !== before.channel || one.message !== before.message) return err(domainError('DASHBOARD_NOT_FOUND'));
    const former = one.message === null ? one.former : { channel: one.channel, message: one.message };
    return ok({ ...one, message, former });
  });

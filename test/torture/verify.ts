import { effectiveMs } from '../../src/domain/effective.js';
import { guildSpace, userId, type SpaceId, type UserId } from '../../src/domain/ids.js';
import type { Store } from '../../src/engine/store.js';
import type { Click } from './clicks.js';

/** A click that the bot answered with success; kept outside the system under test. */
export interface Acknowledged {
  readonly requestId: string;
  readonly guild: string;
  readonly user: string;
  readonly click: Click;
}

const EVENT: Readonly<Record<Click, string>> = { in: 'clockedIn', out: 'clockedOut', pause: 'paused', resume: 'resumed' };

interface MemberLedger {
  /** request id -> versions that it made. */
  readonly requests: Map<string, Set<number>>;
  readonly events: { readonly requestId: string; readonly event: string; readonly version: number }[];
}

const readLedger = async (store: Store, space: SpaceId): Promise<Map<string, MemberLedger>> => {
  const members = new Map<string, MemberLedger>();
  for await (const row of store.ledger(space)) {
    const member = members.get(row.user) ?? { requests: new Map<string, Set<number>>(), events: [] };
    members.set(row.user, member);
    member.events.push({ requestId: row.requestId, event: row.event, version: row.version });
    member.requests.set(row.requestId, (member.requests.get(row.requestId) ?? new Set()).add(row.version));
  }
  return members;
};

const memberProblems = async (store: Store, space: SpaceId, user: UserId, ledger: MemberLedger): Promise<string[]> => {
  const problems: string[] = [];
  for (const [request, versions] of ledger.requests)
    if (versions.size !== 1) problems.push(`${user}: request ${request} applied ${versions.size} times`);
  const versions = [...new Set(ledger.events.map((row) => row.version))].sort((a, b) => a - b);
  if (versions.some((version, at) => version !== at + 1)) problems.push(`${user}: versions ${versions.join(',')} have a gap`);
  const state = await store.load(space, user);
  if (state.version !== versions.length)
    problems.push(`${user}: state is at version ${state.version}, the ledger at ${versions.length}`);
  const count = (event: string): number => ledger.events.filter((row) => row.event === event).length;
  const entries = await store.entries(space, user, 0, Number.MAX_SAFE_INTEGER);
  if (entries.length !== count('clockedOut'))
    problems.push(`${user}: ${entries.length} entries for ${count('clockedOut')} clock-outs`);
  if (count('clockedIn') - count('clockedOut') !== (state.active === null ? 0 : 1))
    problems.push(`${user}: ins and outs do not fit the state`);
  const fromEntries = entries.reduce((sum, entry) => sum + effectiveMs(entry, entry.endedAt ?? 0), 0);
  const days = await store.days(space, user, '00000000', '99999999');
  const fromDays = [...days.values()].flatMap((categories) => [...categories.values()]).reduce((sum, ms) => sum + ms, 0);
  if (fromEntries !== fromDays) problems.push(`${user}: entries make ${fromEntries} ms, day buckets ${fromDays} ms`);
  return problems;
};

/** What the ledger lacks or has twice, compared with what was acknowledged, and where state, entries, totals and ledger disagree. */
export const verifyGuild = async (
  store: Store,
  guild: string,
  acknowledged: readonly Acknowledged[],
  /** How many of the member's changes it was told, or is about to be told, could not be kept. */
  told: (user: string) => Promise<number>,
): Promise<string[]> => {
  const space = guildSpace(guild);
  const members = await readLedger(store, space);
  const problems: string[] = [];
  const missing = new Map<string, string[]>();
  for (const click of acknowledged.filter((one) => one.guild === guild)) {
    const rows = members.get(click.user)?.events.filter((row) => row.requestId === click.requestId) ?? [];
    const applied = rows.filter((row) => row.event === EVENT[click.click]).length;
    const name = `${click.click} ${click.requestId}`;
    if (applied > 1) problems.push(`${click.user}: acknowledged ${name} is in the ledger ${applied} times`);
    if (applied === 0) missing.set(click.user, [...(missing.get(click.user) ?? []), name]);
  }
  // "Recorded, will sync" may turn out not to fit; then the member is told, and that is no loss.
  for (const [user, lost] of missing) {
    const known = await told(user);
    if (known < lost.length) problems.push(`${user}: acknowledged ${lost.join(', ')}: not in the ledger, and told of ${known}`);
  }
  for (const [user, ledger] of members) problems.push(...(await memberProblems(store, space, userId(user), ledger)));
  return problems;
};

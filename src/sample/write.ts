import { personalSpace, requestId, type SpaceId, type UserId } from '../domain/ids.js';
import { ok } from '../domain/result.js';
import type { Documents } from '../engine/documents-api.js';
import { preferences } from '../engine/documents/kinds/preferences.js';
import type { Spaces } from '../engine/spaces.js';
import type { Store } from '../engine/store.js';
import { planTeam, type TeamMember } from './plan-team.js';
import { SampleFailed, writeMember, type Writing } from './write-member.js';

export interface SampleParts {
  readonly writing: Writing;
  readonly spaces: Pick<Spaces, 'get'>;
  readonly documents: Documents;
  readonly timesheet: Pick<Store, 'entries' | 'load'>;
  /** What time it is, ms. */
  readonly now: () => number;
}

/** Somebody who gets a history. */
export interface SampleMember {
  readonly user: UserId;
  /** May they be on the clock in the end? Not those whose part a newcomer is about to play. */
  readonly mayRun: boolean;
}

export interface SampleRequest {
  readonly space: SpaceId;
  readonly members: readonly SampleMember[];
  /** How many days of history, and what the dice begin with. */
  readonly days: number;
  readonly seed: number;
}

export interface SampleReport {
  readonly members: number;
  readonly entries: number;
}

const DAY_MS = 86_400_000;
/** Members that are written at the same time. */
const AT_ONCE = 4;
/** What is written is asked for so long ago, ms: the ms after it, one for each change, are over by now. */
const AGO_MS = 30_000;

/**
 * Writes a believable history of a team through the engine: shifts, night people, days off, forgotten clock-outs, corrections, people in another time
 * zone, and some who are on the clock now. The same request at the same moment writes the same. What somebody has recorded by then stays as it is, and
 * nothing is written beside it.
 * @throws SampleFailed when the engine refuses something, StoreUnavailable, and RangeError when the space has no category that is open to all
 */
export const writeSample = async (parts: SampleParts, request: SampleRequest): Promise<SampleReport> => {
  const { space, members, days, seed } = request;
  const now = parts.now();
  const { settings, categories } = await parts.spaces.get(space);
  const open = categories.filter(({ archived, role }) => !archived && role === null).map(({ id }) => id);
  if (open.length === 0) throw new RangeError('there is no category to spend time on');
  const { timeZone: zone, locale } = settings;
  const team = planTeam({ seed, days, now, zone, locale, categories: open, mayRun: members.map(({ mayRun }) => mayRun) });

  const write = async (planned: TeamMember, user: UserId): Promise<number> => {
    const member = { space, user, seed, at: now - AGO_MS };
    if (planned.zone !== zone) await live(parts.documents, member, planned.zone);
    const since = await firstRecorded(parts.timesheet, member, now - (days + 2) * DAY_MS);
    const plan =
      since === null ? planned : { entries: planned.entries.filter(({ entry }) => entry.endedAt <= since), running: null };
    return writeMember(parts.writing, member, plan);
  };

  const report = { members: 0, entries: 0 };
  const waiting = members.flatMap(({ user }, place) => {
    const planned = team[place];
    return planned === undefined ? [] : [{ user, planned }];
  });
  for (let from = 0; from < waiting.length; from += AT_ONCE) {
    const counts = await Promise.all(waiting.slice(from, from + AT_ONCE).map(({ user, planned }) => write(planned, user)));
    report.members += counts.filter((entries) => entries > 0).length;
    report.entries += counts.reduce((sum, entries) => sum + entries, 0);
  }
  return report;
};

interface Member {
  readonly space: SpaceId;
  readonly user: UserId;
  readonly seed: number;
  /** ms */
  readonly at: number;
}

/** The moment from which on somebody has recorded time themselves, ms; null when they have not since `from`. */
const firstRecorded = async (
  timesheet: SampleParts['timesheet'],
  { space, user }: Member,
  from: number,
): Promise<number | null> => {
  const [{ active }, entries] = await Promise.all([
    timesheet.load(space, user),
    timesheet.entries(space, user, from, Number.MAX_SAFE_INTEGER),
  ]);
  const starts = [...entries, ...(active === null ? [] : [active])].map(({ startedAt }) => startedAt);
  return starts.length === 0 ? null : Math.min(...starts);
};

/** Who lives elsewhere has said so, unless they said something else before. */
const live = async (documents: Documents, { user, seed, at }: Member, zone: string): Promise<void> => {
  const by = { actor: user, requestId: requestId(`s${seed}-${user}-zone`), at, event: 'preferencesChanged', source: 'sample' };
  const changed = await documents
    .of(preferences)
    .update({ space: personalSpace(user), user }, by, (value) =>
      ok(value.timeZone === null ? { ...value, timeZone: zone } : value),
    );
  if (!changed.ok) throw new SampleFailed(changed.error);
};

import { personalSpace, requestId, type SpaceId, type UserId } from '../domain/ids.js';
import { ok } from '../domain/result.js';
import type { Documents } from '../engine/documents-api.js';
import { preferences } from '../engine/documents/kinds/preferences.js';
import type { Spaces } from '../engine/spaces.js';
import type { Store } from '../engine/store.js';
import { habitsOf } from './habits.js';
import { planMember } from './plan.js';
import { TABLES } from './tables.js';
import { SampleFailed, writeMember, type Writing } from './write-member.js';

export interface SampleParts {
  readonly writing: Writing;
  readonly spaces: Pick<Spaces, 'get'>;
  readonly documents: Documents;
  readonly timesheet: Pick<Store, 'entries'>;
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
const AWAY = ['America/New_York', 'Asia/Kolkata'] as const;
/** Members that are written at the same time. */
const AT_ONCE = 4;
/** What is written is asked for so long ago, ms: the ms after it, one for each change, are over by now. */
const AGO_MS = 30_000;

/**
 * Writes a believable history of a team through the engine: shifts, night people, days off, forgotten clock-outs, corrections, people in another time
 * zone, and some who are on the clock now. The same request at the same moment writes the same. Whoever has entries in that time already gets none.
 * @throws SampleFailed when the engine refuses something, StoreUnavailable, and RangeError when the space has no category that is open to all
 */
export const writeSample = async (parts: SampleParts, { space, members, days, seed }: SampleRequest): Promise<SampleReport> => {
  const now = parts.now();
  const { settings, categories } = await parts.spaces.get(space);
  const open = categories.filter(({ archived, role }) => !archived && role === null).map(({ id }) => id);
  if (open.length === 0) throw new RangeError('there is no category to spend time on');
  const zones = [settings.timeZone, AWAY.find((zone) => zone !== settings.timeZone) ?? AWAY[0]] as const;
  const language = settings.locale.startsWith('de') ? 'de' : 'en';
  const texts = { notes: TABLES.notes[language], forgotten: TABLES.forgotten[language] };

  const write = async ({ user, mayRun }: SampleMember, place: number): Promise<number> => {
    if ((await parts.timesheet.entries(space, user, now - days * DAY_MS, now)).length > 0) return 0;
    const habits = habitsOf(seed, place, zones, open);
    const plan = planMember({ seed, place, days, now }, habits, texts);
    await prefer(parts.documents, user, { zone: habits.zone, home: zones[0], seed, at: now - AGO_MS });
    return writeMember(parts.writing, { space, user, seed, at: now - AGO_MS }, mayRun ? plan : { ...plan, running: null });
  };

  const report = { members: 0, entries: 0 };
  for (let from = 0; from < members.length; from += AT_ONCE) {
    const chunk = members.slice(from, from + AT_ONCE);
    for (const entries of await Promise.all(chunk.map((member, nth) => write(member, from + nth)))) {
      report.entries += entries;
      if (entries > 0) report.members += 1;
    }
  }
  return report;
};

/** Who lives elsewhere has said so, unless they said something else before. */
const prefer = async (
  documents: Documents,
  user: UserId,
  { zone, home, seed, at }: { readonly zone: string; readonly home: string; readonly seed: number; readonly at: number },
): Promise<void> => {
  if (zone === home) return;
  const by = { actor: user, requestId: requestId(`s${seed}-${user}-zone`), at, event: 'preferencesChanged', source: 'sample' };
  const changed = await documents
    .of(preferences)
    .update({ space: personalSpace(user), user }, by, (value) => ok(value.timeZone === null ? { ...value, timeZone: zone } : value));
  if (!changed.ok) throw new SampleFailed(changed.error);
};

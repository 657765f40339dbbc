import type { CategoryId } from '../domain/ids.js';
import { Dice } from './dice.js';
import { habitsOf } from './habits.js';
import { planMember, type MemberPlan } from './plan.js';
import { TABLES } from './tables.js';

const MINUTE_MS = 60_000;
/** Where those live who do not live where the team is. */
const AWAY = ['America/New_York', 'Asia/Kolkata'] as const;

export interface TeamRequest {
  readonly seed: number;
  readonly days: number;
  /** ms */
  readonly now: number;
  /** Where the team is, IANA name, and the language of its notes. */
  readonly zone: string;
  readonly locale: string;
  /** What there is to do; not empty. */
  readonly categories: readonly CategoryId[];
  /** For each member of the team: may they be on the clock in the end? */
  readonly mayRun: readonly boolean[];
}

export interface TeamMember extends MemberPlan {
  /** Where they live, IANA name. */
  readonly zone: string;
}

/** Histories of a team, one for each of `mayRun`. Two of them are on the clock also when nobody would work now, so that there is somebody to see. */
export const planTeam = ({ zone, locale, categories, mayRun, ...request }: TeamRequest): readonly TeamMember[] => {
  const { seed, now } = request;
  const zones = [zone, AWAY.find((away) => away !== zone) ?? AWAY[0]] as const;
  const language = locale.startsWith('de') ? 'de' : 'en';
  const texts = { notes: TABLES.notes[language], forgotten: TABLES.forgotten[language] };
  const team = mayRun.map((may, place): TeamMember => {
    const habits = habitsOf(seed, place, zones, categories);
    const plan = planMember({ ...request, place }, habits, texts);
    return { ...plan, running: may ? plan.running : null, zone: habits.zone };
  });
  if (team.some(({ running }) => running !== null)) return team;
  const dice = Dice.of(seed, 'extra hours');
  let wanted = 2;
  return team.map((member, place) => {
    const startedAt = now - dice.whole(20, 90) * MINUTE_MS;
    const isFree = member.entries.every(({ entry }) => entry.endedAt < startedAt);
    if (wanted === 0 || mayRun[place] !== true || !isFree) return member;
    wanted -= 1;
    return { ...member, running: { entry: { category: dice.pick(categories), note: null, startedAt }, isPaused: wanted === 0 } };
  });
};

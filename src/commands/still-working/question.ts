import { measuredMs, pausedMs } from '../../domain/effective.js';
import { guildOf, type SpaceId, type UserId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';
import { reminderPlan } from '../../domain/still-working.js';
import { formatTypedTime } from '../../domain/typed/time.js';
import { usualEnd } from '../../domain/usual-end.js';
import { StoreUnavailable } from '../../engine/store.js';
import type { QuestionControls, QuestionModel } from '../../views/still-working/question-card.js';
import { momentText } from '../custom-ids.js';
import type { Deps } from '../deps.js';
import { lookOf } from '../present.js';
import { zoneOf } from '../zone-of.js';
import { placeText, STILL_WORKING_IDS } from './custom-ids.js';

export type QuestionDeps = Pick<Deps, 'timesheet' | 'spaces' | 'documents'>;

/** Who is asked about which session of theirs. */
export interface Asked {
  readonly space: SpaceId;
  readonly user: UserId;
  readonly session: Session;
  readonly again: boolean;
}

/** Sessions that tell when a member usually ends: those of so many days, ms. */
const HABIT_MS = 56 * 86_400_000;

const controlsOf = ({ space, user, session }: Asked, usual: QuestionControls['usual']): QuestionControls => {
  const args = { owner: user, place: placeText(space), session: session.id };
  return {
    goOn: STILL_WORKING_IDS.goOn.encode(args),
    stop: STILL_WORKING_IDS.stop.encode(args),
    stoppedAt: STILL_WORKING_IDS.stoppedAt.encode(args),
    usual,
  };
};

/** The answers that everybody may see. */
export const openControls = (asked: Asked): QuestionControls => controlsOf(asked, null);

const usualOf = async (asked: Asked, now: number, deps: QuestionDeps): Promise<QuestionControls['usual']> => {
  const { space, user, session } = asked;
  try {
    const [zone, others] = await Promise.all([zoneOf(asked, deps), deps.timesheet.entries(space, user, now - HABIT_MS, now)]);
    const at = usualEnd(session, others, zone, now);
    if (at === null) return null;
    const args = { owner: user, place: placeText(space), session: session.id, at: momentText(at) };
    return { id: STILL_WORKING_IDS.endAt.encode(args), time: formatTypedTime(at, zone).slice(-5) };
  } catch (error) {
    if (error instanceof StoreUnavailable) return null;
    throw error;
  }
};

/** What the member is shown. `isElsewhere`: it is read outside of the server that it is about. Rejects with `StoreUnavailable`. */
export const questionOf = async (
  asked: Asked,
  { now, isElsewhere }: { readonly now: number; readonly isElsewhere: boolean },
  deps: QuestionDeps,
): Promise<QuestionModel> => {
  const { space, session, again } = asked;
  const config = await deps.spaces.get(space);
  const category = config.categories.find(({ id }) => id === session.category);
  return {
    category: lookOf(config, session.category),
    startedAt: session.startedAt,
    ranMs: measuredMs(session, now) - pausedMs(session, now),
    again,
    graceMs: reminderPlan(config.settings, category).graceMs,
    guild: isElsewhere ? guildOf(space) : null,
    controls: controlsOf(asked, await usualOf(asked, now, deps)),
  };
};

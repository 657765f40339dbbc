import { domainError, type DomainError } from '../domain/errors.js';
import type { CategoryId } from '../domain/ids.js';
import { err, ok, type Result } from '../domain/result.js';
import type { SpaceConfig } from '../domain/space.js';
import { seesCategories, visibleTo, type Visible } from '../domain/visibility.js';
import type { OnClock } from '../engine/store.js';
import { accessIn, type Asking } from './access.js';
import type { Actor } from './actor.js';
import type { Means } from './means.js';

/** What whoever asks sees of others in the space, at this moment. */
export const visibleIn = (asking: Asking, config: Pick<SpaceConfig, 'grants' | 'settings'>): Visible =>
  visibleTo(accessIn(asking, 'seeOthers', config), config.settings);

export interface WhoIsOn {
  readonly visible: Visible;
  /** Longest first. */
  readonly rows: readonly OnClock[];
  readonly possiblyStale: boolean;
}

/**
 * Who is on the clock, as far as whoever asks may see it; `only`: in categories of which it says so. OTHERS_HIDDEN, also for some categories where only the
 * presence is to be seen: that would tell in which category everybody in it is.
 */
export const readWho = async (
  actor: Asking & Pick<Actor, 'space'>,
  only: ((category: CategoryId) => boolean) | null,
  config: SpaceConfig,
  { overview }: Pick<Means, 'overview'>,
): Promise<Result<WhoIsOn, DomainError>> => {
  const visible = visibleIn(actor, config);
  if (visible === 'nothing' || (only !== null && !seesCategories(visible))) return err(domainError('OTHERS_HIDDEN'));
  const on = await overview.onTheClock(actor.space);
  if (!on.ok) return on;
  const rows = on.value.rows.filter(({ session }) => only === null || only(session.category));
  return ok({ visible, rows, possiblyStale: on.value.possiblyStale });
};

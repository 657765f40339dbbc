import type { DashboardDesk } from '../../commands/deps.js';
import { isGuildSpace, type SpaceId } from '../../domain/ids.js';
import type { Dashboards } from '../../domain/dashboards.js';
import { dashboards } from '../../engine/documents/kinds/dashboards.js';
import { createDesired, type Desired, type DesiredDeps } from '../desired/index.js';
import { dashboardKey, dashboardMessages, type DashboardDeps } from './definition.js';

export interface DashboardsOnDiscord {
  /** For the commands. */
  readonly desk: DashboardDesk;
  /** Their messages, kept as they should be. */
  readonly kept: Desired<string, undefined>;
  /** Something changed in the space. It costs nothing but a look into memory where there are no dashboards. */
  heard(space: SpaceId): void;
  /** Redis may have lost what it held of the space, what its dashboards show among it: each is edited once. */
  doubted(space: SpaceId): void;
}

/** Everything about dashboards, put together. */
export const createDashboards = (deps: DesiredDeps & Omit<DashboardDeps, 'doubted'>): DashboardsOnDiscord => {
  const doubts = new Set<string>();
  const kept = createDesired(dashboardMessages({ ...deps, doubted: doubts }), deps);
  const stored = deps.documents.of(dashboards);
  /** Spaces of which it is being read what dashboards they have. */
  const reading = new Set<SpaceId>();
  /** Spaces whose dashboards are in doubt, until it is known which they are. */
  const doubtful = new Set<SpaceId>();

  const changed = (space: SpaceId, { dashboards: all }: { readonly dashboards: Dashboards }): void => {
    for (const { id } of all) {
      if (doubtful.has(space)) doubts.add(dashboardKey(space, id));
      kept.changed(space, id, undefined);
    }
    doubtful.delete(space);
  };
  const heard = (space: SpaceId): void => {
    if (!isGuildSpace(space)) return;
    const known = stored.loaded(space);
    if (known !== undefined) changed(space, known);
    if (known !== undefined || reading.has(space)) return;
    reading.add(space);
    // While Redis is away it is the next sweep that brings them up to date.
    void stored
      .get(space)
      .then(
        (read) => changed(space, read),
        () => undefined,
      )
      .finally(() => reading.delete(space));
  };

  return {
    kept,
    heard,
    doubted: (space) => {
      if (isGuildSpace(space)) doubtful.add(space);
      heard(space);
    },
    desk: {
      refresh: heard,
      problems: (space) => kept.problems(space).map(({ subject, error }) => ({ id: subject, error })),
    },
  };
};

import type { DashboardDesk } from '../../commands/deps.js';
import { isGuildSpace, type SpaceId } from '../../domain/ids.js';
import type { Dashboards } from '../../domain/dashboards.js';
import { dashboards } from '../../engine/documents/kinds/dashboards.js';
import { createDesired, type Desired, type DesiredDeps } from '../desired/index.js';
import { dashboardMessages, type DashboardDeps } from './definition.js';

export interface DashboardsOnDiscord {
  /** For the commands. */
  readonly desk: DashboardDesk;
  /** Their messages, kept as they should be. */
  readonly kept: Desired<string, undefined>;
  /** Something changed in the space. It costs nothing but a look into memory where there are no dashboards. */
  heard(space: SpaceId): void;
}

/** Everything about dashboards, put together. */
export const createDashboards = (deps: DesiredDeps & DashboardDeps): DashboardsOnDiscord => {
  const kept = createDesired(dashboardMessages(deps), deps);
  const stored = deps.documents.of(dashboards);
  /** Spaces of which it is being read what dashboards they have. */
  const reading = new Set<SpaceId>();

  const changed = (space: SpaceId, { dashboards: all }: { readonly dashboards: Dashboards }): void => {
    for (const { id } of all) kept.changed(space, id, undefined);
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
    desk: {
      refresh: heard,
      problems: (space) => kept.problems(space).map(({ subject, error }) => ({ id: subject, error })),
    },
  };
};

import { isLogging } from '../../domain/activity-log.js';
import { guildOf, type GuildId, type SpaceId } from '../../domain/ids.js';
import type { Documents } from '../../engine/documents-api.js';
import { activityLog } from '../../engine/documents/kinds/activity-log.js';
import type { DueStore } from '../../engine/due/due-row.js';
import type { Outbox } from '../../engine/outbox/outbox.js';
import type { PostedLogs } from '../../engine/posted-log.js';
import type { Spaces } from '../../engine/spaces.js';
import type { OwnFigures } from '../../views/system/model.js';

export interface OwnSources {
  readonly due: Pick<DueStore, 'overdue'>;
  readonly outbox: Pick<Outbox, 'behind'>;
  /** Name of the consumer that posts the activity log. */
  readonly logConsumer: string;
  readonly postedLogs: Pick<PostedLogs, 'get'>;
  readonly documents: Documents;
  readonly spaces: Pick<Spaces, 'get'>;
  /** Of a kind of desired state: what waits in a space. */
  waiting(kind: string, space: SpaceId): number;
  roleProblems(guild: GuildId): number;
  dashboardProblems(space: SpaceId): number;
}

/** Something of Redis; null while it is away. */
const orNull = async <T>(read: () => Promise<T>): Promise<T | null> => {
  try {
    return await read();
  } catch {
    return null;
  }
};

const logOf = async (space: SpaceId, sources: OwnSources): Promise<OwnFigures['log']> => {
  const { documents, spaces, outbox, postedLogs, logConsumer } = sources;
  const [{ places }, { settings }] = await Promise.all([documents.of(activityLog).get(space), spaces.get(space)]);
  if (guildOf(space) === null || !isLogging(places, settings.logChannel))
    return { isOn: false, rows: 0, since: null, refused: 0 };
  const [behind, { channels }] = await Promise.all([outbox.behind(logConsumer, space), postedLogs.get(space)]);
  return { isOn: true, ...behind, refused: Object.values(channels).filter(({ refused }) => refused !== null).length };
};

/** How one space fares: a handful of reads from Redis, whichever process does its work. */
export const ownFigures = async (space: SpaceId, now: number, sources: OwnSources): Promise<Omit<OwnFigures, 'clicks'>> => {
  const guild = guildOf(space);
  const [log, due] = await Promise.all([
    orNull(() => logOf(space, sources)),
    orNull(async () => {
      const { count, since } = await sources.due.overdue(space, now);
      return { overdue: count, since };
    }),
  ]);
  return {
    roles: { waiting: sources.waiting('roles', space), refused: guild === null ? 0 : sources.roleProblems(guild) },
    dashboards: { waiting: sources.waiting('dashboards', space), refused: sources.dashboardProblems(space) },
    log,
    due,
  };
};

import { keepPieces, namesOf, type TrackerDesk } from '../../actions/schedule/trackers.js';
import type { PlannerParts } from '../../actions/schedule/planner.js';
import type { Means } from '../../actions/means.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import type { SpaceId } from '../../domain/ids.js';
import type { Logger } from '../../domain/ports.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { NotionApi } from './api/api.js';
import { NotionError } from './api/errors.js';
import { notionTasks, propertiesOf } from './tasks.js';

export interface TrackersParts extends Pick<Means, 'documents' | 'ids' | 'clock'> {
  /** Notion by the connection of a space. `urgent`: somebody waits. */
  readonly open: (space: SpaceId, urgent: boolean) => Promise<Result<NotionApi, DomainError>>;
  readonly log: Logger;
}

/** Trackers at Notion: finding them, and planning their tasks. */
export const createTrackers = (
  parts: TrackersParts,
): { readonly desk: TrackerDesk; readonly sources: PlannerParts['trackers'] } => {
  const { open, log } = parts;
  const refusalFor =
    (title: string) =>
    ({ kind }: NotionError): DomainError =>
      domainError('TRACKER_UNREADABLE', { title, why: kind });

  const asked = async <Value>(
    space: SpaceId,
    title: string,
    work: (api: NotionApi) => Promise<Result<Value, DomainError>>,
  ): Promise<Result<Value, DomainError>> => {
    const api = await open(space, true);
    if (!api.ok) return api;
    try {
      return await work(api.value);
    } catch (error) {
      if (error instanceof NotionError) return err(refusalFor(title)(error));
      throw error;
    }
  };

  return {
    desk: {
      tables: (space, words) =>
        asked(space, words, async (api) =>
          ok((await api.searchDataSources(words)).filter(({ inTrash }) => !inTrash).map(({ id, title }) => ({ id, title }))),
        ),
      check: (space, { id, title }, names) =>
        asked(space, title, async (api) => {
          const found = propertiesOf(await api.dataSource(id), names);
          return found.ok ? ok(undefined) : found;
        }),
    },
    sources: (user, { hours, options, trackers }) =>
      Promise.resolve(
        trackers.map((tracker) =>
          notionTasks({
            id: tracker.id,
            title: tracker.title,
            names: namesOf(tracker),
            zone: hours.zone,
            defaultEstimateMs: options.defaultEstimateMs,
            pieces: tracker.pieces,
            keepPieces: async (pieces) => {
              const kept = await keepPieces(user, tracker.id, pieces, parts);
              if (!kept.ok) log.warn({ user, code: kept.error.code }, 'where split tasks are planned could not be kept');
            },
            api: () => open(tracker.space, false),
            refusal: refusalFor(tracker.title),
          }),
        ),
      ),
  };
};

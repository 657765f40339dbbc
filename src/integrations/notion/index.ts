import type { Clock, Logger, Metrics } from '../../domain/ports.js';
import type { Documents } from '../../engine/documents-api.js';
import type { NotionRows } from '../../engine/jobs/notion-sync.js';
import type { NotionStates } from '../../engine/notion-states.js';
import type { Spaces } from '../../engine/spaces.js';
import type { Translators } from '../../i18n/translators.js';
import { createNotionDesk } from './create-desk.js';
import type { NotionDesk } from './desk.js';
import { createNotionDoor, type DoorParts, type NotionDoor } from './door.js';
import { createOptionsPart } from './options/part.js';
import { createKeptParts, type KeptMeans } from './kept.js';
import { createNotionSync, type NotionSync } from './sync/runner.js';
import { createNotionWebhook, type NotionWebhook } from './webhook/webhook.js';

export interface NotionParts extends DoorParts {
  readonly documents: Documents;
  readonly spaces: Pick<Spaces, 'get' | 'update'>;
  readonly states: NotionStates;
  readonly rows: NotionRows;
  readonly translators: Translators;
  /** Is it this process that keeps Notion in step? */
  readonly isOurs: () => boolean;
  /** Moments. */
  readonly momentClock: Pick<Clock, 'now'>;
  /** What entries, days and people's changes are kept in step with. */
  readonly means: KeptMeans;
  readonly log: Logger;
  readonly metrics: Metrics;
}

export interface Notion {
  readonly desk: NotionDesk;
  readonly sync: NotionSync;
  readonly door: Pick<NotionDoor, 'of'>;
  readonly webhook: NotionWebhook;
  close(): Promise<void>;
}

/** All that is done with Notion. Loaded when a space is connected, or somebody wants to connect one. */
export const createNotion = (parts: NotionParts): Notion => {
  const { momentClock, log } = parts;
  const door = createNotionDoor(parts);
  const now = (): number => momentClock.now();
  const kept = [createOptionsPart({ spaces: parts.spaces, states: parts.states, now, log }), ...createKeptParts(parts.means)];
  const webhook = createNotionWebhook({ ...parts, clock: momentClock });
  const sync = createNotionSync({ ...parts, door, parts: kept, clock: momentClock });
  return {
    desk: createNotionDesk({ ...parts, door, parts: kept, webhook, clock: momentClock }),
    webhook,
    sync,
    door,
    close: async () => {
      door.close();
      await sync.close();
    },
  };
};

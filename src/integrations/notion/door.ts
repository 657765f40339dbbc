import { createHash } from 'node:crypto';
import { domainError, type DomainError } from '../../domain/errors.js';
import type { SpaceId } from '../../domain/ids.js';
import { isConnected } from '../../domain/notion.js';
import type { Clock, Metrics, Random, SecretBox } from '../../domain/ports.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Documents } from '../../engine/documents-api.js';
import { notion } from '../../engine/documents/kinds/notion.js';
import type { NotionApi } from './api/api.js';
import { createNotionApi } from './client/create-api.js';
import { createPace, type Pace } from './pace.js';

/** The way to Notion: with the token that a space has, or with one that somebody has just given. */
export interface NotionDoor {
  /**
   * @param urgent does somebody wait for what is asked?
   * NOTION_NOT_CONNECTED; NOTION_KEY_CHANGED when the token cannot be opened any more.
   */
  of(space: SpaceId, urgent: boolean): Promise<Result<NotionApi, DomainError>>;
  /** For somebody who waits. Nothing of the token is kept but in memory, as long as what is returned. */
  withToken(token: string): NotionApi;
  seal(space: SpaceId, token: string): Promise<string>;
  /** Nothing is sent any more. */
  close(): void;
}

export interface DoorParts {
  readonly documents: Documents;
  readonly secrets: SecretBox;
  /** Of Notion, or of what stands in for it; without version and slash at the end. */
  readonly baseUrl: string;
  readonly clock: Pick<Clock, 'now' | 'monotonic' | 'after'>;
  readonly random: Random;
  readonly metrics: Metrics;
}

/** A token that is put where another one was does not open. */
const purposeOf = (space: SpaceId): string => `notion token of ${space}`;
/** Queues are found by a digest: whoever looks into memory by a heap snapshot finds no list of tokens. */
const digestOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

export const createNotionDoor = ({ documents, secrets, baseUrl, clock, random, metrics }: DoorParts): NotionDoor => {
  /** One queue a token, whichever spaces have it. */
  const paces = new Map<string, Pace>();
  let closed = false;
  const paceOf = (token: string): Pace => {
    const digest = digestOf(token);
    const known = paces.get(digest) ?? createPace({ clock, random, metrics });
    paces.set(digest, known);
    if (closed) known.close();
    return known;
  };
  const open = (token: string, urgent: boolean): NotionApi =>
    createNotionApi({ baseUrl, token, pace: paceOf(token), clock, urgent });
  return {
    of: async (space, urgent) => {
      const connection = await documents.of(notion).get(space);
      if (!isConnected(connection)) return err(domainError('NOTION_NOT_CONNECTED'));
      const token = await secrets.open(connection.token, purposeOf(space));
      return token.ok ? ok(open(token.value, urgent)) : err(domainError('NOTION_KEY_CHANGED'));
    },
    withToken: (token) => open(token, true),
    seal: (space, token) => secrets.seal(token, purposeOf(space)),
    close: () => {
      closed = true;
      for (const pace of paces.values()) pace.close();
    },
  };
};

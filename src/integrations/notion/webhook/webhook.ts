import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { SpaceId } from '../../../domain/ids.js';
import type { Clock, SecretBox } from '../../../domain/ports.js';
import type { NotionRows } from '../../../engine/jobs/notion-sync.js';
import type { NotionStates } from '../../../engine/notion-states.js';

/** What somebody needs who sets a webhook up at Notion. */
export interface WebhookSetup {
  /** Behind our address; it has a key of its own, so nobody else knows where to knock. */
  readonly path: string;
  /** What Notion wants to have typed in, once it has called; null before. */
  readonly token: string | null;
}

/** `unknown`: there is no such webhook. `refused`: there is, and this is not of Notion, or comes at the wrong time. */
export type Received = 'taken' | 'refused' | 'unknown';

/** Notion's webhooks only signal that something changed: whoever hears it looks, as every minute. */
export interface NotionWebhook {
  /** From now on Notion may tell its token, for a quarter of an hour. The path stays what it was. Rejects with StoreUnavailable. */
  open(space: SpaceId): Promise<WebhookSetup>;
  /** @param body as it came over the wire: the signature is over these bytes */
  receive(space: SpaceId, key: string, body: Buffer, signature: string | undefined): Promise<Received>;
}

export interface NotionWebhookParts {
  readonly states: Pick<NotionStates, 'position' | 'setPosition'>;
  readonly secrets: SecretBox;
  readonly rows: Pick<NotionRows, 'wake'>;
  readonly clock: Pick<Clock, 'now'>;
}

const NAME = 'webhook';
const OPEN_MS = 900_000;

const stored = z.object({ key: z.string(), openUntil: z.int(), token: z.string().nullable() });
type Stored = z.infer<typeof stored>;
const handshake = z.object({ verification_token: z.string().min(1).max(500) });

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const isEqual = (a: string, b: string): boolean => {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
};

/** `sha256=<hex>`, as Notion signs: HMAC-SHA256 of the body by the token. */
const signatureOf = (token: string, body: Buffer): string => `sha256=${createHmac('sha256', token).update(body).digest('hex')}`;

export const createNotionWebhook = ({ states, secrets, rows, clock }: NotionWebhookParts): NotionWebhook => {
  const purposeOf = (space: SpaceId): string => `notion webhook of ${space}`;
  const read = async (space: SpaceId): Promise<Stored | null> =>
    stored.safeParse(jsonOf((await states.position(space, NAME)) ?? '')).data ?? null;
  const keep = (space: SpaceId, state: Stored): Promise<void> => states.setPosition(space, NAME, JSON.stringify(state));
  const tokenOf = async (space: SpaceId, { token }: Stored): Promise<string | null> => {
    const opened = token === null ? null : await secrets.open(token, purposeOf(space));
    return opened?.ok === true ? opened.value : null;
  };

  return {
    open: async (space) => {
      const known = await read(space);
      const key = known?.key ?? randomBytes(18).toString('base64url');
      const state: Stored = { key, openUntil: clock.now() + OPEN_MS, token: known?.token ?? null };
      await keep(space, state);
      return { path: `/notion/${space}/${key}`, token: await tokenOf(space, state) };
    },
    receive: async (space, key, body, signature) => {
      const state = await read(space);
      if (state === null || !isEqual(state.key, key)) return 'unknown';
      const told = handshake.safeParse(jsonOf(body.toString()));
      if (told.success) {
        // Else anybody who learns the path could put a token of their own there.
        if (clock.now() > state.openUntil) return 'refused';
        await keep(space, { ...state, token: await secrets.seal(told.data.verification_token, purposeOf(space)) });
        return 'taken';
      }
      const token = await tokenOf(space, state);
      if (token === null || signature === undefined || !isEqual(signatureOf(token, body), signature)) return 'refused';
      await rows.wake(space, clock.now());
      return 'taken';
    },
  };
};

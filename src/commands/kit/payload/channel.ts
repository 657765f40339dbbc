import { ChannelType } from 'discord-api-types/v10';
import { z } from 'zod';
import { permissionBits, snowflake } from './snowflake.js';

/** What an interaction says of a channel: the one it came from, or one that was selected. */
export interface ChannelFacts {
  readonly id: string;
  /** As Discord numbers channel types; a type that we do not know is passed on. */
  readonly type: number;
  /** The category of a channel, or the channel of a thread; null when there is none or it was not said. */
  readonly parent: string | null;
  /** Null for everything that is no thread. Nobody but moderators writes into a locked one; an archived one opens by writing. */
  readonly thread: { readonly locked: boolean; readonly archived: boolean } | null;
  /** What the bot may do there, as bits; null when it was not said. */
  readonly appPermissions: bigint | null;
}

const THREADS: ReadonlySet<number> = new Set([
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
]);

const channel = z.object({
  id: snowflake,
  type: z.int(),
  parent_id: snowflake.nullish(),
  thread_metadata: z.object({ locked: z.boolean().default(false), archived: z.boolean().default(false) }).optional(),
  app_permissions: permissionBits.optional(),
});

/**
 * Null for what is not a channel as Discord documents it.
 * @param appPermissions of the interaction, which says them beside the channel; a selected channel carries its own
 */
export const readChannel = (raw: unknown, appPermissions?: unknown): ChannelFacts | null => {
  const parsed = channel.safeParse(raw);
  if (!parsed.success) return null;
  const { id, type, parent_id: parent, thread_metadata: thread, app_permissions: own } = parsed.data;
  return {
    id,
    type,
    parent: parent ?? null,
    thread: THREADS.has(type) ? { locked: thread?.locked ?? false, archived: thread?.archived ?? false } : null,
    appPermissions: own ?? permissionBits.safeParse(appPermissions).data ?? null,
  };
};

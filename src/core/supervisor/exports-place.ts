import { createHash } from 'node:crypto';
import { z } from 'zod';
import { guildId, guildSpace, personalSpace, userId, type SpaceId } from '../../domain/ids.js';

const id = z.string().regex(/^\d{1,20}$/);
/** As much of an interaction as says whether it is about exports, and where. */
const Interaction = z.object({
  data: z.union([z.object({ name: z.literal('export') }), z.object({ custom_id: z.string().startsWith('pc1:export-') })]),
  guild_id: id.transform(guildId).optional(),
  member: z.object({ user: z.object({ id: id.transform(userId) }) }).optional(),
  user: z.object({ id: id.transform(userId) }).optional(),
});

/**
 * The space whose exports an interaction is about; null: it is about something else. All of a space are made by one process, which knows whose turn it is, what waits to
 * be fetched, and how to end them; whoever has signed it is looked at there.
 */
export const exportsOfInteraction = (body: Uint8Array): SpaceId | null => {
  // Nearly all are about something else, and need not be read.
  if (!Buffer.from(body.buffer, body.byteOffset, body.byteLength).includes('export')) return null;
  try {
    const found = Interaction.safeParse(JSON.parse(Buffer.from(body).toString())).data;
    if (found === undefined) return null;
    const user = found.member?.user.id ?? found.user?.id;
    if (found.guild_id !== undefined) return guildSpace(found.guild_id);
    return user === undefined ? null : personalSpace(user);
  } catch {
    return null;
  }
};

/** The same of a call of the API. */
export const exportsOfCall = (url: string): string | null => /\/spaces\/([gu]\d{1,20})\/exports(?:[/?]|$)/.exec(url)?.[1] ?? null;

/** Processes in the order in which they are asked for what is about a space: the first one stays the same whatever others come and go. */
export const inOrderFor = (space: string, urls: readonly string[]): readonly string[] => {
  const rank = (url: string): number => createHash('sha256').update(`${space} ${url}`).digest().readUInt32BE();
  return urls.toSorted((a, b) => rank(b) - rank(a));
};

import type { APIInteraction } from 'discord-api-types/v10';
import { z } from 'zod';

const Envelope = z.looseObject({
  id: z.string().regex(/^\d{1,20}$/),
  application_id: z.string().regex(/^\d{1,20}$/),
  token: z.string().min(1),
  type: z.int().min(1).max(5),
});

/** The least that every interaction has; the dispatcher parses the rest. */
export const isInteraction = (value: unknown): value is APIInteraction => Envelope.safeParse(value).success;

const Place = z.looseObject({
  guild_id: z.string().optional(),
  member: z.looseObject({ user: z.looseObject({ id: z.string() }) }).optional(),
  user: z.looseObject({ id: z.string() }).optional(),
  locale: z.string().optional(),
  /** Of the integration types: key `0` (the guild installed the app) or `1` (a person did). */
  authorizing_integration_owners: z.record(z.string(), z.string()).optional(),
});

export interface Origin {
  readonly user: string | null;
  /** The guild that it came from, if the bot was installed there; null in direct messages and for user installs. */
  readonly guild: string | null;
  readonly locale: string | null;
}

export const originOf = (interaction: APIInteraction): Origin => {
  const parsed = Place.safeParse(interaction);
  if (!parsed.success) return { user: null, guild: null, locale: null };
  const { guild_id, member, user, locale, authorizing_integration_owners: owners } = parsed.data;
  const installed = owners === undefined || owners['0'] !== undefined;
  return {
    user: member?.user.id ?? user?.id ?? null,
    guild: installed ? (guild_id ?? null) : null,
    locale: locale ?? null,
  };
};

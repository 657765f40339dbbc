import { z } from 'zod';

/** The parts that we read of the gateway's events (docs: Gateway Events); everything else may be there or not. */
const id = z.string().regex(/^\d{1,20}$/);

export const ReadyEvent = z.looseObject({
  user: z.looseObject({ id }),
  guilds: z.array(z.looseObject({ id })),
});
/** `channel_id` null: they left. Those of GUILD_CREATE do not say of which guild they are, nor who the member is. */
const voiceState = z.looseObject({
  guild_id: id.optional(),
  channel_id: id.nullable(),
  user_id: id,
  member: z.looseObject({ roles: z.array(id) }).optional(),
});
const member = z.looseObject({ user: z.looseObject({ id }), roles: z.array(id) });

/** What of a list is not as documented is left out: it must not take the rest of its event with it. */
const listOf = <T>(schema: z.ZodType<T>) =>
  z
    .array(z.unknown())
    .default([])
    .transform((all) => all.flatMap((one) => schema.safeParse(one).data ?? []));

export const GuildEvent = z.looseObject({ id, unavailable: z.boolean().optional(), afk_channel_id: id.nullish() });
/** Of the members of a guild it has those in voice channels at least. */
export const GuildCreateEvent = GuildEvent.extend({
  voice_states: listOf(voiceState),
  members: listOf(member),
});
export const VoiceStateEvent = voiceState;
/** Anything that happened to a guild's roles. */
export const GuildPartEvent = z.looseObject({ guild_id: id });
export const MemberEvent = z.looseObject({ guild_id: id, user: z.looseObject({ id }) });
export const MemberUpdateEvent = MemberEvent.extend({ roles: z.array(id).optional() });

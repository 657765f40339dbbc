import { z } from 'zod';

/** The parts that we read of the gateway's events (docs: Gateway Events); everything else may be there or not. */
const id = z.string().regex(/^\d{1,20}$/);

export const ReadyEvent = z.looseObject({
  user: z.looseObject({ id }),
  guilds: z.array(z.looseObject({ id })),
});
export const GuildEvent = z.looseObject({ id, unavailable: z.boolean().optional() });
/** Anything that happened to a guild's roles. */
export const GuildPartEvent = z.looseObject({ guild_id: id });
export const MemberEvent = z.looseObject({ guild_id: id, user: z.looseObject({ id }) });
export const MemberUpdateEvent = z.looseObject({ guild_id: id, user: z.looseObject({ id }), roles: z.array(id) });

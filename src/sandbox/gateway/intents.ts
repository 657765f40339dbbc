import { GatewayIntentBits } from 'discord-api-types/v10';

const known = Object.values(GatewayIntentBits).reduce<number>((bits, bit) => (typeof bit === 'number' ? bits | bit : bits), 0);

/** Intents that must be allowed in the developer portal; this app has only the members'. */
const notAllowed = GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;

/** The close code for wrong intents, null when they are fine. */
export const refuseIntents = (intents: number): 4013 | 4014 | null => {
  if ((intents & ~known) !== 0) return 4013;
  return (intents & notAllowed) === 0 ? null : 4014;
};

import { z } from 'zod';
import { channelsOf } from './discord/channels.js';
import type { Dice } from './dice.js';
import { pressOf, snowflake, type Interaction } from './interactions.js';
import type { Person, System } from './system/system.js';

/** Somebody pressed a button on a message that the bot keeps in a channel. */
export const PRESSED = 'button on a message pressed';

const Shown = z.looseObject({ custom_id: z.string().optional(), components: z.array(z.unknown()).optional() });

/** Custom ids of the buttons of a message, at any depth. */
const buttonsOf = (part: unknown): readonly string[] => {
  const shown = Shown.safeParse(part);
  if (!shown.success) return [];
  const { custom_id: id, components = [] } = shown.data;
  return [...(id === undefined ? [] : [id]), ...components.flatMap(buttonsOf)];
};

/** A button of the dashboard, or of a question to this person; null when there is none. Old questions stay where they are, and may be answered late. */
const choose = (
  world: System,
  { guild, user }: Person,
  dice: Dice,
): { message: string; channel: string; button: string } | null => {
  const { dashboard, reminders } = channelsOf(guild);
  const { channels } = world.discord;
  const asked = channels.in(reminders).filter(({ body }) => JSON.stringify(body).includes(`<@${user}>`));
  const all = dice.chance(0.5) && asked.length > 0 ? asked.slice(-3) : channels.in(dashboard);
  const there = all.filter(({ isRemoved }) => !isRemoved);
  if (there.length === 0) return null;
  const { id, channel, body } = dice.pick(there);
  const ids = buttonsOf(body);
  return ids.length === 0 ? null : { message: id, channel, button: dice.pick(ids) };
};

/** A press of a button on one of the messages in the channels of a guild; null when there is none. */
export const pressBy = (world: System, person: Person, dice: Dice): Interaction | null => {
  const chosen = choose(world, person, dice);
  if (chosen === null) return null;
  const { message, channel, button } = chosen;
  const where = { ...person, id: snowflake(world.time.now()), channel };
  return pressOf(world.discord.applicationId, where, { message, button });
};

import { z } from 'zod';
import type { MiniDiscord } from '../support/mini-discord.js';

const DEFERRED = 5;
const Answer = z.looseObject({ type: z.number(), data: z.unknown().optional() });
const Card = z.looseObject({ content: z.string().optional(), embeds: z.array(z.unknown()).min(1) });

/** A card (the session or its summary) is a yes; a refusal is a line of text without one. */
const isCard = (message: unknown): boolean => {
  const card = Card.safeParse(message);
  return card.success && (card.data.content ?? '') === '';
};

const within = <T>(ms: number, promise: Promise<T>): Promise<T | null> =>
  Promise.race([promise, new Promise<null>((resolve) => setTimeout(() => resolve(null), ms))]);

/** Did the bot say that the click counts? A deferred answer is read from the later edit; `answer` null: it could not be reached. */
export const acknowledges = async (discord: MiniDiscord, interactionToken: string, answer: unknown): Promise<boolean> => {
  const parsed = Answer.safeParse(answer);
  if (!parsed.success) return false;
  if (parsed.data.type !== DEFERRED) return isCard(parsed.data.data);
  const edit = await within(5_000, discord.waitFor('PATCH', new RegExp(`^/webhooks/\\d+/${interactionToken}/`)));
  return edit !== null && isCard(edit.body);
};

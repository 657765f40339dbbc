import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../interactions/model.js';
import type { SampleDesk } from '../sample-desk.js';
import type { World } from '../world/world.js';
import { parse } from './parse.js';

/** ms of a year and a day: further than anybody wants to look at once. */
const FURTHEST_MS = 366 * 86_400_000;

const moveInput = z.union([
  z.strictObject({ by: z.int().min(1).max(FURTHEST_MS) }),
  z.strictObject({ to: z.int().min(0).max(8_640_000_000_000_000) }),
]);

const sampleInput = z.strictObject({
  guild: z.string().optional(),
  members: z.int().min(1).max(50).default(12),
  days: z.int().min(1).max(730).default(120),
  seed: z.int().min(0).max(999_999).default(1),
});

export interface WorldRouteParts {
  readonly world: World;
  readonly samples: SampleDesk;
  /** Forgets everything and starts from the seed. */
  readonly reset: () => Promise<void>;
}

/** What is done to the world as a whole: its time, its history, its end. */
export const registerWorldRoutes = (app: FastifyInstance, { world, samples, reset }: WorldRouteParts): void => {
  app.post('/clock', async (request) => {
    await world.clock.move(parse(moveInput, request.body));
    world.emit({ type: 'clock' });
    return { now: world.clock.now(), movedMs: world.clock.movedMs };
  });

  app.post('/sample', (request) => {
    const { guild: id, ...plan } = parse(sampleInput, request.body ?? {});
    const guild =
      id === undefined ? [...world.guilds.values()].find((one) => one.members.has(world.botId)) : world.guilds.get(id);
    if (!guild?.members.has(world.botId)) throw new Refusal('no such guild with the bot in it', 404);
    return samples.make(guild, plan);
  });

  app.delete('/state', async () => {
    await reset();
    return {};
  });
};

import type { Guild, User } from './model.js';
import { person, seededId } from './seed.js';
import type { World } from './world.js';

/** Somebody who is to join. */
export interface Newcomer {
  readonly username: string;
  readonly name: string;
  /** As Discord names it, e.g. `de` or `en-US`. */
  readonly locale: string;
}

/** Their ids begin here, beyond those of the seed. */
const FIRST = 10_000;

/** New people become members of a guild; whoever is here under that username already joins as who they are. Answers them in the same order. */
export const welcome = (world: World, guild: Guild, newcomers: readonly Newcomer[]): readonly User[] => {
  const people = newcomers.map(({ username, name, locale }) => {
    const known = [...world.users.values()].find((user) => user.username === username);
    if (known) return known;
    let n = FIRST;
    while (world.users.has(seededId(n, world.era))) n += 1;
    const user = person(n, username, name, locale, world.era);
    world.users.set(user.id, user);
    return user;
  });
  world.emit({ type: 'people' });
  for (const { id } of people) world.join(guild, id);
  return people;
};

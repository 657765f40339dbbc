import type { Actor } from '../actor.js';

/**
 * Whose entries are looked at and changed, in which space, at which moment, by which request: an `Actor` where members change their own. Members are
 * limited in what they change alone; `unlimited` is for who changes the time of others.
 */
export type Subject = Omit<Actor, 'source'> & {
  readonly unlimited?: boolean;
};

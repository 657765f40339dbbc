import type { Context } from '../kit/context.js';

/**
 * Whose entries are looked at and changed, in which space, at which moment, by which request: a `Context` where members change their own. Members are
 * limited in what they change alone; `unlimited` is for who changes the time of others.
 */
export type Subject = Pick<Context, 'id' | 'space' | 'user' | 'occurredAt' | 'guild' | 'memberRoles'> & {
  readonly unlimited?: boolean;
};

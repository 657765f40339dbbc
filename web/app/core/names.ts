import type { App } from './app.js';
import { askForMembers } from './members.js';

/** What the server calls its members, by id. Who is not in it has never recorded time, or has gone long ago. */
export type Names = ReadonlyMap<string, string>;

/** The names of everybody who has ever recorded time in the server that is looked at; none where they are hidden from the reader, or there is no server. */
export async function askForNames(app: App): Promise<Names> {
  if (app.model.space?.kind !== 'server') return new Map();
  const members = await askForMembers(app).catch(() => []);
  return new Map(members.flatMap(({ user, name }) => (name === null ? [] : [[user, name] as const])));
}

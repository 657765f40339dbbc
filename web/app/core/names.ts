import type { App } from './app.js';
import type { Page } from './contract.js';

/** What the server calls its members, by id. Who is not in it has never recorded time, or has gone long ago. */
export type Names = ReadonlyMap<string, string>;

interface Member {
  readonly user: string;
  readonly name: string | null;
}

/** Pages of 50 that are asked for at most: 1,000 members. */
const PAGES_MAX = 20;

/** The names of everybody who has ever recorded time in the server that is looked at. @throws {Refused} where others are hidden */
export async function askForNames(app: App): Promise<Names> {
  const { space } = app.model;
  const names = new Map<string, string>();
  if (space?.kind !== 'server') return names;
  let cursor: string | null = null;
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const page: Page<Member> = await app.api.get<Page<Member>>(`/spaces/${space.id}/members`, { cursor });
    for (const { user, name } of page.items) if (name !== null) names.set(user, name);
    cursor = page.next;
    if (cursor === null) break;
  }
  return names;
}

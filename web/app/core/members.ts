import type { z } from 'zod';
import type { Member as Schema, MemberDetail as DetailSchema } from '../../../src/api/schemas/manage.js';
import type { App } from './app.js';
import type { Page } from './contract.js';

/** Somebody who has recorded time in the server. */
export type Member = z.output<typeof Schema>;
/** With their roles, and what they may do and why. */
export type MemberDetail = z.output<typeof DetailSchema>;

/** Pages of 50 that are asked for at most: 1,000 members. */
const PAGES_MAX = 20;

/** Everybody who has ever recorded time in the server that is looked at, by name. @throws {Refused} where others are hidden */
export async function askForMembers(app: App): Promise<readonly Member[]> {
  const { space } = app.model;
  const members: Member[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const page: Page<Member> = await app.api.get<Page<Member>>(`/spaces/${space?.id ?? ''}/members`, { cursor });
    members.push(...page.items);
    cursor = page.next;
    if (cursor === null) break;
  }
  return members.sort((a, b) => (a.name ?? a.user).localeCompare(b.name ?? b.user));
}

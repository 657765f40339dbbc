import { createHash } from 'node:crypto';
import type { Actor } from '../../../actions/actor.js';
import type { People } from '../../../actions/people.js';
import { domainError, type DomainError } from '../../../domain/errors.js';
import { guildOf, requestId, userId, type RoleId, type SpaceId, type UserId } from '../../../domain/ids.js';
import type { LinkedTable } from '../../../domain/notion.js';
import { err, ok, type Result } from '../../../domain/result.js';
import type { NotionApi } from '../api/api.js';
import type { PageTimer } from './edits.js';

/** What the ledger calls the source of what people change at Notion. */
export const NOTION_SOURCE = 'notion';

/** Short, and always the same for the same parts. */
export const digestOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 20);

const SNOWFLAKE = /^\d{1,20}$/;

/**
 * Whose timer a page of a person is: in a space of one's own the person's; in a server the member whose id stands there, else the one whom our pages call by the
 * name that was chosen, if that is one only. NOTION_MEMBER_UNKNOWN. Rejects with `NotionError`.
 */
export const memberOf = async (
  space: SpaceId,
  { member, memberId }: Pick<PageTimer, 'member' | 'memberId'>,
  { api, table }: { readonly api: NotionApi; readonly table: LinkedTable },
): Promise<Result<UserId, DomainError>> => {
  if (guildOf(space) === null) return ok(userId(space.slice(1)));
  if (SNOWFLAKE.test(memberId)) return ok(userId(memberId));
  const { member: byName, memberId: byId } = table.properties;
  const unknown = err(domainError('NOTION_MEMBER_UNKNOWN'));
  if (member === '' || byName === undefined || byId === undefined) return unknown;
  const filter = {
    and: [
      { property: byName, select: { equals: member } },
      { property: byId, rich_text: { is_not_empty: true } },
    ],
  } as const;
  const found = new Set<string>();
  for await (const pages of api.query(table.dataSourceId, { filter, properties: [byId] })) {
    for (const page of pages) {
      const value = page.properties.get(byId);
      if (value?.type === 'text' && SNOWFLAKE.test(value.text.trim())) found.add(value.text.trim());
    }
    if (found.size > 1) return unknown;
  }
  const [only] = found;
  return only === undefined ? unknown : ok(userId(only));
};

/**
 * The member as who asks for what was changed at Notion, with the rights that the member has now. NOTION_MEMBER_UNKNOWN for who is not in the server,
 * DISCORD_UNAVAILABLE.
 * @param request the same for the same change
 */
export const actorAs = async (
  space: SpaceId,
  user: UserId,
  { request, at }: { readonly request: string; readonly at: number },
  people: Pick<People, 'member'>,
): Promise<Result<Actor, DomainError>> => {
  const asked = { id: requestId(request), occurredAt: at, space, user, source: NOTION_SOURCE };
  const guild = guildOf(space);
  if (guild === null) return ok({ ...asked, guild: null, memberRoles: new Set<RoleId>() });
  const member = await people.member(guild, user);
  if (!member.ok) return member;
  if (member.value === null) return err(domainError('NOTION_MEMBER_UNKNOWN'));
  const { permissions, roles } = member.value;
  return ok({ ...asked, guild: { id: guild, permissions }, memberRoles: roles });
};

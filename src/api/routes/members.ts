import { accessIn, type Asking } from '../../actions/access.js';
import { findSession } from '../../actions/entries/find.js';
import { domainError } from '../../domain/errors.js';
import { sessionId } from '../../domain/ids.js';
import { err, ok } from '../../domain/result.js';
import type { Session } from '../../domain/session.js';
import type { SpaceConfig } from '../../domain/space.js';
import type { ApiDeps } from '../deps.js';
import { addEntry, deleteEntry, editEntry, type EntryMeans } from '../entries/change.js';
import { managersDesk, memberOf } from '../entries/desk.js';
import { entryPage } from '../entries/list.js';
import { shownEntry } from '../present-entry.js';
import { defineRoute, type Route } from '../route.js';
import { EntryQuery, MemberEntryInput, MemberEntryParams, MemberEntryPatch, MemberParams, Reason } from '../schemas/entries.js';
import { Changed, Entry, EntryPage } from '../schemas/time.js';
import { inSpace } from '../server/called-by.js';

type Needs = EntryMeans & Pick<ApiDeps, 'documents' | 'tellMember' | 'people'>;
const tag = 'Members';
const path = '/spaces/:space/members/:user/entries';

/** Notes are seen by those who may change entries, as in Discord; others see when, and in which category. */
const shownToOthers = (session: Session, now: number, asking: Asking, config: SpaceConfig) => {
  const shown = shownEntry(session, Math.max(now, session.startedAt));
  return accessIn(asking, 'editOthers', config).allowed ? shown : { ...shown, note: null };
};

const reading = { tag, method: 'GET', scope: 'space:read', needs: 'seeOthers' } as const;
const writing = { tag, scope: 'space:manage', needs: 'editOthers' } as const;

export const memberRoutes = (deps: Needs): readonly Route[] => [
  defineRoute({
    ...{ ...reading, id: 'listMemberEntries', path, params: MemberParams, query: EntryQuery },
    summary: "Lists a member's entries that ended in a period, oldest first.",
    description: 'Notes are shown to those alone who may change entries of others.',
    answers: { 200: EntryPage },
    refusals: ['GUILD_ONLY'],
    run: async (asked) => {
      const actor = inSpace(asked);
      const member = memberOf(actor, asked.params.user);
      if (!member.ok) return member;
      const who = { space: actor.space, user: member.value };
      const [{ items, next }, config] = await Promise.all([
        entryPage(who, asked.query, asked.now, deps),
        deps.spaces.get(actor.space),
      ]);
      return ok({ status: 200, body: { items: items.map((one) => shownToOthers(one, asked.now, actor, config)), next } });
    },
  }),
  defineRoute({
    ...{ ...reading, id: 'getMemberEntry', path: `${path}/:entry`, params: MemberEntryParams },
    summary: "Shows one of a member's entries.",
    answers: { 200: Entry },
    refusals: ['GUILD_ONLY', 'SESSION_NOT_FOUND'],
    run: async (asked) => {
      const actor = inSpace(asked);
      const member = memberOf(actor, asked.params.user);
      if (!member.ok) return member;
      const who = { space: actor.space, user: member.value };
      const [found, config] = await Promise.all([
        findSession(who, sessionId(asked.params.entry), deps),
        deps.spaces.get(actor.space),
      ]);
      if (!found.ok) return found;
      return ok({ status: 200, body: shownToOthers(found.value.session, asked.now, actor, config) });
    },
  }),
  defineRoute({
    ...{ ...writing, id: 'addMemberEntry', method: 'POST', path, params: MemberParams, body: MemberEntryInput },
    summary: 'Writes down time of a member, who is told.',
    answers: { 201: Changed },
    refusals: ['GUILD_ONLY', 'MEMBER_NOT_HERE', 'ENTRY_OVERLAPS', 'ENTRY_TIMES_INVALID', 'CATEGORY_NOT_FOUND'],
    run: async (asked) => {
      const actor = inSpace(asked);
      const member = memberOf(actor, asked.params.user);
      if (!member.ok) return member;
      // Nobody is given time in a server that they are not in.
      const known = actor.guild === null ? ok(null) : await deps.people.member(actor.guild.id, member.value);
      if (!known.ok) return known;
      if (known.value === null) return err(domainError('MEMBER_NOT_HERE'));
      const { reason, ...input } = asked.body;
      return addEntry(asked, managersDesk(actor, member.value, reason, deps), input, deps);
    },
  }),
  defineRoute({
    ...{ ...writing, id: 'editMemberEntry', method: 'PATCH', path: `${path}/:entry` },
    ...{ params: MemberEntryParams, body: MemberEntryPatch },
    summary: "Changes a member's entry; the member is told.",
    answers: { 200: Changed },
    refusals: ['GUILD_ONLY', 'SESSION_NOT_FOUND', 'NOTHING_TO_CHANGE', 'ENTRY_OVERLAPS', 'VERSION_MISMATCH'],
    run: async (asked) => {
      const actor = inSpace(asked);
      const member = memberOf(actor, asked.params.user);
      if (!member.ok) return member;
      const { reason, ...patch } = asked.body;
      return editEntry(asked, managersDesk(actor, member.value, reason, deps), asked.params.entry, patch, deps);
    },
  }),
  defineRoute({
    ...{ ...writing, id: 'deleteMemberEntry', method: 'DELETE', path: `${path}/:entry` },
    ...{ params: MemberEntryParams, query: Reason },
    summary: "Deletes a member's entry; the member is told.",
    answers: { 200: Changed },
    refusals: ['GUILD_ONLY', 'SESSION_NOT_FOUND', 'SESSION_NOT_ENDED', 'VERSION_MISMATCH'],
    run: async (asked) => {
      const actor = inSpace(asked);
      const member = memberOf(actor, asked.params.user);
      if (!member.ok) return member;
      return deleteEntry(asked, managersDesk(actor, member.value, asked.query.reason, deps), asked.params.entry, deps);
    },
  }),
];

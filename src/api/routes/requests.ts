import { z } from 'zod';
import type { Actor } from '../../actions/actor.js';
import { approveRequest, declineRequest, mayAnswer, withdrawRequest } from '../../actions/approvals/answer.js';
import { askForApproval, type AskingMeans } from '../../actions/approvals/ask.js';
import type { RequestDesk } from '../../actions/approvals/desk.js';
import { requestsOf } from '../../actions/approvals/kept.js';
import type { MakingDeps } from '../../actions/approvals/make-change.js';
import { isSettled, type ApprovalChange, type ApprovalRequest } from '../../domain/approvals.js';
import { atOnce } from '../../domain/at-once.js';
import { namedCategory } from '../../domain/category-search.js';
import type { EntryFields } from '../../domain/commands.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { requestId, sessionId, userId, type CategoryId, type UserId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { SpaceConfig } from '../../domain/space.js';
import { approvalRequests } from '../../engine/documents/kinds/approval-requests.js';
import { sessionOf } from '../feed/change.js';
import { momentText, msOf } from '../present.js';
import { type Asked, defineRoute, type Route } from '../route.js';
import { UserIdText } from '../schemas/common.js';
import {
  ApprovalRequest as Shown,
  ApprovalRequestList,
  ApprovalRequestPage,
  Approved,
  ApproveInput,
  AskInput,
  DeclineInput,
  type ChangeInput,
} from '../schemas/requests.js';
import { inSpace } from '../server/called-by.js';

type Needs = MakingDeps & AskingMeans & { readonly requestDesk: RequestDesk };

const tag = 'Requests for approval';
/** Of all members who have asked, so many are looked at for one page; and so many at once. */
const LOOKED_AT = 500;
const WIDTH = 25;

const shown = (member: UserId, request: ApprovalRequest): z.output<typeof Shown> => {
  const { id, askedAt, reason, change, limit, before, after, cut, state } = request;
  const session = (one: NonNullable<typeof before>) => sessionOf(one, one.endedAt ?? askedAt, true);
  return {
    ...{ id, member, reason, what: change.type, because: limit.because, state: state.kind, askedAt: momentText(askedAt) },
    before: before === null ? null : session(before),
    after: after === null ? null : session(after),
    cut: cut === null ? null : { before: session(cut.before), after: session(cut.after) },
    answer:
      state.kind === 'open'
        ? null
        : {
            ...{ by: state.by, at: momentText(state.at), reason: state.reason },
            isApplied: state.kind === 'approved' && state.isApplied,
          },
  };
};

const isOpen = ({ state }: ApprovalRequest): boolean => state.kind === 'open';

type Fields = z.output<typeof ChangeInput> extends infer Change ? (Change extends { patch: infer Patch } ? Patch : never) : never;

/** What was sent of an entry, as the engine takes it. CATEGORY_NOT_FOUND. */
const fieldsOf = (given: Fields, config: SpaceConfig): Result<Partial<EntryFields>, DomainError> => {
  const { category: named, note, start, end, breaks, overrideSeconds } = given;
  let category: CategoryId | undefined;
  if (named !== undefined) {
    const found = namedCategory(config, named);
    if (!found.ok) return found;
    category = found.value.id;
  }
  return ok({
    ...(category === undefined ? {} : { category }),
    ...(note === undefined ? {} : { note: note?.trim() === '' ? null : note }),
    ...(start === undefined ? {} : { startedAt: msOf(start) }),
    ...(end === undefined ? {} : { endedAt: msOf(end) }),
    ...(breaks === undefined ? {} : { pauses: breaks.map((one) => ({ start: msOf(one.start), end: msOf(one.end) })) }),
    ...(overrideSeconds === undefined
      ? {}
      : { overrideMs: overrideSeconds === null ? null : Math.round(overrideSeconds * 1_000) }),
  });
};

const changeIn = (given: z.output<typeof ChangeInput>, config: SpaceConfig): Result<ApprovalChange, DomainError> => {
  switch (given.type) {
    case 'addEntry': {
      const fields = fieldsOf(given.entry, config);
      if (!fields.ok) return fields;
      const { category, startedAt, endedAt, note = null, pauses = [], overrideMs = null } = fields.value;
      if (category === undefined || startedAt === undefined || endedAt === undefined) return err(domainError('REQUEST_INVALID'));
      return ok({ type: 'addEntry', entry: { category, startedAt, endedAt, note, pauses, overrideMs } });
    }
    case 'editEntry': {
      const fields = fieldsOf(given.patch, config);
      return fields.ok ? ok({ type: 'editEntry', session: sessionId(given.entry), patch: fields.value }) : fields;
    }
    case 'adjust': {
      const effectiveMs = given.effectiveSeconds === null ? null : Math.round(given.effectiveSeconds * 1_000);
      return ok({ type: 'adjust', session: sessionId(given.entry), effectiveMs });
    }
    case 'deleteEntry':
    case 'reopen':
      return ok({ type: given.type, session: sessionId(given.entry) });
  }
};

const byId = (a: UserId, b: UserId): number => a.length - b.length || (a < b ? -1 : 1);

/** What waits in a server. Requests are kept with their members, so whoever has asked is looked at; a first one may come before any time. */
const openIn = async ({ space }: Actor, cursor: string | undefined, deps: Needs) => {
  const all: UserId[] = [];
  for await (const user of deps.documents.members(approvalRequests, space)) all.push(user);
  const from = cursor === undefined ? all : all.filter((user) => byId(user, userId(cursor)) > 0);
  const users = from.toSorted(byId).slice(0, LOOKED_AT);
  const found = await atOnce(users, WIDTH, async (user) => {
    const open = (await requestsOf({ space, user }, deps)).filter(isOpen);
    return open.map((request) => shown(user, request));
  });
  return { items: found.flat(), next: from.length > users.length ? (users.at(-1) ?? null) : null };
};

const ofOther = z.object({ space: z.string(), member: UserIdText, request: z.string().max(60) });
const answering = { scope: 'space:manage', needs: 'approve', tag, params: ofOther } as const;
const refusals = ['REQUEST_OWN', 'REQUEST_NOT_FOUND', 'REQUEST_ANSWERED'] as const;

/** Who answers which request of whom. REQUEST_OWN. */
const answersWhom = (asked: Asked<z.output<typeof ofOther>, unknown, unknown>) => {
  const actor = inSpace(asked);
  const member = userId(asked.params.member);
  const target = { member, request: requestId(asked.params.request) };
  const may = mayAnswer(actor, target);
  return may.ok ? ok({ actor, member, target }) : may;
};

export const requestRoutes = (deps: Needs): readonly Route[] => {
  const { requestDesk: desk } = deps;
  return [
    defineRoute({
      ...{ id: 'listOwnRequests', method: 'GET', path: '/spaces/:space/requests', tag, scope: 'own:read' },
      summary: 'Lists what you have asked approval for: what waits, and answers that you have not been told in Discord yet.',
      answers: { 200: ApprovalRequestList },
      run: async (asked) => {
        const actor = inSpace(asked);
        const requests = (await requestsOf(actor, deps)).map((request) => shown(actor.user, request));
        return ok({ status: 200, body: { requests } });
      },
    }),
    defineRoute({
      ...{ id: 'askForApproval', method: 'POST', path: '/spaces/:space/requests', tag, scope: 'own:write' },
      summary: 'Asks approval for a change of your own time that you may not make alone.',
      description: 'What you may do alone is refused with NOTHING_TO_CHANGE: it needs nobody.',
      body: AskInput,
      answers: { 201: Shown },
      refusals: ['NOTHING_TO_CHANGE', 'REQUESTS_FULL', 'REQUEST_PENDING', 'SESSION_NOT_FOUND', 'ENTRY_OVERLAPS'],
      run: async (asked) => {
        const actor = inSpace(asked);
        if (actor.guild === null) return err(domainError('GUILD_ONLY'));
        const known = (await requestsOf(actor, deps)).find(({ id }) => id === actor.id);
        if (known !== undefined) return ok({ status: 201, body: shown(actor.user, known) });
        const change = changeIn(asked.body.change, await deps.spaces.get(actor.space));
        if (!change.ok) return change;
        const kept = await askForApproval(actor, change.value, asked.body.reason, deps);
        if (!kept.ok) return kept;
        const { request, channel } = kept.value;
        await desk.post(actor, request, channel);
        return ok({ status: 201, body: shown(actor.user, request) });
      },
    }),
    defineRoute({
      ...{ id: 'withdrawRequest', method: 'DELETE', path: '/spaces/:space/requests/:request', tag, scope: 'own:write' },
      summary: 'Takes back what you have asked for.',
      params: z.object({ space: z.string(), request: z.string().max(60) }),
      answers: { 204: null },
      refusals: ['REQUEST_NOT_FOUND', 'REQUEST_ANSWERED'],
      run: async (asked) => {
        const actor = inSpace(asked);
        const withdrawn = await withdrawRequest(actor, requestId(asked.params.request), deps);
        if (!withdrawn.ok) return withdrawn;
        await desk.refresh(actor, withdrawn.value, 'withdrawn');
        return ok({ status: 204 });
      },
    }),
    defineRoute({
      ...{
        id: 'listOpenRequests',
        method: 'GET',
        path: '/spaces/:space/open-requests',
        tag,
        scope: 'space:read',
        needs: 'approve',
      },
      summary: 'Lists what waits for an answer in a server, with the entry before and after.',
      description: 'Pages are by members; a page may be empty although there are more: `next` says so.',
      query: z.object({ cursor: UserIdText.optional() }),
      answers: { 200: ApprovalRequestPage },
      run: async (asked) => ok({ status: 200, body: await openIn(inSpace(asked), asked.query.cursor, deps) }),
    }),
    defineRoute({
      ...{
        ...answering,
        id: 'approveRequest',
        method: 'POST',
        path: '/spaces/:space/members/:member/requests/:request/approval',
      },
      summary: 'Approves a request of somebody else, and makes its change.',
      body: ApproveInput,
      answers: { 200: Approved },
      refusals: [...refusals, 'REQUEST_CHANGED', 'MEMBER_SUSPENDED', 'MEMBER_SUSPENDED_UNTIL'],
      run: async (asked) => {
        const whom = answersWhom(asked);
        if (!whom.ok) return whom;
        const { actor, member, target } = whom.value;
        const approved = await approveRequest(actor, target, asked.body.reason, deps);
        if (!approved.ok) return approved;
        const { made, request } = approved.value;
        const asker = { space: actor.space, user: member };
        await desk.refresh(asker, request, 'itIs');
        if (made.kind === 'applied' && isSettled(request)) desk.tell(asker, request);
        const code = 'error' in made ? (made.error?.code ?? null) : null;
        return ok({ status: 200, body: { request: shown(member, request), made: made.kind, code } });
      },
    }),
    defineRoute({
      ...{ ...answering, id: 'declineRequest', method: 'POST', path: '/spaces/:space/members/:member/requests/:request/refusal' },
      summary: 'Declines a request of somebody else, with a reason that they are told.',
      body: DeclineInput,
      answers: { 200: Shown },
      refusals,
      run: async (asked) => {
        const whom = answersWhom(asked);
        if (!whom.ok) return whom;
        const { actor, member, target } = whom.value;
        const declined = await declineRequest(actor, target, asked.body.reason, deps);
        if (!declined.ok) return declined;
        const asker = { space: actor.space, user: member };
        await desk.refresh(asker, declined.value, 'itIs');
        desk.tell(asker, declined.value);
        return ok({ status: 200, body: shown(member, declined.value) });
      },
    }),
  ];
};

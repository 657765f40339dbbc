import type { Actor } from '../../actions/actor.js';
import { chooseSharing, ownKept, ownSharing } from '../../actions/privacy.js';
import { isGuildSpace } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import type { ApiDeps } from '../deps.js';
import { momentText } from '../present.js';
import { defineRoute, type Route } from '../route.js';
import { Privacy, PrivacyPatch } from '../schemas/privacy.js';
import { inSpace } from '../server/called-by.js';

type Needs = Pick<ApiDeps, 'documents' | 'personal' | 'notices' | 'boards'>;
const shared = { path: '/spaces/:space/me/privacy', tag: 'Privacy', answers: { 200: Privacy } } as const;

const BOARDS = { yes: true, no: false, server: null } as const;
const boardsText = (boards: boolean | null) => (boards === null ? 'server' : boards ? 'yes' : 'no');

const shown = async (actor: Actor, deps: Needs): Promise<Privacy> => {
  const [{ space, first, last, documents, ...kept }, { boards, insights, insightsFor }] = await Promise.all([
    ownKept(actor, deps),
    ownSharing(actor, deps),
  ]);
  const { roles, members } = insightsFor;
  return {
    kept: {
      ...kept,
      first: first === null ? null : momentText(first),
      last: last === null ? null : momentText(last),
      documents: [...documents],
    },
    sharing: {
      boards: isGuildSpace(space) ? boardsText(boards) : null,
      insights,
      insightsFor: { roles: [...roles], members: [...members] },
    },
  };
};

/** What is kept of whoever asks, and what they let others see. Exporting and erasing it all is for Discord, where one is asked again. */
export const privacyRoutes = (deps: Needs): readonly Route[] => [
  defineRoute({
    ...{ ...shared, id: 'getPrivacy', method: 'GET', scope: 'own:read' },
    summary: 'Says what is kept of you in a space, and what others see of you there.',
    run: async (asked) => ok({ status: 200, body: await shown(inSpace(asked), deps) }),
  }),
  // Its answer is not kept for a repeated request: the change knows that request itself, and figures about somebody are not to lie anywhere else.
  defineRoute({
    ...{ ...shared, id: 'setPrivacy', method: 'PATCH', scope: 'own:write', body: PrivacyPatch },
    summary:
      'Decides what others see of you in a space. Whom you show insights to is chosen in Discord, with `/privacy insights`.',
    refusals: ['GUILD_ONLY'],
    run: async (asked) => {
      const actor = inSpace(asked);
      const { boards, insights } = asked.body.sharing;
      const wish = { insights, boards: boards === undefined ? undefined : BOARDS[boards] };
      const chosen = await chooseSharing(actor, wish, deps);
      return chosen.ok ? ok({ status: 200, body: await shown(actor, deps) }) : chosen;
    },
  }),
];

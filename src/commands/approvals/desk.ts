import type { RequestDesk } from '../../actions/approvals/desk.js';
import type { Logger } from '../../domain/ports.js';
import type { SpaceId } from '../../domain/ids.js';
import type { Translators } from '../../i18n/translators.js';
import { withdrawnCard } from '../../views/approvals/request-card.js';
import { configOrNull } from '../present.js';
import { cardOf, lookIn, post, showInChannel, type PostingDeps } from './post.js';
import { tellDirectly, type TellingDeps } from './told.js';

export interface RequestDeskDeps extends PostingDeps, TellingDeps {
  readonly translators: Pick<Translators, 'for'>;
  readonly log: Logger;
}

/** Requests as people see them in Discord, for doors at which nobody stands there. */
export const createRequestDesk = (deps: RequestDeskDeps): RequestDesk => {
  const { log } = deps;
  /** What all in the server read is in the language of the server. */
  const placeOf = async (space: SpaceId) => {
    const config = await configOrNull(deps, space);
    return { space, log, tPublic: deps.translators.for(config?.settings.locale ?? 'en') };
  };
  const quietly = async (what: () => Promise<unknown>): Promise<void> => {
    try {
      await what();
    } catch (error) {
      log.info({ err: error }, 'the message of a request stays as it was');
    }
  };
  return {
    post: (asker, request, channel) =>
      quietly(async () => {
        const posted = await post(await placeOf(asker.space), asker, request, { channel, nonce: request.id }, deps);
        if (!posted.ok) log.info({ code: posted.error.code }, 'a request waits to be posted');
      }),
    refresh: (asker, request, as) =>
      quietly(async () => {
        const place = await placeOf(asker.space);
        const look = await lookIn(deps, place);
        const card =
          as === 'withdrawn'
            ? withdrawnCard({ member: asker.user, request, look }, place.tPublic)
            : await cardOf(place, asker.user, request, deps);
        await showInChannel(place, request, card, deps);
      }),
    tell: (asker, request) => {
      void quietly(async () => tellDirectly(await placeOf(asker.space), asker, request, deps));
    },
  };
};

import { isGuildSpace, personalSpace, type SpaceId, type UserId } from '../../domain/ids.js';
import type { Asking, Question } from '../../engine/jobs/still-working.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import type { AskedOnce } from '../../engine/documents/kinds/asked-still-working.js';
import type { Claim } from '../../engine/documents/kinds/claims.js';
import type { Translators } from '../../i18n/translators.js';
import { claimCard } from '../../views/still-working/claim-card.js';
import { questionCard, questionInChannel } from '../../views/still-working/question-card.js';
import type { Deps } from '../deps.js';
import { claimOf } from './claim.js';
import { openControls, questionOf, type Asked, type QuestionDeps } from './question.js';

export type AskingDeps = QuestionDeps &
  Pick<Deps, 'direct' | 'clock' | 'log'> & {
    readonly messages: Pick<Deps['messages'], 'post'>;
    readonly translators: Translators;
  };

const NOT_SHOWN = { shown: false };

/** Discord takes nonces of at most 25 characters: ids of sessions that run have up to 20. */
const nonceOf = (session: string, what: string): string => `${session.slice(-22)}-${what}`.slice(0, 25);

/**
 * Asks members by a direct message, if they agreed to get any, else in the channel that the server has chosen, where they are pinged. Where there is
 * neither, the question comes with their next private reply.
 */
export const createAsking = (deps: AskingDeps): Asking => {
  const { documents, spaces, direct, messages, translators, clock, log } = deps;

  const wantsDirect = async (user: UserId): Promise<boolean> =>
    (await documents.of(preferences).get({ space: personalSpace(user), user })).directMessages;

  // What language the member reads is not known here: that of the server.
  const languageOf = async (space: SpaceId) => translators.for((await spaces.get(space)).settings.locale);

  const inDirect = async (asked: Asked, nonce: string): Promise<boolean> => {
    if (!(await wantsDirect(asked.user))) return false;
    const [model, t] = await Promise.all([
      questionOf(asked, { now: clock.now(), isElsewhere: isGuildSpace(asked.space) }, deps),
      languageOf(asked.space),
    ]);
    return direct.send(asked.user, questionCard(model, t), nonce);
  };

  const inChannel = async (asked: Asked, nonce: string): Promise<Omit<AskedOnce, 'at'>> => {
    const { reminderChannel } = (await spaces.get(asked.space)).settings;
    if (reminderChannel === null || !isGuildSpace(asked.space)) return NOT_SHOWN;
    const view = questionInChannel(asked.user, asked.again, openControls(asked), await languageOf(asked.space));
    const posted = await messages.post(reminderChannel, view, nonce);
    if (posted.ok) return { shown: true, message: { channel: reminderChannel, id: posted.value } };
    log.info({ space: asked.space, code: posted.error.code }, 'a reminder could not be posted in its channel');
    return NOT_SHOWN;
  };

  return {
    async ask({ space, user, session, nth, before }: Question) {
      const asked: Asked = { space, user, session, again: nth === 2 };
      // Whoever has answered is asked anew when the time has come again, and that is another message.
      const nonce = nonceOf(session.id, `${nth === 1 ? 'q' : 'a'}${before + 1}`);
      try {
        return (await inDirect(asked, nonce)) ? { shown: true } : await inChannel(asked, nonce);
      } catch (error) {
        log.info({ space, err: error }, 'a member is asked with the next reply whether they still work');
        return NOT_SHOWN;
      }
    },
    async ended(claim: Claim, who) {
      try {
        if (!(await wantsDirect(who.user))) return;
        const found = await claimOf(who, claim, deps);
        // In a direct message nothing about a server can be answered: there the member is asked again.
        if (found !== null)
          await direct.send(
            who.user,
            claimCard({ ...found, controls: null }, await languageOf(who.space)),
            nonceOf(claim.session, 'e'),
          );
      } catch (error) {
        log.info({ space: who.space, err: error }, 'a member is told with the next reply that a session ended');
      }
    },
  };
};

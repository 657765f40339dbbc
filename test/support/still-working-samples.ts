import { IDS } from '../../src/commands/custom-ids.js';
import { STILL_WORKING_IDS } from '../../src/commands/still-working/custom-ids.js';
import type { Category } from '../../src/domain/category.js';
import { guildId, sessionId, type UserId } from '../../src/domain/ids.js';
import type { Session } from '../../src/domain/session.js';
import type { Translator } from '../../src/i18n/translator.js';
import type { AnyView } from '../../src/views/message.js';
import { claimCard } from '../../src/views/still-working/claim-card.js';
import { questionCard, questionInChannel, type QuestionControls } from '../../src/views/still-working/question-card.js';
import { stoppedAtCard } from '../../src/views/still-working/stopped-at-card.js';

/** Views about sessions that were forgotten, each with the longest that it may hold. */
export const stillWorkingSamples = (
  owner: UserId,
  category: Category,
  ended: Session & { readonly endedAt: number },
  t: Translator,
): readonly { readonly name: string; readonly body: AnyView }[] => {
  const place = '9'.repeat(20);
  const session = sessionId('9'.repeat(40));
  const args = { owner, place, session };
  const endAt = STILL_WORKING_IDS.endAt.encode({ ...args, at: 'z'.repeat(9) });
  const controls: QuestionControls = {
    goOn: STILL_WORKING_IDS.goOn.encode(args),
    stop: STILL_WORKING_IDS.stop.encode(args),
    stoppedAt: STILL_WORKING_IDS.stoppedAt.encode(args),
    usual: { id: endAt, time: '17:10' },
  };
  const times = { startedAt: ended.startedAt, ranMs: 31 * 86_400_000, graceMs: 7 * 86_400_000 };
  const claim = { session: ended, category, ranUntil: ended.endedAt + 1, claimUntil: ended.endedAt + 2 };
  const right = STILL_WORKING_IDS.right.encode({ owner, session });
  return [
    { name: 'reminder', body: questionCard({ category, ...times, again: true, guild: guildId(place), controls }, t) },
    { name: 'reminder in the server', body: questionCard({ category, ...times, again: false, guild: null, controls }, t) },
    { name: 'reminder in a channel', body: questionInChannel(owner, true, controls, t) },
    {
      name: 'stopped at',
      body: stoppedAtCard(
        [1, 2].map((at) => ({ id: `${endAt.slice(0, -1)}${at}`, at, time: '2026-10-25 02:30 +02:00' })),
        t,
      ),
    },
    {
      name: 'claim',
      body: claimCard(
        {
          ...claim,
          controls: {
            right,
            worked: STILL_WORKING_IDS.worked.encode({ owner, session }),
            discard: IDS.delete.encode({ owner, session }),
          },
        },
        t,
      ),
    },
    {
      name: 'claim beyond the limit',
      body: claimCard({ ...claim, session: { ...ended, endReason: 'limit' }, controls: null }, t),
    },
  ];
};

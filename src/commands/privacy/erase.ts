import { domainError } from '../../domain/errors.js';
import { personalSpace } from '../../domain/ids.js';
import { goneView } from '../../views/approvals/request-card.js';
import { erasedView } from '../../views/privacy/erased-view.js';
import { requestsOf } from '../approvals/kept.js';
import { showInChannel } from '../approvals/post.js';
import type { Deps } from '../deps.js';
import { defineCommand } from '../kit/define.js';
import type { Context } from '../kit/context.js';
import { field } from '../kit/fields/index.js';
import { ownedBy } from '../kit/guards.js';
import { defineModal } from '../kit/modal.js';
import { opt } from '../kit/options.js';
import { failure, message, type Reply } from '../kit/reply.js';
import { PRIVACY_IDS, WHERES, type Where } from './custom-ids.js';

type EraseDeps = Pick<Deps, 'personal' | 'documents' | 'messages'>;

const fold = (text: string): string => text.normalize('NFKC').trim().toLocaleUpperCase('en');

/** One's own space goes last: while something is left to do it still says how times are typed, and asking again does the rest. */
const spacesFor = async (ctx: Context, where: Where, { personal }: Pick<Deps, 'personal'>) => {
  if (where === 'here') return [ctx.space];
  const home = personalSpace(ctx.user);
  const all = await personal.spacesOf(ctx.user, ctx.space);
  return [...all.filter((space) => space !== home), ...all.filter((space) => space === home)];
};

const eraseIn = async (ctx: Context, where: Where, deps: EraseDeps): Promise<Reply> => {
  let erased = 0;
  for (const space of await spacesFor(ctx, where, deps)) {
    const requests = await requestsOf({ space, user: ctx.user }, deps);
    const done = await deps.personal.erase({ space, user: ctx.user, requestId: ctx.id, at: ctx.occurredAt });
    // What was erased stays erased; asking again goes on with the rest.
    if (!done.ok) return failure(done.error);
    for (const request of requests) await showInChannel(ctx, request, goneView(ctx.tPublic), deps);
    if (done.value) erased += 1;
  }
  return message(erasedView({ where, erased }, ctx.t));
};

/** Nothing is erased before the word was typed: it cannot be taken back. */
const form = (where: Where) =>
  defineModal({
    route: PRIVACY_IDS.erase,
    guards: [ownedBy('owner')],
    title: where === 'here' ? 'privacy.erase.titleHere' : 'privacy.erase.titleEverywhere',
    fields: {
      word: field.text({
        label: 'privacy.erase.label',
        description: where === 'here' ? 'privacy.erase.here' : 'privacy.erase.everywhere',
        placeholder: 'privacy.erase.word',
        max: 40,
      }),
    },
    run: (ctx, args, { word }, deps: EraseDeps) =>
      fold(word) === fold(ctx.t('privacy.erase.word'))
        ? eraseIn(ctx, args.where, deps)
        : Promise.resolve(failure(domainError('CONFIRMATION_WRONG', { word: ctx.t('privacy.erase.word') }))),
  });

/** Two that differ in what they say; one of them handles what comes back, by the custom id. */
const FORMS = { here: form('here'), everywhere: form('everywhere') };
export const eraseForm = FORMS.here;
/** For tests and samples. */
export const eraseFormEverywhere = FORMS.everywhere;

export const erase = defineCommand({
  name: 'erase',
  visibility: 'ephemeral',
  guards: [],
  options: { where: opt.choice(WHERES).required() },
  // A form cannot follow a defer, so nothing is read here.
  run: (ctx, { where }) => Promise.resolve(FORMS[where].open(ctx, { owner: ctx.user, where })),
});

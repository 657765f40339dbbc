import { domainError } from '../../domain/errors.js';
import { isGuildSpace, personalSpace, type SpaceId } from '../../domain/ids.js';
import { goneView } from '../../views/approvals/request-card.js';
import { erasedView } from '../../views/privacy/erased-view.js';
import { requestsOf } from '../../actions/approvals/kept.js';
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
  const erased: SpaceId[] = [];
  for (const space of await spacesFor(ctx, where, deps)) {
    const requests = await requestsOf({ space, user: ctx.user }, deps);
    const done = await deps.personal.erase({ space, user: ctx.user, requestId: ctx.id, at: ctx.occurredAt });
    // What was erased stays erased; asking again goes on with the rest.
    if (!done.ok) return failure(done.error);
    for (const request of requests) await showInChannel(ctx, request, goneView(ctx.tPublic), deps);
    if (done.value) erased.push(space);
  }
  return message(erasedView({ where, erased: erased.length, keepsSums: erased.some(isGuildSpace) }, ctx.t));
};

/** What is told before the word is typed: in a server its totals keep the hours. */
const TOLD = {
  hereGuild: { title: 'privacy.erase.titleHere', description: 'privacy.erase.hereGuild' },
  hereOwn: { title: 'privacy.erase.titleHere', description: 'privacy.erase.hereOwn' },
  everywhere: { title: 'privacy.erase.titleEverywhere', description: 'privacy.erase.everywhere' },
} as const;

/** Nothing is erased before the word was typed: it cannot be taken back. */
const form = ({ title, description }: (typeof TOLD)[keyof typeof TOLD]) =>
  defineModal({
    route: PRIVACY_IDS.erase,
    guards: [ownedBy('owner')],
    title,
    fields: {
      word: field.text({ label: 'privacy.erase.label', description, placeholder: 'privacy.erase.word', max: 40 }),
    },
    run: (ctx, args, { word }, deps: EraseDeps) =>
      fold(word) === fold(ctx.t('privacy.erase.word'))
        ? eraseIn(ctx, args.where, deps)
        : Promise.resolve(failure(domainError('CONFIRMATION_WRONG', { word: ctx.t('privacy.erase.word') }))),
  });

/** They differ in what they say; one of them handles what comes back, by the custom id. */
export const ERASE_FORMS = {
  hereGuild: form(TOLD.hereGuild),
  hereOwn: form(TOLD.hereOwn),
  everywhere: form(TOLD.everywhere),
};
export const eraseForm = ERASE_FORMS.hereGuild;

const formFor = ({ space }: Context, where: Where) => {
  if (where === 'everywhere') return ERASE_FORMS.everywhere;
  return isGuildSpace(space) ? ERASE_FORMS.hereGuild : ERASE_FORMS.hereOwn;
};

export const erase = defineCommand({
  name: 'erase',
  visibility: 'ephemeral',
  guards: [],
  options: { where: opt.choice(WHERES).required() },
  // A form cannot follow a defer, so nothing is read here.
  run: (ctx, { where }) => Promise.resolve(formFor(ctx, where).open(ctx, { owner: ctx.user, where })),
});

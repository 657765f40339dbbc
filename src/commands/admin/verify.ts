import { verifyView } from '../../views/explain/verify-view.js';
import type { LayoutView } from '../../views/message.js';
import type { Deps } from '../deps.js';
import { EXPLAIN_IDS } from '../explain/custom-ids.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { defineCommand } from '../kit/define.js';
import { needs } from '../kit/guards.js';
import { opt } from '../kit/options.js';
import { message, update } from '../kit/reply.js';
import { configOrNull, lookOf } from '../present.js';

type VerifyDeps = Pick<Deps, 'verify' | 'spaces'>;

/** Members on one page: what is read for each is all of their time. */
const PAGE = 10;

const pageView = async (ctx: Context, page: number, deps: VerifyDeps): Promise<LayoutView> => {
  const [{ verified, members }, config] = await Promise.all([
    deps.verify.page(ctx.space, page * PAGE, PAGE),
    configOrNull(deps, ctx.space),
  ]);
  return verifyView(
    {
      members: verified,
      look: (id) => lookOf(config, id),
      page,
      pages: Math.ceil(members / PAGE),
      pageId: (to) => EXPLAIN_IDS.verify.encode({ page: to }),
    },
    ctx.t,
  );
};

/** It shows what others have worked. */
const guards = [needs('seeOthers')];

/** Recomputes totals from entries and entries from the ledger, of one member or of all, page by page. */
export const verify = defineCommand({
  name: 'verify',
  visibility: 'ephemeral',
  guards,
  options: { user: opt.user().optional() },
  async run(ctx, { user }, deps: VerifyDeps) {
    if (user === undefined) return message(await pageView(ctx, 0, deps));
    const [verified, config] = await Promise.all([deps.verify.member(ctx.space, user), configOrNull(deps, ctx.space)]);
    const model = {
      members: [verified],
      look: (id: Parameters<typeof lookOf>[1]) => lookOf(config, id),
      page: 0,
      pages: 1,
      pageId: () => '',
    };
    return message(verifyView(model, ctx.t));
  },
});

export const verifyPages = defineButton({
  route: EXPLAIN_IDS.verify,
  guards,
  run: async (ctx, { page }, deps: VerifyDeps) => update(await pageView(ctx, page, deps)),
});

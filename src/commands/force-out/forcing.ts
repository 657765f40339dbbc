import type { ForcingMeans } from '../../actions/clock-out-for.js';
import { plainText } from '../../i18n/user-text.js';
import { tellDirectly, type NoticeDeps } from '../admin/session/notice.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';

export type ForcingDeps = NoticeDeps & Pick<Deps, 'sessions' | 'overview'>;

export const REASON_MAX = 200;

/** A reason as it was given; empty for none. */
export const givenReason = (typed: string | null | undefined): string => plainText(typed ?? '');

/** What the action is done with where an interaction asks for it: whoever is told reads the language of the server. */
export const forcingMeans = (ctx: Pick<Context, 'space' | 'tPublic'>, deps: ForcingDeps): ForcingDeps & ForcingMeans => ({
  ...deps,
  tellMember: (_by, member, change) => void tellDirectly(ctx, member, change, deps),
});

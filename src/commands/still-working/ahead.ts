import { StoreUnavailable } from '../../engine/store.js';
import type { MessageView } from '../../views/message.js';
import { claimCard } from '../../views/still-working/claim-card.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { openClaim } from './claim.js';

export type AheadDeps = Pick<Deps, 'documents' | 'timesheet' | 'spaces'>;

/** Commands whose answer comes after the question about a session that ended by itself. */
const COMMANDS: ReadonlySet<string> = new Set(['clockin', 'session in', 'status']);

/**
 * The question that comes before the answer to a command; null for none. What was asked for is done all the same, at its moment: nobody loses time because
 * they have not answered. Never rejects.
 */
export const questionAhead = async (ctx: Context, command: string, deps: AheadDeps): Promise<MessageView | null> => {
  if (!COMMANDS.has(command)) return null;
  try {
    const model = await openClaim(ctx, ctx.occurredAt, deps);
    return model === null ? null : claimCard(model, ctx.t);
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) ctx.log.error({ err: error }, 'a claim could not be looked for');
    return null;
  }
};

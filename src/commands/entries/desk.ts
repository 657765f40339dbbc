import { requestOf } from '../../actions/actor.js';
import type { APIEmbedField } from 'discord-api-types/v10';
import type { DomainError } from '../../domain/errors.js';
import type { Result } from '../../domain/result.js';
import type { Recorded, Request } from '../../engine/api.js';
import type { MessageView } from '../../views/message.js';
import { APPROVAL_IDS } from '../approvals/custom-ids.js';
import { IDS } from '../custom-ids.js';
import type { Context } from '../kit/context.js';
import { cardOf, summaryOf, type Presenting } from '../present.js';
import { draftIds, type Draft } from './draft.js';
import type { Subject } from '../../actions/entries/subject.js';

/**
 * By whom entries are changed, and for whom: members change their own (`ownDesk`), and those who may change them for others. The way from what was typed to
 * what is stored is the same for both.
 */
export interface Desk {
  readonly subject: Subject;
  /** What the engine is asked with. */
  readonly request: Request;
  /** Custom ids of the buttons that look at a draft again, store it, and forget it. */
  review(draft: Draft): string;
  save(draft: Draft): string;
  /** The custom id of the button that asks for approval; null where nobody is asked. */
  ask(draft: Draft): string | null;
  readonly cancel: string;
  /** What every card says besides, below the rest. */
  readonly about: readonly APIEmbedField[];
  /** Stores by `send`, with what belongs to it. */
  commit(send: () => Promise<Result<Recorded, DomainError>>): Promise<Result<Recorded, DomainError>>;
  /** What is shown then. */
  stored(recorded: Recorded, of: 'clockedOut' | 'added' | 'saved'): Promise<MessageView>;
}

/** For members and their own entries. */
export const ownDesk = (ctx: Context, deps: Presenting): Desk => ({
  subject: ctx,
  request: requestOf(ctx),
  review: (draft) => IDS.review.encode(draftIds(ctx.user, draft)),
  save: (draft) => IDS.save.encode(draftIds(ctx.user, draft)),
  ask: (draft) => APPROVAL_IDS.ask.encode(draftIds(ctx.user, draft)),
  cancel: IDS.cancel.encode({ owner: ctx.user }),
  about: [],
  commit: (send) => send(),
  stored: (recorded, of) =>
    recorded.session.endedAt === null ? cardOf(recorded, ctx, deps) : summaryOf(recorded, ctx, deps, { of }),
});

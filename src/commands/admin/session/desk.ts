import { requestOf } from '../../../actions/actor.js';
import { domainError, type DomainError } from '../../../domain/errors.js';
import type { UserId } from '../../../domain/ids.js';
import { err, ok, type Result } from '../../../domain/result.js';
import { plainText } from '../../../i18n/user-text.js';
import { managedCard, managedFields, reasonOf, type Managed } from '../../../views/entries/managed.js';
import type { Deps } from '../../deps.js';
import { draftFields } from '../../entries/draft.js';
import type { Desk } from '../../entries/desk.js';
import type { EditDeps } from '../../entries/edit.js';
import type { Subject } from '../../../actions/entries/subject.js';
import type { Context } from '../../kit/context.js';
import { inGuild, needs } from '../../kit/guards.js';
import { configOrNull, lookOf } from '../../present.js';
import { MANAGED_IDS } from './custom-ids.js';
import { withNotice } from './notice.js';

export type ManagingDeps = EditDeps & Pick<Deps, 'direct' | 'log'>;

/** Who may change the time of others. Asked on every command, click, choice and form. */
export const guards = [inGuild, needs('editOthers')];

export const REASON_MAX = 200;

/** What was given as the reason. FIELD_REQUIRED when nothing of it can be seen. */
export const checkedReason = (ctx: Pick<Context, 't'>, typed: string): Result<string, DomainError> => {
  const reason = plainText(typed);
  return reason === '' ? err(domainError('FIELD_REQUIRED', { field: ctx.t('entries.managed.reason') })) : ok(reason);
};

/** The reason on the message of the button that was clicked. STALE_CONTROL when there is none. */
export const reasonOn = (ctx: Pick<Context, 'message'>): Result<string, DomainError> => {
  const reason = reasonOf(ctx.message).slice(0, REASON_MAX * 2);
  return reason === '' ? err(domainError('STALE_CONTROL')) : ok(reason);
};

/** The member's entries as who asks may change them. Nobody goes beyond the limits of their own time by managing others. */
export const subjectOf = ({ id, space, user, occurredAt, guild, memberRoles }: Context, member: UserId): Subject => ({
  ...{ id, space, user: member, occurredAt, guild, memberRoles, unlimited: member !== user },
});

/** What the engine is asked with: the member's change, made by who asks. */
export const requestFor = (ctx: Context, member: UserId) => ({ ...requestOf(ctx), user: member, actor: ctx.user });

/** For who may change the time of others. */
export const managersDesk = (ctx: Context, managed: Managed, deps: ManagingDeps): Desk => {
  const { member } = managed;
  return {
    subject: subjectOf(ctx, member),
    request: requestFor(ctx, member),
    review: (draft) => MANAGED_IDS.review.encode({ member, ...draftFields(draft) }),
    save: (draft) => MANAGED_IDS.save.encode({ member, ...draftFields(draft) }),
    // Who may change the time of others needs nobody; for their own time they ask as everybody does.
    ask: () => null,
    cancel: MANAGED_IDS.cancel.encode({ member }),
    about: managedFields(managed, ctx.t),
    commit: (send) => withNotice(ctx, managed, deps, send),
    async stored({ session }, of) {
      const category = lookOf(await configOrNull(deps, ctx.space), session.category);
      return managedCard({ ...managed, session, category, of, now: ctx.occurredAt }, ctx.t);
    },
  };
};

import { domainError, type DomainError } from '../../domain/errors.js';
import { isGuildSpace } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { selfEdit, type OwnChange, type SelfEdit, type SelfEditLimit } from '../../domain/self-edit.js';
import type { SpaceConfig } from '../../domain/space.js';
import { usableCategory } from '../category-of.js';
import { clockingIn } from '../access.js';
import type { Subject } from './subject.js';

/** SELF_EDIT_TOO_FAR_BACK, SELF_EDIT_TOO_MUCH, SELF_EDIT_NO_ADDING. */
export const refusalOf = (limit: SelfEditLimit): DomainError => {
  switch (limit.because) {
    case 'tooFarBack':
      return domainError('SELF_EDIT_TOO_FAR_BACK', { days: limit.days });
    case 'tooMuch':
      return domainError('SELF_EDIT_TOO_MUCH', { minutes: limit.minutes });
    case 'adding':
      return domainError('SELF_EDIT_NO_ADDING');
  }
};

/** Does the change put time on the clock that was not there? Then it is one more way to clock in. */
export const clocksIn = ({ before, after }: OwnChange): boolean =>
  after !== null && (before === null || (before.endedAt !== null && after.endedAt === null));

/** CAPABILITY_MISSING, MEMBER_SUSPENDED, MEMBER_SUSPENDED_UNTIL, CATEGORY_ROLE_REQUIRED. */
const mayClock = (ctx: Subject, change: OwnChange, config: Limiting): Result<void, DomainError> => {
  const clocking = clocksIn(change);
  const may = clocking ? clockingIn(ctx, config) : ok(undefined);
  if (!may.ok) return may;
  const { before, after } = change;
  const moves = clocking || after?.category !== before?.category;
  const category = moves ? config.categories.find(({ id }) => id === after?.category) : undefined;
  const usable = category === undefined ? null : usableCategory(ctx, category);
  return usable?.ok === false ? usable : ok(undefined);
};

type Limiting = Pick<SpaceConfig, 'settings' | 'categories' | 'grants' | 'suspensions'>;

/**
 * Why the member may not make these changes of their own time alone, so that they need approval; null when they may. Refused is what counts time
 * that the member may not clock: CAPABILITY_MISSING, MEMBER_SUSPENDED, MEMBER_SUSPENDED_UNTIL, CATEGORY_ROLE_REQUIRED.
 */
export const limitOn = (
  ctx: Subject,
  changes: readonly OwnChange[],
  config: Limiting,
): Result<SelfEditLimit | null, DomainError> => {
  if (ctx.unlimited === true) return ok(null);
  const asked = { now: ctx.occurredAt, isOwnSpace: !isGuildSpace(ctx.space) };
  let limit: SelfEditLimit | null = null;
  for (const change of changes) {
    const may = mayClock(ctx, change, config);
    if (!may.ok) return may;
    const answer = selfEdit(change, config.settings, asked);
    if (answer.kind === 'needsApproval') limit ??= limitOf(answer);
  }
  return ok(limit);
};

/** Without what says that there is one: a request for approval keeps it. */
const limitOf = ({ kind: _, ...limit }: Extract<SelfEdit, { readonly kind: 'needsApproval' }>): SelfEditLimit => limit;

/**
 * May the member make these changes of their own time alone? What is asked before a correction is stored: a change that needs approval is refused
 * with its reason (`refusalOf`), and so is what `limitOn` refuses.
 */
export const mayChange = (ctx: Subject, changes: readonly OwnChange[], config: Limiting): Result<void, DomainError> => {
  const limit = limitOn(ctx, changes, config);
  if (!limit.ok) return limit;
  return limit.value === null ? ok(undefined) : err(refusalOf(limit.value));
};

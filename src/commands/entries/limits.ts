import { domainError, type DomainError } from '../../domain/errors.js';
import { isGuildSpace } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { selfEdit, type OwnChange, type SelfEditLimit } from '../../domain/self-edit.js';
import type { SpaceConfig } from '../../domain/space.js';
import type { Subject } from './subject.js';

const refusalOf = (limit: SelfEditLimit): DomainError => {
  switch (limit.because) {
    case 'tooFarBack':
      return domainError('SELF_EDIT_TOO_FAR_BACK', { days: limit.days });
    case 'tooMuch':
      return domainError('SELF_EDIT_TOO_MUCH', { minutes: limit.minutes });
    case 'adding':
      return domainError('SELF_EDIT_NO_ADDING');
  }
};

/**
 * May the member make these changes of their own time alone? The one place that is asked before a correction is stored: a change that needs
 * approval is refused here with its reason (SELF_EDIT_TOO_FAR_BACK, SELF_EDIT_TOO_MUCH, SELF_EDIT_NO_ADDING).
 */
export const mayChange = (
  ctx: Subject,
  changes: readonly OwnChange[],
  { settings }: Pick<SpaceConfig, 'settings'>,
): Result<void, DomainError> => {
  if (ctx.unlimited === true) return ok(undefined);
  const asked = { now: ctx.occurredAt, isOwnSpace: !isGuildSpace(ctx.space) };
  for (const change of changes) {
    const answer = selfEdit(change, settings, asked);
    if (answer.kind === 'needsApproval') return err(refusalOf(answer));
  }
  return ok(undefined);
};

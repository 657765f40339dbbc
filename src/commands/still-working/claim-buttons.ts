import { requestOf } from '../../actions/actor.js';
import { ButtonStyle } from 'discord-api-types/v10';
import { domainError, type DomainError } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { SessionId } from '../../domain/ids.js';
import type { Claim } from '../../engine/documents/kinds/claims.js';
import { button, messageView, rows } from '../../views/message.js';
import type { ClaimModel } from '../../views/still-working/claim-card.js';
import type { Deps } from '../deps.js';
import { settleDraft } from '../entries/readings.js';
import type { SavingDeps } from '../entries/save.js';
import { readMoments } from '../entries/typed-times.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { field } from '../kit/fields/index.js';
import { ownedBy } from '../kit/guards.js';
import { defineModal } from '../kit/modal.js';
import { failure, update } from '../kit/reply.js';
import { typingOf } from '../zone-of.js';
import { claimOf, findClaim, settleClaim } from './claim.js';
import { STILL_WORKING_IDS } from './custom-ids.js';

type Needs = SavingDeps & Pick<Deps, 'documents'>;

const guards = [ownedBy('owner')];

/** The claim and what it is about. CLAIM_GONE when it is over, or the session was changed since. */
const claimed = async (
  ctx: Context,
  session: SessionId,
  deps: Needs,
): Promise<Result<ClaimModel & { readonly claim: Claim }, DomainError>> => {
  const claim = await findClaim(ctx, session, ctx.occurredAt, deps);
  const model = claim === undefined ? null : await claimOf(ctx, claim, deps);
  return claim === undefined || model === null ? err(domainError('CLAIM_GONE')) : ok({ ...model, claim });
};

/** It stays as it is. What was clocked may still be claimed for a while. */
const right = defineButton({
  route: STILL_WORKING_IDS.right,
  guards,
  async run(ctx, { owner, session }, deps: Needs) {
    const found = await claimed(ctx, session, deps);
    if (!found.ok) return failure(found.error);
    const confirmed = await deps.entries.confirm({ ...requestOf(ctx), session });
    if (!confirmed.ok && confirmed.error.code !== 'SESSION_ALREADY_CONFIRMED') return failure(confirmed.error);
    await settleClaim(ctx, session, deps);
    return update(
      messageView({
        content: `✅ ${ctx.t('stillworking.claim.isRight')}`,
        components: rows([
          button(STILL_WORKING_IDS.worked.encode({ owner, session }), ctx.t('stillworking.claim.later'), ButtonStyle.Secondary),
        ]),
      }),
    );
  },
});

/** Goes on like any other correction: what was understood is shown, and beyond the limits of members it becomes a request. */
const workedForm = defineModal({
  route: STILL_WORKING_IDS.workedForm,
  guards,
  title: 'stillworking.claim.form.title',
  fields: {
    time: field.text({
      label: 'stillworking.claim.form.time',
      description: 'stillworking.claim.form.description',
      placeholder: 'entries.fields.timeExample',
      max: 64,
    }),
  },
  async run(ctx, { session }, { time }, deps: Needs) {
    const [found, context] = await Promise.all([claimed(ctx, session, deps), typingOf(ctx, deps)]);
    if (!found.ok) return failure(found.error);
    const { session: entry, claim } = found.value;
    const read = readMoments(time, context);
    if (!read.ok) return failure(read.error);
    const possible = read.value.filter((at) => at > entry.startedAt && at <= claim.ranUntil);
    const [first = entry.startedAt] = read.value;
    if (possible.length === 0)
      return failure(
        first <= entry.startedAt
          ? domainError('END_BEFORE_START', { start: entry.startedAt })
          : domainError('CLAIM_TOO_LATE', { until: claim.ranUntil }),
      );
    const spans = possible.map((endedAt) => ({ startedAt: null, endedAt }));
    return settleDraft(ctx, { session, spans, pauses: null, note: undefined, category: null }, context.zone, deps);
  },
});

const worked = defineButton({
  route: STILL_WORKING_IDS.worked,
  guards,
  // No I/O here: a form cannot follow a defer.
  run: (ctx, target) => Promise.resolve(workedForm.open(ctx, target)),
});

export const claimComponents = [right, worked, workedForm];

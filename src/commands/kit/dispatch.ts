import { InteractionResponseType, InteractionType, MessageFlags } from 'discord-api-types/v10';
import { domainError, ERRORS, type DomainError } from '../../domain/errors.js';
import { refusalBehind } from './thrown.js';
import type { Limits } from '../../engine/limits.js';
import type { Translators } from '../../i18n/translators.js';
import { errorView } from '../../views/error.js';
import type { Deps } from '../deps.js';
import { answerAutocomplete } from './autocomplete.js';
import { buildContext } from './build-context.js';
import type { Context } from './context.js';
import { createDelivery, type Delivery } from './deliver.js';
import { allow } from './guards.js';
import { parseInteraction, type Incoming } from './interaction.js';
import { limited } from './limited.js';
import { menusByName } from './menus.js';
import { noteMember } from './note-member.js';
import { showNotices } from './notices.js';
import { questionAhead } from '../still-working/ahead.js';
import { resolve, type Job } from './resolve.js';
import { failure, message, type Reply } from './reply.js';
import { AnsweredElsewhere, type Dispatch, type Responder } from './responder.js';
import type { Routes } from './routes.js';
import { createSeen } from './seen.js';

/** Discord waits 3 s for the first answer. What has not finished by then is deferred; the rest is for the way there. ms after receipt. */
export const DEFER_AFTER_MS = 2000;
/** Interaction ids that are remembered: more than arrive while Discord might deliver one again. */
const REMEMBERED = 20_000;

export interface DispatchDeps extends Deps {
  readonly translators: Translators;
  /** Asked before anything is done for an interaction. */
  readonly limits: Limits;
}

/** Everything that all interactions share, around the handlers of `routes`. */
export const createDispatch = (deps: DispatchDeps, routes: Routes): Dispatch => {
  const seen = createSeen(REMEMBERED);
  const menus = menusByName(routes.menus, deps.translators);

  const unexpected = (error: unknown, ctx: Pick<Context, 'log'>, name: string): Reply => {
    const known = refusalBehind(error);
    if (known !== undefined) {
      ctx.log.error({ err: error, code: known.code, command: name }, 'the engine could not be reached');
      return failure(known);
    }
    const reference = deps.ids.reference();
    ctx.log.error({ err: error, reference, command: name }, 'a handler failed');
    return failure(domainError('UNEXPECTED', { reference }));
  };

  /** The handler's reply; whatever it throws has become a reply too. */
  const execute = async (ctx: Context, job: Job): Promise<Reply> => {
    try {
      const judged = allow(ctx, job.guards, deps.spaces, job.args);
      const verdict = judged instanceof Promise ? await judged : judged;
      const reply = verdict.ok ? await job.run(ctx, deps) : failure(verdict.error);
      const refusal = refusalOf(reply);
      if (refusal === undefined || !ERRORS[refusal.code].reportable) return reply;
      const referenced = withReference(refusal, deps);
      ctx.log.error({ code: refusal.code, ...referenced.params, command: job.name }, 'refused');
      return replaceRefusal(reply, referenced);
    } catch (error) {
      return unexpected(error, ctx, job.name);
    }
  };

  const deliveryOf = (ctx: Context, visibility: Job['visibility'], responder: Responder): Delivery => {
    const direct = ctx.place === 'direct-message';
    return createDelivery(responder, {
      from: ctx.message === null ? 'nothing' : 'message',
      ephemeral: visibility === 'ephemeral' && !direct,
      hideFailures: !direct,
      explain: (error) => errorView(error, ctx.t),
    });
  };

  /** Says why nothing was done, and does nothing else: what it is for is that much of it costs little. */
  const refuse = async (ctx: Context, job: Job, error: DomainError, responder: Responder): Promise<void> => {
    deps.metrics.count('interactions_total', { name: job.name, outcome: error.code });
    try {
      await deliveryOf(ctx, 'ephemeral', responder).deliver(failure(error));
    } catch (reason) {
      ctx.log.debug({ err: reason, command: job.name }, 'a refusal could not be delivered');
    }
  };

  /** Runs the job and shows what came of it. */
  const answer = async (ctx: Context, job: Job, responder: Responder): Promise<Answered> => {
    const delivery = deliveryOf(ctx, job.visibility, responder);
    let deferring: Promise<void> | undefined;
    const cancel = deps.clock.after(DEFER_AFTER_MS, () => {
      deferring = delivery.defer();
      // Heard of below, when the work is done.
      deferring.catch(() => undefined);
    });
    // At the same time, so that the answer does not come later for it.
    const [executed, ahead] = await Promise.all([execute(ctx, job), questionAhead(ctx, job.name, deps)]);
    let reply = executed;
    cancel();
    try {
      if (deferring !== undefined) {
        await deferring;
        if (reply.kind === 'modal') reply = unexpected(new Error('a modal after a defer'), ctx, job.name);
      }
      if (reply.kind === 'message' && reply.files === undefined && reply.goOn === undefined && ahead !== null) {
        await delivery.deliver(message(ahead));
        await delivery.followUp(reply.view);
      } else await delivery.deliver(reply);
      if ('goOn' in reply) reply.goOn(delivery.open);
      return { outcome: refusalOf(reply)?.code ?? 'ok', open: reply.kind === 'modal' ? null : delivery };
    } catch (error) {
      if ('goOn' in reply) reply.goOn(null);
      if (error instanceof AnsweredElsewhere) {
        ctx.log.debug({ command: job.name }, 'another process has answered');
        return { outcome: 'elsewhere', open: null };
      }
      // What was done stays done; only the answer is lost. The member sees Discord's own "did not respond" and can ask /status.
      ctx.log.error({ err: error, command: job.name }, 'the answer could not be delivered');
      return { outcome: refusalOf(reply)?.code ?? 'undelivered', open: null };
    }
  };

  const handle = async (incoming: Incoming, responder: Responder): Promise<void> => {
    const began = deps.clock.monotonic();
    if (!seen.first(incoming.id)) {
      deps.log.info({ interaction: incoming.id }, 'delivered twice; ignored');
      deps.metrics.count('interactions_total', { name: 'any', outcome: 'duplicate' });
      return;
    }
    const ctx = buildContext(incoming, deps.translators, deps.log);
    if (ctx === undefined) {
      await refuseMalformed(deps, incoming, ['member or user: missing'], responder);
      return;
    }
    const job = resolve(incoming, routes, menus);
    const refusal = await limited(ctx, job.allowance, deps);
    if (refusal !== null && incoming.type !== InteractionType.ApplicationCommandAutocomplete) {
      await refuse(ctx, job, refusal, responder);
      return;
    }
    const { outcome, open } =
      incoming.type === InteractionType.ApplicationCommandAutocomplete
        ? { outcome: await answerAutocomplete(deps, ctx, incoming, routes, responder, refusal), open: null }
        : await answer(ctx, job, responder);
    const ms = deps.clock.monotonic() - began;
    deps.metrics.count('interactions_total', { name: job.name, outcome });
    deps.metrics.observe('interaction_ms', ms, { name: job.name });
    deps.log.debug(
      { interaction: incoming.id, command: job.name, source: ctx.source, outcome, ms: Math.round(ms) },
      'interaction',
    );
    if (open !== null) await showNotices(deps, ctx, open);
    if (ctx.source !== 'autocomplete') await noteMember(deps, ctx);
  };

  return async (payload, responder) => {
    try {
      const parsed = parseInteraction(payload);
      if (parsed.success) {
        await handle(parsed.data, responder);
        return;
      }
      const issues = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`);
      await refuseMalformed(deps, payload, issues, responder);
    } catch (error) {
      deps.log.error({ err: error, interaction: payload.id }, 'an interaction could not be handled');
    }
  };
};

interface Answered {
  readonly outcome: string;
  /** More may be said here. */
  readonly open: Delivery | null;
}

/** The engine has logged what it did not expect under the interaction's id; the person gets something that can be read out. */
const withReference = (error: DomainError, { ids }: Pick<Deps, 'ids'>): DomainError =>
  error.code === 'UNEXPECTED' && error.params?.['reference'] === undefined
    ? domainError(error.code, { ...error.params, reference: ids.reference() })
    : error;

const replaceRefusal = (reply: Reply, error: DomainError): Reply =>
  reply.kind === 'update' ? { ...reply, also: error } : failure(error);

const refusalOf = (reply: Reply) => (reply.kind === 'failure' ? reply.error : reply.kind === 'update' ? reply.also : undefined);

/** Discord would not send this; a transport or a stand-in for Discord is at fault. Said clearly in the log, politely to the person. */
const refuseMalformed = async (
  deps: DispatchDeps,
  payload: { readonly id: string; readonly type: InteractionType },
  issues: readonly string[],
  responder: Responder,
): Promise<void> => {
  const reference = deps.ids.reference();
  deps.log.error({ interaction: payload.id, reference, issues }, 'an interaction that is not as Discord documents it');
  deps.metrics.count('interactions_total', { name: 'any', outcome: 'malformed' });
  const error = domainError('UNEXPECTED', { reference });
  await responder.respond(
    payload.type === InteractionType.ApplicationCommandAutocomplete
      ? { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices: [] } }
      : {
          type: InteractionResponseType.ChannelMessageWithSource,
          data: { ...errorView(error, deps.translators.for('en')), flags: MessageFlags.Ephemeral },
        },
  );
};

import { InteractionResponseType } from 'discord-api-types/v10';
import type { DomainError } from '../../domain/errors.js';
import type { Deps } from '../deps.js';
import type { Context } from './context.js';
import { allow } from './guards.js';
import { readCall, type IncomingCommand } from './interaction.js';
import type { Choice } from './reply.js';
import type { Responder } from './responder.js';
import type { Routes } from './routes.js';

/** Autocomplete cannot be deferred; after this an empty list is better than none. ms after receipt. */
export const AUTOCOMPLETE_AFTER_MS = 2000;
const CHOICES_MAX = 25;

/**
 * Answers with at most 25 choices, with none when something fails or takes too long. Resolves with the outcome for the metrics.
 * @param refusal why nothing is looked for: there is no place for a message
 */
export const answerAutocomplete = async (
  deps: Deps,
  ctx: Context,
  incoming: IncomingCommand,
  routes: Routes,
  responder: Responder,
  refusal: DomainError | null,
): Promise<string> => {
  let outcome: string = refusal?.code ?? 'ok';
  const find = async (): Promise<readonly Choice[]> => {
    if (refusal !== null) return [];
    try {
      const { path, focused, values } = readCall(incoming);
      const found = routes.command(path);
      if (found === undefined || focused === undefined) return [];
      if (!(await allow(ctx, found.guards, deps.spaces)).ok) return [];
      return await found.command.complete(ctx, focused, deps, values);
    } catch (error) {
      outcome = 'failed';
      ctx.log.warn({ err: error }, 'autocomplete failed');
      return [];
    }
  };
  const work = find();
  const choices = await new Promise<readonly Choice[]>((resolve) => {
    const cancel = deps.clock.after(AUTOCOMPLETE_AFTER_MS, () => {
      outcome = 'late';
      resolve([]);
    });
    void work.then((found) => {
      cancel();
      resolve(found);
    });
  });
  try {
    await responder.respond({
      type: InteractionResponseType.ApplicationCommandAutocompleteResult,
      data: { choices: choices.slice(0, CHOICES_MAX) },
    });
  } catch (error) {
    // Nobody waits for it any more: people type on, and Discord drops what comes late.
    ctx.log.debug({ err: error }, 'an autocomplete answer could not be delivered');
    return 'undelivered';
  }
  return outcome;
};

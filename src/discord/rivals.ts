import { AnsweredElsewhere, type Responder } from '../commands/kit/responder.js';
import type { Clock, Logger } from '../domain/ports.js';
import { reasonOf } from './errors.js';

/** Health speaks of it for so long after it was seen last, ms. */
const REMEMBERED_MS = 10 * 60_000;

const SENTENCE =
  'another process with this bot’s token answers interactions, and keeps its data in another Redis: what members do is recorded in one of the two ' +
  'or in both. One of them has to be stopped, or both need the same REDIS_URL';

/**
 * Two processes with one token are told of the same clicks. With one Redis that is in order (a rolling restart): a click counts once, whoever
 * answers it. With two, each records it in its own, and only one may answer. What was done before that is noticed stays; from then on nothing is
 * done before the interaction is ours (claim.ts).
 */
export interface Rivals {
  /** The same responder; whether somebody else was faster is noted. */
  watch(responder: Responder): Responder;
  /** Was one seen lately? Then interactions have to be claimed. */
  readonly about: boolean;
  /** Sentences for health; empty when there is no rival. */
  concerns(): readonly string[];
}

/** @param companions how many processes share our Redis, this one among them. Rejects when Redis cannot be asked. */
export const createRivals = (deps: {
  readonly companions: () => Promise<number>;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly log: Logger;
}): Rivals => {
  const { companions, clock, log } = deps;
  let seenAt: number | null = null;
  let saidAt = -Infinity;
  let asking = false;

  const answeredElsewhere = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    try {
      // One who shares our Redis has the same session.
      if ((await companions()) > 1) return;
      seenAt = clock.monotonic();
      if (seenAt - saidAt < REMEMBERED_MS) return;
      saidAt = seenAt;
      log.error({ code: 40_060 }, SENTENCE);
    } catch (error) {
      log.debug({ reason: reasonOf(error) }, 'who else has answered could not be found out');
    } finally {
      asking = false;
    }
  };
  const note = (): void => void answeredElsewhere();
  const isAbout = (): boolean => seenAt !== null && clock.monotonic() - seenAt <= REMEMBERED_MS;

  return {
    watch: (responder) => new Watched(responder, note),
    get about() {
      return isAbout();
    },
    concerns: () => (isAbout() ? [SENTENCE] : []),
  };
};

/** A class: there is one for each click. */
class Watched implements Responder {
  readonly #responder: Responder;
  readonly #note: () => void;

  constructor(responder: Responder, note: () => void) {
    this.#responder = responder;
    this.#note = note;
  }

  async respond(...answer: Parameters<Responder['respond']>): Promise<void> {
    try {
      await this.#responder.respond(...answer);
    } catch (error) {
      if (error instanceof AnsweredElsewhere) this.#note();
      throw error;
    }
  }

  editOriginal(...message: Parameters<Responder['editOriginal']>): Promise<void> {
    return this.#responder.editOriginal(...message);
  }

  followUp(...message: Parameters<Responder['followUp']>): Promise<void> {
    return this.#responder.followUp(...message);
  }
}

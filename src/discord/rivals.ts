import type { APIInteraction } from 'discord-api-types/v10';
import { AnsweredElsewhere, type Responder } from '../commands/kit/responder.js';
import type { Clock, Logger } from '../domain/ports.js';
import { reasonOf } from './errors.js';

/** Health speaks of it for so long after it was seen last, ms. */
const REMEMBERED_MS = 10 * 60_000;

const SENTENCE =
  'another process with this bot’s token answers interactions, and keeps its data in another Redis: what members do is recorded there or here, by ' +
  'chance. One of them has to be stopped, or both need the same REDIS_URL';

/**
 * Two processes with one token are told of the same clicks. With one Redis that is in order (a rolling restart): a click counts once, whoever
 * answers it. With two, each records it in its own, and only one may answer: the other takes back what it recorded, and from then on does nothing
 * before an interaction is its own (claim.ts).
 */
export interface Rivals {
  /** The same responder; when somebody else was faster, what the interaction changed here is taken back. */
  watch(responder: Responder, interaction: APIInteraction): Responder;
  /** Was one seen lately? Then interactions have to be claimed. */
  readonly about: boolean;
  /** Sentences for health; empty when there is no rival. */
  concerns(): readonly string[];
}

/**
 * @param companions how many processes share our Redis, this one among them. Rejects when Redis cannot be asked.
 * @param takeBack takes back what an interaction changed. Answers whether nothing of it is left.
 */
export const createRivals = (deps: {
  readonly companions: () => Promise<number>;
  readonly takeBack: (interaction: APIInteraction) => Promise<boolean>;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly log: Logger;
}): Rivals => {
  const { companions, takeBack, clock, log } = deps;
  let seenAt: number | null = null;
  let saidAt = -Infinity;

  const say = (): void => {
    seenAt = clock.monotonic();
    if (seenAt - saidAt < REMEMBERED_MS) return;
    saidAt = seenAt;
    log.error({ code: 40_060 }, SENTENCE);
  };
  const answeredElsewhere = async (interaction: APIInteraction): Promise<void> => {
    try {
      // One who shares our Redis has the same session.
      if ((await companions()) > 1) return;
      say();
      const isGone = await takeBack(interaction);
      if (!isGone) log.warn({ interaction: interaction.id }, 'what another process has answered stays recorded here too');
    } catch (error) {
      log.debug({ reason: reasonOf(error) }, 'who else has answered could not be found out');
    }
  };
  const isAbout = (): boolean => seenAt !== null && clock.monotonic() - seenAt <= REMEMBERED_MS;

  return {
    watch: (responder, interaction) => new Watched(responder, () => void answeredElsewhere(interaction)),
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

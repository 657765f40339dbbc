import { z } from 'zod';
import { hear, isAhead, type Heard } from './answers.js';
import type { Clicked } from './interactions.js';
import { Witness, type Earlier } from './witness.js';

const DEFERRED = 5;
const Answer = z.looseObject({ type: z.number(), data: z.unknown().optional() });
const FollowUp = z.looseObject({ embeds: z.array(z.looseObject({ description: z.string().optional() })) });

export interface Entry extends Clicked {
  /** The bot said that it counts. */
  acknowledged: boolean;
  /** Which process said so. */
  by: number | null;
  /** What was answered last; null as long as nothing was, since it was sent last. */
  heard: Heard | null;
  /** Was it ever sent without an answer? */
  isUnknown: boolean;
}

/** The ledger that the test keeps outside of the system: what people asked for, what they were answered, and what they were told later. */
export class Book {
  readonly #entries = new Map<string, Entry>();
  readonly #told = new Map<string, number>();
  readonly #waiting = new Map<string, Set<() => void>>();
  readonly #witnesses = new Map<string, Witness>();
  /** Whose interactions are not in the book, by token: they read what is told to them all the same. */
  readonly #readers = new Map<string, { readonly user: string; readonly answered: () => void }>();
  /** Interactions that were asked something before they were answered, and by which process. */
  readonly #ahead = new Map<string, number | null>();
  clicks = 0;
  acknowledgements = 0;
  told = 0;

  /** A click is about to be sent. Answers what is known of it. */
  sent(clicked: Clicked): { readonly entry: Entry; readonly earlier: Earlier } {
    this.clicks += 1;
    const token = `token-${clicked.id}`;
    const known = this.#entries.get(token);
    const entry = known ?? { ...clicked, acknowledged: false, by: null, heard: null, isUnknown: false };
    this.#entries.set(token, entry);
    const earlier = earlierOf(known);
    entry.heard = null;
    return { entry, earlier };
  }

  /** Somebody does something else than a click of the clock: what comes of it is not kept, but what they are told. `answered`: called with each answer. */
  reads(token: string, user: string, answered: () => void): void {
    this.#readers.set(token, { user, answered });
  }

  /** Who clicks, and remembers what they heard. */
  witness(user: string): Witness {
    const witness = this.#witnesses.get(user) ?? new Witness();
    this.#witnesses.set(user, witness);
    return witness;
  }

  get judged(): number {
    return [...this.#witnesses.values()].reduce((sum, { judged }) => sum + judged, 0);
  }

  /** The first answer to an interaction (or null: none came). A deferred one is decided by its later edit. */
  answered(token: string, answer: unknown, by: number): void {
    const parsed = Answer.safeParse(answer);
    if (!parsed.success || parsed.data.type === DEFERRED) return;
    this.#hear(token, parsed.data.data, by);
  }

  edited(token: string, message: unknown): void {
    this.#hear(token, message, null);
  }

  /** What is asked before the answer decides nothing: the next message behind it does. */
  #hear(token: string, message: unknown, by: number | null): void {
    if (isAhead(message)) this.#ahead.set(token, by);
    else this.#decide(token, hear(message), by);
  }

  /** A message behind an answer: it may tell of changes that could not be kept, one line for each. */
  followedUp(token: string, message: unknown): void {
    const by = this.#ahead.get(token);
    if (by !== undefined) {
      this.#ahead.delete(token);
      this.#decide(token, hear(message), by);
    }
    const user = this.#entries.get(token)?.user ?? this.#readers.get(token)?.user;
    const followUp = FollowUp.safeParse(message);
    if (user === undefined || !followUp.success) return;
    const lines = followUp.data.embeds.flatMap(({ description = '' }) =>
      description.split('\n').filter((line) => line.startsWith('- ')),
    );
    this.told += lines.length;
    this.#told.set(user, (this.#told.get(user) ?? 0) + lines.length);
  }

  /** Resolves when the interaction has its final answer, with true, or after `ms`. */
  async settled(token: string, ms: number): Promise<boolean> {
    const isAnswered = await new Promise<boolean>((resolve) => {
      const waiting = this.#waiting.get(token) ?? new Set();
      this.#waiting.set(
        token,
        waiting.add(() => resolve(true)),
      );
      setTimeout(() => resolve(false), ms);
    });
    this.#waiting.delete(token);
    return isAnswered;
  }

  acknowledgedIn(guild: string): readonly Entry[] {
    return [...this.#entries.values()].filter((entry) => entry.acknowledged && entry.guild === guild);
  }

  /** How many changes the member was told could not be kept. */
  toldTo(user: string): number {
    return this.#told.get(user) ?? 0;
  }

  #decide(token: string, heard: Heard, by: number | null): void {
    const entry = this.#entries.get(token);
    if (entry !== undefined) entry.heard = heard;
    if (entry !== undefined && heard.kind === 'yes' && !entry.acknowledged) {
      entry.acknowledged = true;
      entry.by = by;
      this.acknowledgements += 1;
    }
    this.#readers.get(token)?.answered();
    for (const done of this.#waiting.get(token) ?? []) done();
  }
}

const earlierOf = (entry: Entry | undefined): Earlier => {
  if (entry === undefined) return 'new';
  if (entry.acknowledged) return 'yes';
  return entry.isUnknown ? 'unknown' : 'no';
};

import { pauseFor, type Dice } from './dice.js';
import { isAhead } from './answers.js';
import { CORRECTIONS, REACH } from './corrections.js';
import {
  ANSWER_WITHIN_MS,
  CLOCK_CLICKS,
  interactionOf,
  post,
  snowflake,
  type Clicked,
  type Interaction,
} from './interactions.js';
import { PRESSED, pressBy } from './presses.js';
import type { Person, System } from './system/system.js';
import type { Tally } from './tally.js';
import type { Outcome } from './witness.js';

/** How people's clicks reach the bot out of the ordinary: each is counted by name when it did. */
export const ODDITIES = [
  'interaction delayed',
  'interactions reordered',
  'interaction delivered twice at once',
  'interaction delivered again rounds later',
  'two processes, one member',
] as const;

/** What a correction is counted as when it was acknowledged. */
export const correctionName = (click: string): string => `correction: ${click}`;
/** Of all clicks. */
const CORRECTED = 0.25;

/** Several: whoever comes back to the same one at once is asked whether to go on. */
const CATEGORIES = ['Work', 'Meeting', 'Study', 'Support', 'Project', 'Other'];
const MINUTE = 60_000;
/** Old interactions kept for being delivered again, for each person. */
const KEPT = 40;

/** One person who clicks as fast as answers come. */
export class Member {
  readonly #world: System;
  readonly #tally: Tally;
  readonly #person: Person;
  readonly #corrects: boolean;
  #old: Clicked[] = [];
  #lastSlot = -1;
  /** Away members do not click, so that what they forgot happens by itself. */
  isAway = false;

  /** @param corrects does the bot know corrections? */
  constructor(world: System, tally: Tally, person: Person, corrects: boolean) {
    this.#corrects = corrects;
    this.#world = world;
    this.#tally = tally;
    this.#person = person;
  }

  /** Hours have passed: who was there may be away now, for some rounds. */
  goOrCome(dice: Dice): void {
    this.isAway = dice.chance(this.isAway ? 0.6 : 0.5);
  }

  async clickUntil(isOver: () => boolean, dice: Dice): Promise<void> {
    while (!isOver()) {
      const before = this.#world.book.acknowledgements;
      await this.#once(dice);
      // Nobody hammers a bot that is not there.
      await pauseFor(this.#world.book.acknowledgements === before ? 25 : dice.between(0, 25));
    }
  }

  async #once(dice: Dice): Promise<void> {
    const kind = dice.next();
    if (kind > 0.95) await this.#press(dice);
    else if (kind < 0.05) await this.#twoInWrongOrder(dice);
    else if (kind < 0.1) await this.#twice(dice);
    else if (kind < 0.14 && this.#old.length > 0) {
      if (await this.#send(dice.pick(this.#old), dice)) this.#tally.add('interaction delivered again rounds later');
    } else if (kind < 0.24) {
      const late = dice.chance(0.5) ? dice.between(100, 5_000) : dice.between(5_000, 10 * MINUTE);
      if (await this.#send(this.#click(dice, this.#world.time.now() - late), dice)) this.#tally.add('interaction delayed');
    } else await this.#send(this.#click(dice, this.#world.time.now()), dice);
  }

  async #twoInWrongOrder(dice: Dice): Promise<void> {
    const now = this.#world.time.now();
    const [first, second] = [this.#click(dice, now - dice.between(1, 500)), this.#click(dice, now)];
    const answered = await Promise.all([this.#send(second, dice), this.#send(first, dice)]);
    if (answered.every((one) => one)) this.#tally.add('interactions reordered');
  }

  async #twice(dice: Dice): Promise<void> {
    const click = this.#click(dice, this.#world.time.now());
    const answered = await Promise.all([this.#send(click, dice), this.#send(click, dice)]);
    if (answered.some((one) => one)) this.#tally.add('interaction delivered twice at once');
  }

  /** A button of a dashboard, or an answer to "Still working?". What it comes to is seen in the ledger alone. */
  async #press(dice: Dice): Promise<void> {
    const { book } = this.#world;
    const press = pressBy(this.#world, this.#person, dice);
    if (press === null) return;
    let isAnswered = false;
    book.reads(press.token, this.#person.user, () => (isAnswered = true));
    const reached = await this.#deliver(press, dice);
    book.witness(this.#person.user).didSomething(!isAnswered);
    if (reached === 'there') this.#tally.add(PRESSED);
  }

  #click(dice: Dice, at: number): Clicked {
    const click = this.#corrects && dice.chance(CORRECTED) ? dice.pick(CORRECTIONS) : dice.pick(CLOCK_CLICKS);
    // What is new is corrected most.
    const which = dice.chance(0.6) ? dice.between(0, 1) : dice.between(0, REACH);
    return { ...this.#person, click, which, id: snowflake(at), category: dice.pick(CATEGORIES) };
  }

  /** Sends it and waits for the final answer. Answers whether it reached a bot. */
  async #send(click: Clicked, dice: Dice): Promise<boolean> {
    const { book } = this.#world;
    const { entry, earlier } = book.sent(click);
    if (!this.#old.some(({ id }) => id === click.id)) this.#old = [...this.#old, click].slice(-KEPT);
    const witness = book.witness(click.user);
    witness.sent();
    const reached = await this.#deliver(interactionOf(this.#world.discord.applicationId, click), dice);
    const outcome: Outcome = reached === 'gone' || reached === 'away' ? reached : (entry.heard ?? 'late');
    if (outcome === 'gone' || outcome === 'late') entry.isUnknown = true;
    else if (
      typeof outcome === 'object' &&
      outcome.kind === 'yes' &&
      earlier !== 'yes' &&
      CORRECTIONS.some((one) => one === click.click)
    )
      this.#tally.add(correctionName(click.click));
    witness.heard(click.click, click.id, earlier, outcome);
    return reached === 'there';
  }

  /** `there`: a bot got it, and may have answered. */
  async #deliver(interaction: Interaction, dice: Dice): Promise<'there' | 'away' | 'gone' | 'late'> {
    const { book, discord, shape, slots, key } = this.#world;
    if (shape.transport === 'gateway') {
      const { live } = discord.gateway;
      discord.deliver(interaction);
      const isAnswered = await book.settled(interaction.token, ANSWER_WITHIN_MS);
      return live || isAnswered ? 'there' : 'late';
    }
    const at = dice.between(0, slots.length - 1);
    const slot = slots[at];
    if (slot === undefined) return 'away';
    const posted = await post(slot.url, key, interaction, this.#world.time.now());
    if (typeof posted === 'string') return posted;
    book.answered(interaction.token, posted.answer, at);
    if (isOpen(posted.answer)) await book.settled(interaction.token, ANSWER_WITHIN_MS);
    if (this.#lastSlot !== -1 && this.#lastSlot !== at) this.#tally.add('two processes, one member');
    this.#lastSlot = at;
    return 'there';
  }
}

/** The final answer comes later: it was deferred, or something else is asked before it. */
const isOpen = (answer: unknown): boolean =>
  typeof answer === 'object' &&
  answer !== null &&
  'type' in answer &&
  (answer.type === 5 || ('data' in answer && isAhead(answer.data)));

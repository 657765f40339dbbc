import { textOfCaveat } from './answers.js';
import type { Heard } from './answers.js';
import type { Standing } from './corrections.js';
import type { Click } from './interactions.js';

/**
 * What came of one delivery of a click. `gone`: the bot was not there, or died over it, so that nothing comes after. `late`: no answer in time,
 * and it may still be served.
 */
export type Outcome = Heard | 'gone' | 'late';

/** What was known of a click before it was delivered (once more). */
export type Earlier = 'new' | 'yes' | 'no' | 'unknown';

const AFTER: Readonly<Partial<Record<Click, Standing>>> = { in: 'running', out: 'idle', pause: 'paused', resume: 'running' };

/** Where somebody has to stand for a click to count. */
const BEFORE: Readonly<Partial<Record<Click, readonly Standing[]>>> = {
  in: ['idle'],
  out: ['running', 'paused'],
  pause: ['running'],
  resume: ['paused'],
};

/** Corrections that leave somebody where they are. */
const STAYS: readonly Click[] = ['adjust', 'confirm', 'add', 'import', 'recount'];

/** Where somebody has to stand for a refusal to be right. */
const RIGHT: Readonly<Record<string, readonly Standing[]>> = {
  SESSION_ALREADY_ACTIVE: ['running', 'paused'],
  SESSION_NOT_ACTIVE: ['idle'],
  SESSION_ALREADY_PAUSED: ['paused'],
  SESSION_NOT_PAUSED: ['running'],
};

/** After these it is not certain whether the change is kept somewhere. */
const UNCERTAIN: readonly string[] = [
  'NOT_RECORDED',
  'COMMIT_UNCERTAIN',
  'STORE_UNAVAILABLE',
  'TOO_MANY_CONFLICTS',
  'OVERLOADED',
  'SHUTTING_DOWN',
  'UNEXPECTED',
];

/** Answers that are named in a finding. */
const REMEMBERED = 12;

/**
 * Somebody who knows where they stand by the answers they got, and notices an answer that does not fit: it was given on a state that had lost
 * something. They only know it as long as they click one after the other and hear what became of each click.
 */
export class Witness {
  /** Null: they do not know. */
  #standing: Standing | null = null;
  #open = 0;
  #crossed = false;
  /** Something unanswered may be served at any time, until everything rests. */
  #isLate = false;
  #told = 0;
  #answers: string[] = [];
  #findings: string[] = [];
  /** Answers that were held against what was known. */
  judged = 0;

  sent(): void {
    this.#open += 1;
    if (this.#open > 1) this.#crossed = true;
  }

  heard(click: Click, id: string, earlier: Earlier, outcome: Outcome): void {
    const crossed = this.#crossed;
    this.#open -= 1;
    if (this.#open === 0) this.#crossed = false;
    if (outcome === 'late') this.#isLate = true;
    const known = this.#standing;
    if (crossed || this.#isLate || typeof outcome === 'string') this.#standing = null;
    else if (outcome.kind === 'no') this.#refused(click, outcome.code, outcome.text);
    else this.#acknowledged(click, earlier, outcome);
    const what =
      typeof outcome === 'string'
        ? outcome
        : outcome.kind === 'yes'
          ? outcome.journaled
            ? 'journaled'
            : 'stored'
          : outcome.text;
    const answer = `${new Date().toISOString().slice(11, 23)} ${click} ${id} (${earlier}, ${known ?? '?'}): ${what}${crossed ? ', crossed' : ''}`;
    this.#answers = [...this.#answers, answer].slice(-REMEMBERED);
  }

  /**
   * Everything rests; nothing is known from here on. `told`: of how many of their changes they were told so far that those could not be kept. When
   * that became more, they had been wrong about where they stood. Answers what did not fit.
   */
  rest(told: number): readonly string[] {
    const findings = told > this.#told ? [] : this.#findings;
    this.#told = told;
    this.#findings = [];
    this.#standing = null;
    this.#isLate = false;
    return findings;
  }

  #refused(click: Click, code: string | null, text: string): void {
    if (code === null || UNCERTAIN.includes(code)) this.#standing = null;
    const right = code === null ? undefined : RIGHT[code];
    if (right === undefined || this.#standing === null || text.includes(textOfCaveat)) return;
    this.judged += 1;
    if (!right.includes(this.#standing))
      this.#found(`refused on a lost state: ${click} with ${code ?? ''} while ${this.#standing}`);
  }

  #acknowledged(click: Click, earlier: Earlier, { journaled, standing }: Extract<Heard, { kind: 'yes' }>): void {
    // It is shown as it is now, and nothing was changed.
    if (earlier === 'yes') return;
    const known = this.#standing;
    const after = standing ?? AFTER[click] ?? null;
    const fits = known === null || (BEFORE[click]?.includes(known) ?? (!STAYS.includes(click) || standing === known));
    // It was assumed to make sense, and will turn out not to.
    if (journaled) this.#standing = known === null || !fits ? null : after;
    else {
      if (known !== null) this.judged += 1;
      if (!fits) this.#found(`done on a lost state: ${click} while ${known ?? '?'}, leaves ${after ?? '?'}`);
      this.#standing = earlier === 'unknown' ? null : after;
    }
  }

  #found(what: string): void {
    this.#findings.push(`${what}; before: ${this.#answers.join(' | ')}; at ${new Date().toISOString().slice(11, 23)}`);
  }
}

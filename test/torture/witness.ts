import { textOfCaveat, type Heard } from './answers.js';
import type { Standing } from './corrections.js';
import type { Click } from './interactions.js';

/**
 * What came of one delivery of a click. `away`: it did not get to the bot. `gone`: the bot died over it, so it counts or does not, and nothing
 * comes after. `late`: no answer in time, and it may still be served.
 */
export type Outcome = Heard | 'away' | 'gone' | 'late';

/** What was known of a click before it was delivered (once more). */
export type Earlier = 'new' | 'yes' | 'no' | 'unknown';

const ALL: readonly Standing[] = ['idle', 'running', 'paused'];

/** Where a click leaves somebody who stands there; it does not count for anybody else. */
const MOVES: Readonly<Partial<Record<Click, Readonly<Partial<Record<Standing, Standing>>>>>> = {
  in: { idle: 'running' },
  out: { running: 'idle', paused: 'idle' },
  pause: { running: 'paused' },
  resume: { paused: 'running' },
};

/** Corrections that leave somebody where they are. */
const STAYS: readonly Click[] = ['adjust', 'confirm', 'add', 'import', 'recount'];

/** Where somebody has to stand for a refusal to be right. */
const RIGHT: Readonly<Record<string, readonly Standing[]>> = {
  SESSION_ALREADY_ACTIVE: ['running', 'paused'],
  SESSION_RESUMABLE: ['idle'],
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
 * Somebody who knows where they may stand by the answers they got, and notices an answer that does not fit: it was given on a state that had lost
 * something. For that they click one after the other; of what crossed nothing is known.
 */
export class Witness {
  /** Where they may stand. */
  #may: readonly Standing[] = ALL;
  #open = 0;
  #crossed = false;
  /** Something unanswered may be served at any time, until everything rests. */
  #isLate = false;
  #told = 0;
  /** Hours have passed: a session that runs may end by itself. */
  #mayEnd = false;
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
    if (this.#mayEnd && this.#may.includes('running')) this.#may = union(this.#may, ['idle']);
    const before = this.#may;
    if (crossed || this.#isLate) this.#may = ALL;
    else if (outcome === 'gone') this.#may = this.#maybe(click);
    else if (typeof outcome === 'object')
      if (outcome.kind === 'no') this.#refused(click, outcome.code, outcome.text);
      else this.#acknowledged(click, earlier, outcome);
    const said =
      typeof outcome === 'string' ? outcome : outcome.kind === 'no' ? outcome.text : outcome.journaled ? 'journaled' : 'stored';
    const answer = `${now()} ${click} ${id} (${earlier}, ${before.join(' or ')}): ${said}${crossed ? ', crossed' : ''}`;
    this.#answers = [...this.#answers, answer].slice(-REMEMBERED);
  }

  /** Hours have passed since everything rested, so that what runs may end by itself. */
  hoursPassed(): void {
    this.#mayEnd = true;
  }

  /** They did something else, of which is not known what came. `late`: it may still be served. */
  didSomething(isLate: boolean): void {
    this.#may = ALL;
    this.#isLate ||= isLate;
  }

  /**
   * Everything rests; nothing is known from here on. `told`: of how many of their changes they were told so far that those could not be kept. When
   * that became more, they had been wrong about where they stood. Answers what did not fit.
   */
  rest(told: number): readonly string[] {
    const findings = told > this.#told ? [] : this.#findings;
    this.#told = told;
    this.#findings = [];
    this.#may = ALL;
    this.#isLate = false;
    this.#mayEnd = false;
    return findings;
  }

  /** Where they may stand when it is not known whether it counts. */
  #maybe(click: Click): readonly Standing[] {
    if (STAYS.includes(click)) return this.#may;
    const moves = MOVES[click];
    return moves === undefined
      ? ALL
      : union(
          this.#may,
          this.#may.flatMap((one) => moves[one] ?? []),
        );
  }

  #refused(click: Click, code: string | null, text: string): void {
    if (code === null || UNCERTAIN.includes(code)) this.#may = this.#maybe(click);
    const right = code === null ? undefined : RIGHT[code];
    if (right === undefined || text.includes(textOfCaveat)) return;
    const left = this.#may.filter((one) => right.includes(one));
    if (this.#may.length < ALL.length) this.judged += 1;
    if (left.length === 0) this.#found(`refused on a lost state: ${click} with ${code ?? ''} while ${this.#may.join(' or ')}`);
    this.#may = left.length === 0 ? ALL : left;
  }

  #acknowledged(click: Click, earlier: Earlier, { journaled, standing }: Extract<Heard, { kind: 'yes' }>): void {
    // It is shown as it is now, and nothing was changed. While Redis is away, a process that does not know the click takes it for a new one until then.
    if (earlier === 'yes' && !journaled) return;
    const moves = MOVES[click];
    if (journaled || earlier === 'unknown') {
      // It may have been assumed to make sense, and turn out not to.
      const certain = earlier === 'new' && moves !== undefined && this.#may.every((one) => moves[one] !== undefined);
      this.#may = certain ? union(this.#may.flatMap((one) => moves[one] ?? [])) : this.#maybe(click);
      return;
    }
    const after = moves === undefined ? [standing ?? this.#may].flat() : union(this.#may.flatMap((one) => moves[one] ?? []));
    const fits = STAYS.includes(click) ? after.some((one) => this.#may.includes(one)) : after.length > 0;
    if (this.#may.length < ALL.length) this.judged += 1;
    if (!fits)
      this.#found(
        `done on a lost state: ${click} while ${this.#may.join(' or ')}${standing === null ? '' : `, leaves ${standing}`}`,
      );
    this.#may = fits ? after : ALL;
  }

  #found(what: string): void {
    this.#findings.push(`${what}; at ${now()}, before: ${this.#answers.join(' | ')}`);
  }
}

const now = (): string => new Date().toISOString().slice(11, 23);
const union = (...sets: readonly (readonly Standing[])[]): readonly Standing[] => [...new Set(sets.flat())];

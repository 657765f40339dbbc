import type { DomainError } from '../../domain/errors.js';
import type { Result } from '../../domain/result.js';
import type { Session } from '../../domain/session.js';
import type { Recorded } from '../api.js';
import { memberKey } from '../members/member-key.js';
import type { Asker } from './online.js';
import { requestKey } from './outcomes.js';
import type { Ask } from '../change/plan.js';

type Answer = Result<Recorded<Session | null>, DomainError>;

/** What becomes of a turn. */
export interface TurnEnds {
  answered(turn: Turn, answer: Answer): void;
  failed(turn: Turn, error: unknown): void;
}

/** A change under way, with what maps know it by: made once, since half a dozen of them are asked. */
export class Turn implements Asker {
  readonly ask: Ask;
  /** When it came, ms of the monotonic clock. */
  readonly began: number;
  /** `memberKey` */
  readonly member: string;
  /** `requestKey` */
  readonly request: string;
  /** Tells who asked. */
  readonly tell: (answer: Answer) => void;
  readonly #ends: TurnEnds;

  constructor(ask: Ask, began: number, ends: TurnEnds, tell: (answer: Answer) => void) {
    this.ask = ask;
    this.began = began;
    this.member = memberKey(ask.space, ask.user);
    this.request = requestKey(ask);
    this.tell = tell;
    this.#ends = ends;
  }

  answered(answer: Answer): void {
    this.#ends.answered(this, answer);
  }

  failed(error: unknown): void {
    this.#ends.failed(this, error);
  }
}

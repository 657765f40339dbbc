import type { DomainError } from '../../domain/errors.js';
import type { SpaceId } from '../../domain/ids.js';
import type { Translator } from '../../i18n/translator.js';

/** One thing on Discord that is kept in agreement with the engine: a member's roles, the message of a dashboard. */
export interface DesiredKey<Id extends string> {
  readonly space: SpaceId;
  /** Unique among what this kind keeps in the space. */
  readonly id: Id;
}

/** What Discord should show, and the version of what it was made from. A higher version is newer. */
export interface Wanted<Want> {
  readonly version: number;
  readonly want: Want;
}

/** One try to make Discord agree, with what the general part lends to it. */
export interface Attempt<Id extends string> extends DesiredKey<Id> {
  /** What is remembered of Discord may be wrong, so Discord has to be asked. */
  readonly verify: boolean;
  /** Resolves when a request to Discord may be made. To be awaited before each one, because Discord limits the whole bot. */
  request(): Promise<void>;
  /** The same for a request that only looks at Discord. Nobody waits for those, so they are slower. */
  look(): Promise<void>;
  /** Is `subject` left alone, because a person has to mend something first? Once after each sweep the answer is no. */
  blocked(subject: string): boolean;
  /** Discord refuses `subject`, and a person can mend that: they are told once, and it is left alone until the next sweep. */
  failed(subject: string, error: DomainError): void;
  /** Discord took `subject`. When it had failed before, the whole space is looked at again. */
  worked(subject: string): void;
}

/**
 * How a try came out.
 *
 * - `done`: Discord agrees. `as` names a special case for the metrics.
 * - `later`: not before `afterMs`, for instance because Discord said so; changes until then do not come earlier.
 * - `failed`: a person has to mend something. They are told once, and the thing is tried once at each sweep.
 * - `ended`: it is kept no longer, for good. `error` is told once, null is told to nobody.
 *
 * What is thrown is tried again with growing waits.
 */
export type Outcome =
  | { readonly kind: 'done'; readonly as?: string }
  | { readonly kind: 'later'; readonly afterMs: number }
  | { readonly kind: 'failed'; readonly error: DomainError }
  | { readonly kind: 'ended'; readonly error: DomainError | null };

export const DONE: Outcome = { kind: 'done' };

/** Tells in which spaces changes matter, so that a click in all the others costs nothing. */
export interface Concern {
  /** Is anything of this kind kept in the space? Rejects with StoreUnavailable. */
  of(space: SpaceId): Promise<boolean>;
  /** What `of` would resolve with, when nobody has to be asked for it. */
  known(space: SpaceId): boolean | undefined;
  /** Something in this space was seen to here, so that the answer may be different now. */
  forget(space: SpaceId): void;
}

/** What a sweep looks at in one space. */
export interface Listed<Id extends string> {
  readonly ids: Iterable<Id>;
  /** The subjects that may fail; problems of others are forgotten. The ids unless told. */
  readonly subjects?: ReadonlySet<string>;
}

/**
 * A kind of desired state: everything that the general part has to know of it. All methods may reject with StoreUnavailable or a retryable
 * DiscordError; they are called again then.
 *
 * @typeParam News what is announced with a change, newer than the store perhaps
 */
export interface DesiredState<Id extends string, Want, Is, News> {
  /** For the turns of processes, logs, metrics and health, e.g. `roles`. */
  readonly name: string;
  /** Unless told, every space is concerned. */
  readonly concern?: Concern;
  /**
   * The first change is shown at once, later ones at most every `ms`, as it is at `now` (ms). `agreedAt`: when Discord was made to agree last, ms; null:
   * never.
   */
  readonly interval?: { ms(is: Is, now: number): number; agreedAt(is: Is): number | null };
  /** Reads what Discord should show now; null when nothing is kept under this key (any more). `news`: what was announced last. */
  desired(key: DesiredKey<Id>, news: News | undefined): Promise<Wanted<Want> | null>;
  /**
   * Reads what we remember of Discord. It is read once for a try and handed to each `agree` of it, which keeps it up to date: another
   * process may store its own view meanwhile, and what this one did has to be mended by what this one remembers.
   */
  remembered(key: DesiredKey<Id>): Promise<Is>;
  /** Makes Discord agree. Called again with a newer `want` when there is one after it. */
  agree(attempt: Attempt<Id>, want: Want, is: Is): Promise<Outcome>;
  /** What a sweep of the space has to look at; null when it has to leave the space alone. */
  list(space: SpaceId): Promise<Listed<Id> | null>;
  /** Remembers for good that the key is kept no longer, unless `agree` has done so; `desired` answers null from then on. */
  end?(key: DesiredKey<Id>): Promise<void>;
  /** What to tell those who can mend it, in the language of the space; null when nothing is to be told. */
  warning(error: DomainError, subject: string, t: Translator): string | null;
}

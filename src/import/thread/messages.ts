import type { DomainError } from '../../domain/errors.js';
import type { Answers } from '../api.js';
import type { Looked } from '../recognise/look.js';

/** A file to be looked at, for the thread. */
export interface Order {
  readonly file: string;
  readonly answers: Answers;
  readonly zone: string;
  /** Where the rows go that can be read: a line of JSON (`SourceRow`) for each, in the order of their starts. */
  readonly rows: string;
}

export type Answer = { readonly looked: Looked } | { readonly error: DomainError } | { readonly reason: string };

import type { Facts, Span } from './facts.js';

/** One of the six parts: 0–1, with the numbers that it comes of, by name. */
export interface Component {
  readonly value: number;
  /** False where it is neutral, because too little is known. */
  readonly isKnown: boolean;
  readonly details: Readonly<Record<string, number>>;
}

/** What a component is computed of: the days that are judged, and those before them, which say what is usual. */
export interface Judged {
  readonly facts: Facts;
  readonly window: Span;
  readonly reference: Span;
}

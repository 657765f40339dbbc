import type { SpaceId } from '../../domain/ids.js';
import type { ForecastAnswer, ForecastInput } from '../forecast/forecast.js';

/** What the thread is told at its start. */
export interface Setup {
  /** Where networks are kept (`training/store.ts`). */
  readonly directory: string;
}

/** To the thread, which is always of the same version: nothing has to be parsed. */
export interface Order {
  readonly space: SpaceId;
  /** Networks that were trained then or before are not to be used, ms; null: none are. */
  readonly trustedAfter: number | null;
  readonly input: Omit<ForecastInput, 'network'>;
}

/** From it: a forecast, or why there is none; and what was wrong with stored networks. */
export type Answer = { readonly warnings: readonly string[] } & (
  { readonly answer: ForecastAnswer } | { readonly reason: string }
);

import { chosenOf, momentOn } from '../timesheet/typed.js';

/** How long a suspension may be chosen to last, besides until somebody ends it and until a moment. */
export const SPANS = ['1d', '3d', '7d', '28d'] as const;
export type Span = (typeof SPANS)[number];

export type Until =
  | { readonly kind: 'open' }
  | { readonly kind: 'span'; readonly span: Span }
  /** `day`: `yyyy-mm-dd`, `time`: as it was typed. */
  | { readonly kind: 'moment'; readonly day: string; readonly time: string };

const DAY_MS = 86_400_000;

/** Until when, ISO 8601; null: until somebody ends it; undefined: what was typed is no time. `now` in ms. */
export function untilOf(until: Until, now: number, zone: string): string | null | undefined {
  switch (until.kind) {
    case 'open':
      return null;
    case 'span':
      return new Date(now + Number.parseInt(until.span, 10) * DAY_MS).toISOString();
    case 'moment': {
      const typed = momentOn(until.day, until.time, zone);
      return typed.ok ? new Date(chosenOf(typed.value, false)).toISOString() : undefined;
    }
  }
}

/** A moment as the API writes it; `ms` since the epoch. */
export const momentText = (ms: number): string => new Date(ms).toISOString();

/** A moment that was parsed by the schema `Moment`, in ms. */
export const msOf = (text: string): number => Date.parse(text);

/** Seconds, to the millisecond. */
export const secondsOf = (ms: number): number => ms / 1_000;

/** `20260309` -> `2026-03-09` */
export const dayText = (day: string): string => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;

/** `2026-03-09` -> `20260309` */
export const dayIn = (text: string): string => text.replaceAll('-', '');

import type { Session } from './session.js';

const DAY_MS = 86_400_000;

/** From when on an entry waits to confirm itself, ms: its last change, or its end when that lies ahead. */
export const waitsSince = ({ endedAt }: Pick<Session, 'endedAt'>, changedAt: number): number => Math.max(changedAt, endedAt ?? 0);

/** When an entry confirms itself that waits since then, ms; null: never. `days`: the setting `confirmAfterDays`. */
export const confirmsAt = (since: number, days: number | null): number | null => (days === null ? null : since + days * DAY_MS);

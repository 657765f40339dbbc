/**
 * The events of a space (src/api/schemas/live.ts): `change` of the reader's own, `clock` of others, `request` for those who may approve, `settings` of all; `reset`: too much was missed, so
 * everything is to be read anew.
 */
export const LIVE_KINDS = ['change', 'clock', 'request', 'settings', 'reset'] as const;

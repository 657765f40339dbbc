/** The events of a space that the page listens to; their names are those of the API. */
export const LIVE_KINDS = ['entry', 'clock', 'settings', 'categories', 'request', 'resync'] as const;

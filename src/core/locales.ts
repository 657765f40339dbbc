/** Languages that data/locales has whole; the first is the default. */
export const LOCALES = ['en', 'de'] as const;

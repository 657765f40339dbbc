/** `2026-03-31` of `20260331`: as the API and date fields write days. */
export const dashed = (day: string): string => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`;
/** `20260331` of `2026-03-31`: as the domain writes them. */
export const compact = (day: string): string => day.replaceAll('-', '');

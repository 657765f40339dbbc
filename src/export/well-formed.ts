/** Halves of characters that have lost their other half; no file can hold them. */
const LONE = /\p{Surrogate}/gu;

/** The text with U+FFFD in their place. */
export const wellFormed = (text: string): string => text.replace(LONE, '\uFFFD');

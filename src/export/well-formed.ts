/** Halves of characters that have lost their other half; no file can hold them. */
const LONE = /\p{Surrogate}/gu;

/** The text with U+FFFD in their place. */
export const wellFormed = (text: string): string => text.replace(LONE, '\uFFFD');

/** What XML 1.0 cannot hold: control characters, halves of characters, and two that are none. */
// eslint-disable-next-line no-control-regex -- they are looked for
export const NOT_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

/**
 * What a spreadsheet takes for the beginning of a formula, the full-width forms among it; and the same behind apostrophes, so that every text can be told from
 * one that got an apostrophe here.
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** What such a text can begin with: most do not, and are told by one look. */
const MAY_BEGIN = new Set("'=+-@\t\r\n＝＋－＠");

/**
 * Text that a spreadsheet would run as a formula gets an apostrophe in front, which makes it text there: people write notes, and somebody else
 * opens the file.
 */
export const guarded = (text: string): string => (MAY_BEGIN.has(text.charAt(0)) && FORMULA.test(text) ? `'${text}` : text);

/** The text as it was before `guarded`. */
export const unguarded = (text: string): string => (text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text);

/**
 * What users wrote, made safe to stand in a Discord message: no markdown, no mention, no link text, no control or direction character
 * that would reorder what stands around it. Every message also goes out with `allowed_mentions: { parse: [] }`.
 */

// Discord takes the backslash away in front of any character that is neither a letter, a digit nor white space.
const SPECIAL = /[\\*_~`|<>[\]()#@]/g;
const LIST_START = /^(\s*)([-+])/;
const NUMBERED_START = /^(\s*\d+)\./;
// C0/C1 controls and line breaks (cards are made of single lines); overrides and isolates of direction.
// eslint-disable-next-line no-control-regex -- these are what is to be taken out
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
const DIRECTION = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const ISOLATE = '\u2068';
const END_ISOLATE = '\u2069';

/** Plain text for places without markdown: button labels, autocomplete choices, modal fields. */
export const plainText = (text: string): string => text.replace(CONTROL, ' ').replace(DIRECTION, '').trim();

/** The text with every character that Discord's markdown would take for its own escaped: at most twice as long. */
export const escapeMarkdown = (text: string): string =>
  text.replace(SPECIAL, '\\$&').replace(LIST_START, '$1\\$2').replace(NUMBERED_START, '$1\\.');

/** Begins with a letter and has nothing that any of the above looks for: what most names are. */
const HARMLESS = /^[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ\d ,;:!?'"%&/=]*(?<! )$/;

/** For titles, fields and contents. At most twice as long as `text`, plus 2. Right-to-left text is isolated, so that it moves nothing else. */
export const userText = (text: string): string => {
  if (HARMLESS.test(text)) return text;
  const escaped = escapeMarkdown(plainText(text));
  return RIGHT_TO_LEFT.test(escaped) ? ISOLATE + escaped + END_ISOLATE : escaped;
};

/** What `userText` was given (apart from what it took out): reads our own text back from one of our messages. */
export const fromUserText = (shown: string): string => shown.replace(DIRECTION, '').replace(/\\([^0-9A-Za-z\s])/g, '$1');

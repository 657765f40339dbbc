import { wellFormed } from '../well-formed.js';

/** What XML 1.0 cannot hold even as a reference. Excel writes such characters as `_x000B_`, and what looks like that already with an escape of its underscore. */
// eslint-disable-next-line no-control-regex -- these are the characters that it is about
const UNWRITABLE = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|_x[0-9A-Fa-f]{4}_/g;
const SPECIAL = /[&<>"]/g;
const SPECIALS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (found: string): string =>
  found.length > 1 ? `_x005F_${found.slice(1)}` : `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

/** Most text has nothing of all that, and is looked at once. */
const ODD = /[^\u0020-\u007E]|[&<>"_]/;

/** Text as it stands in a cell: what is no character on its own (half of an emoji) becomes U+FFFD. */
export const cellXml = (text: string): string =>
  ODD.test(text)
    ? wellFormed(text)
        .replace(UNWRITABLE, escaped)
        .replace(SPECIAL, (found) => SPECIALS[found] ?? '')
    : text;

/** Text of an attribute or of a document, without what only cells have. */
export const plainXml = (text: string): string => text.replace(SPECIAL, (found) => SPECIALS[found] ?? '');

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

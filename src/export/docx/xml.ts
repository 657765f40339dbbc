import { NOT_XML } from '../well-formed.js';

// eslint-disable-next-line no-control-regex -- they are looked for
const NEEDS_CARE = /[&<>"\u0000-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/;
const BREAKS = /\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/g;

/** Text for XML. Line breaks and tabs in it are spaces, and what XML cannot hold is shown by its number. */
export const xmlText = (text: string): string =>
  NEEDS_CARE.test(text)
    ? text
        .replace(BREAKS, ' ')
        .replace(NOT_XML, (char) => `[U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`)
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
    : text;

const HAS_RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
/** A letter with a direction. */
const STRONG = /\p{L}/u;

/** Does a text begin from right to left, as its first letter does? */
export const isRightToLeft = (text: string): boolean => {
  if (!HAS_RIGHT_TO_LEFT.test(text)) return false;
  const [first] = STRONG.exec(text) ?? [];
  return first !== undefined && HAS_RIGHT_TO_LEFT.test(first);
};

/** Latin, Greek and Cyrillic text that XML takes as it is, and that no reader would shorten. */
const PLAIN =
  /^[!#-%'-;=?-~\u00A1-\u052F\u2013\u2212](?:[ !#-%'-;=?-~\u00A0-\u052F\u2013\u2212]*[!#-%'-;=?-~\u00A1-\u052F\u2013\u2212])?$/;

/** From right to left, and on the left side of its column like all the others: `end` is where its lines end. */
const TURNED = '<w:bidi/><w:jc w:val="end"/>';

/** A paragraph of WordprocessingML in one of our styles (skeleton.ts). `text` is as people wrote it. */
export const paragraph = (style: string, text: string): string => {
  const open = `<w:p><w:pPr><w:pStyle w:val="${style}"/>`;
  if (text === '') return `${open}</w:pPr></w:p>`;
  if (PLAIN.test(text)) return `${open}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
  const [direction, run] = isRightToLeft(text) ? [TURNED, '<w:rPr><w:rtl/></w:rPr>'] : ['', ''];
  return `${open}${direction}</w:pPr><w:r>${run}<w:t xml:space="preserve">${xmlText(text)}</w:t></w:r></w:p>`;
};

/** Where the parts of a line stand, twentieths of a point. */
const STOPS = `<w:tabs>${[1900, 4200].map((at) => `<w:tab w:val="left" w:pos="${at}"/>`).join('')}</w:tabs>`;

/** Parts of one line, apart by stops; each has a look of its own: the name of a character style, or '' for that of the paragraph. */
export const tabbed = (style: string, parts: readonly (readonly [style: string, text: string])[]): string => {
  const runs = parts.map(([look, text], nth) => {
    const tab = nth === 0 ? '' : '<w:r><w:tab/></w:r>';
    const properties = [look === '' ? '' : `<w:rStyle w:val="${look}"/>`, isRightToLeft(text) ? '<w:rtl/>' : ''].join('');
    return `${tab}<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${xmlText(text)}</w:t></w:r>`;
  });
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${STOPS}</w:pPr>${runs.join('')}</w:p>`;
};

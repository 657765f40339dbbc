import type { Font } from 'fontkit';

/**
 * A font in a PDF, as it is written at its end. Each pair of a glyph and of what it stands for has a code of its own, so that readers find the very characters that were
 * written, also where two of them look alike and are one glyph.
 */
export interface EmbeddedFont {
  /** Its name in the content of pages: `F1`. */
  readonly name: string;
  readonly reference: PDFKit.PDFKitReference;
  readonly font: Font;
  /** Four hexadecimal digits. @param text what it stands for; '' for a part of something that stands elsewhere */
  code(glyph: number, text: string): string;
  /** Writes it. Nothing may be coded afterwards. */
  end(): void;
}

const hex = (value: number, digits = 4): string => value.toString(16).padStart(digits, '0');

/** UTF-16 in hexadecimal digits, big-endian. */
export const utf16Hex = (text: string): string => {
  let digits = '';
  for (let at = 0; at < text.length; at += 1) digits += hex(text.charCodeAt(at));
  return digits;
};

export const embedFont = (doc: PDFKit.PDFDocument, font: Font, name: string): EmbeddedFont => {
  const reference = doc.ref({});
  const codes = new Map<string, string>();
  const glyphs: number[] = [];
  const texts: string[] = [];
  const scale = 1000 / font.unitsPerEm;

  const code = (glyph: number, text: string): string => {
    const key = `${glyph} ${text}`;
    const known = codes.get(key);
    if (known !== undefined) return known;
    const made = hex(glyphs.length);
    codes.set(key, made);
    glyphs.push(glyph);
    texts.push(text);
    return made;
  };
  // What has no code of its own is shown as the missing glyph.
  code(0, '');

  const stream = (content: Uint8Array | string): PDFKit.PDFKitReference => {
    const ref = doc.ref({});
    ref.end(content);
    return ref;
  };

  return {
    name,
    reference,
    font,
    code,
    end() {
      const subset = font.createSubset();
      // The types say that it answers a boolean; it is the place of the glyph in the subset.
      const places = glyphs.map((glyph) => Number(subset.includeGlyph(font.getGlyph(glyph))));
      const widths = glyphs.map((glyph) => Math.round(font.getGlyph(glyph).advanceWidth * scale * 10) / 10);
      const map = Buffer.alloc(places.length * 2);
      for (const [at, place] of places.entries()) map.writeUInt16BE(place, at * 2);
      const { bbox } = font;
      const baseFont = `${tagOf(name)}+${font.postscriptName.replaceAll(' ', '_')}`;
      const descriptor = doc.ref({
        Type: 'FontDescriptor',
        FontName: baseFont,
        Flags: 4,
        FontBBox: [bbox.minX, bbox.minY, bbox.maxX, bbox.maxY].map((value) => value * scale),
        ItalicAngle: font.italicAngle,
        Ascent: font.ascent * scale,
        Descent: font.descent * scale,
        CapHeight: (font.capHeight || font.ascent) * scale,
        StemV: 80,
        FontFile2: stream(subset.encode()),
      });
      descriptor.end(undefined);
      const descendant = doc.ref({
        Type: 'Font',
        Subtype: 'CIDFontType2',
        BaseFont: baseFont,
        CIDSystemInfo: { Registry: new String('Adobe'), Ordering: new String('Identity'), Supplement: 0 },
        FontDescriptor: descriptor,
        CIDToGIDMap: stream(map),
        W: [0, widths],
      });
      descendant.end(undefined);
      Object.assign(reference.data, {
        Type: 'Font',
        Subtype: 'Type0',
        BaseFont: baseFont,
        Encoding: 'Identity-H',
        DescendantFonts: [descendant],
        ToUnicode: stream(toUnicode(texts)),
      });
      reference.end(undefined);
    },
  };
};

/** The six letters that say that a font is a subset: `F12` -> `AAAABC`. */
const tagOf = (name: string): string =>
  name
    .slice(1)
    .padStart(6, '0')
    .replace(/\d/g, (digit) => String.fromCharCode(65 + Number(digit)));

/** At most so many lines stand in one block of a character map. */
const BLOCK = 100;

/** Which characters the codes are (PDF 32000-1, 9.10.3). */
const toUnicode = (texts: readonly string[]): string => {
  const lines = texts.flatMap((text, code) => (text === '' ? [] : [`<${hex(code)}> <${utf16Hex(text)}>`]));
  const blocks: string[] = [];
  for (let at = 0; at < lines.length; at += BLOCK) {
    const some = lines.slice(at, at + BLOCK);
    blocks.push(`${some.length} beginbfchar`, ...some, 'endbfchar');
  }
  return [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def',
    '/CMapType 2 def',
    '1 begincodespacerange',
    '<0000> <ffff>',
    'endcodespacerange',
    ...blocks,
    'endcmap',
    'CMapName currentdict /CMap defineresource pop',
    'end',
    'end',
  ].join('\n');
};

import { join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';

/** Where the fonts are: beside the code, in the sources as in what is built (`data/fonts/README.md`). */
const FOLDER = join(import.meta.dirname, '../../data/fonts');

/** Files by the family that they are known as, in the order in which the canvas looks for a character. */
const FAMILIES: readonly (readonly [family: string, files: readonly string[]])[] = [
  ['Punchcard Sans', ['NotoSans-Regular.ttf', 'NotoSans-SemiBold.ttf']],
  ['Punchcard Arabic', ['NotoSansArabic-Regular.ttf', 'NotoSansArabic-SemiBold.ttf']],
  ['Punchcard Hebrew', ['NotoSansHebrew-Regular.ttf', 'NotoSansHebrew-SemiBold.ttf']],
  // Before the emoji, so that Chinese and Japanese punctuation is of one style with its text.
  ['Punchcard CJK', ['DroidSansFallback.ttf']],
  ['Punchcard Emoji', ['NotoEmoji-Regular.ttf']],
];

/** The families of all texts in pictures, as in CSS. What none of them has is taken from the fonts of the machine, if there are any. */
export const FONT = FAMILIES.map(([family]) => `'${family}'`).join(', ');

/** The paths of all fonts. */
export const FONT_FILES = FAMILIES.flatMap(([, files]) => files.map((file) => join(FOLDER, file)));

/** Makes the fonts known to the canvas of this thread. @throws when one of them cannot be read */
export const registerFonts = (): void => {
  for (const [family, files] of FAMILIES) {
    for (const file of files) {
      if (GlobalFonts.registerFromPath(join(FOLDER, file), family) === null) throw new Error(`the font ${file} cannot be read`);
    }
  }
};

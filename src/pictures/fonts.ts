import { join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';

/** Where the fonts are: beside the code, in the sources as in what is built (`data/fonts/README.md`). */
const FOLDER = join(import.meta.dirname, '../../data/fonts');
const FILES = ['NotoSans-Regular.ttf', 'NotoSans-SemiBold.ttf'];

/** The family of all texts in pictures. */
export const FONT = 'Punchcard Sans';

/** Makes the fonts known to the canvas of this thread. @throws when one of them cannot be read */
export const registerFonts = (): void => {
  for (const file of FILES) {
    if (GlobalFonts.registerFromPath(join(FOLDER, file), FONT) === null) throw new Error(`the font ${file} cannot be read`);
  }
};

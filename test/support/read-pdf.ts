import { spawnSync } from 'node:child_process';

/** What says how text is turned, and no text: pdftotext puts it around what goes from right to left. */
const DIRECTIONS = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

const poppler = (program: string, args: readonly string[], pdf: Uint8Array): string => {
  const { status, stdout, stderr, error } = spawnSync(program, args, { input: pdf, maxBuffer: 1 << 28 });
  if (error !== undefined) throw error;
  if (status !== 0 || stderr.length > 0) throw new Error(`${program}: ${stderr.toString()}`);
  return stdout.toString();
};

/**
 * The text of a PDF in the order in which it is written, as pdftotext of poppler-utils finds it; a form feed ends each page, and all other white space is single spaces.
 * @throws also for what poppler only warns of
 */
export const pdfText = (pdf: Uint8Array): string =>
  poppler('pdftotext', ['-raw', '-enc', 'UTF-8', '-', '-'], pdf)
    .replace(DIRECTIONS, '')
    .replace(/[^\S\f]+/g, ' ');

/** As pages are laid out, which is how pdftotext reads them unless told otherwise. */
export const pdfTextAsLaidOut = (pdf: Uint8Array): string =>
  poppler('pdftotext', ['-enc', 'UTF-8', '-', '-'], pdf)
    .replace(DIRECTIONS, '')
    .replace(/[^\S\f]+/g, ' ');

/** What pdfinfo says: `Pages`, `Tagged`, `Title`. */
export const pdfInfo = (pdf: Uint8Array): ReadonlyMap<string, string> =>
  new Map(
    poppler('pdfinfo', ['-'], pdf)
      .split('\n')
      .map((line) => [line.split(':')[0] ?? '', line.slice(line.indexOf(':') + 1).trim()]),
  );

/** The tree of its structure, a line for each element. */
export const pdfStructure = (pdf: Uint8Array): string => poppler('pdfinfo', ['-struct-text', '-'], pdf);

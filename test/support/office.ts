import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { find } from '../../scripts/lib/programs.mjs';

/** Where LibreOffice is; null where `npm test` could not install it. Where CI is set it has to be there, so the checks run and fail. */
export const OFFICE: string | null = find('office') ?? (process.env['CI'] === undefined ? null : 'soffice');

/**
 * Opens files in LibreOffice and saves each as another kind of file. To start it takes seconds, so all of them are converted by one run, with a profile of its own.
 * @param files names, each with its extension, and contents @param to an extension that it knows a filter for, such as `html` or `pdf`
 * @returns what it made, by the names that were given
 * @throws when it made nothing of one of them
 */
export const convert = (files: Readonly<Record<string, Uint8Array>>, to: string): ReadonlyMap<string, Buffer> => {
  if (OFFICE === null) throw new Error('LibreOffice is missing');
  const dir = mkdtempSync(join(tmpdir(), 'punchcard-office-'));
  try {
    const paths = Object.entries(files).map(([name, bytes], nth) => {
      // Two files may differ in their extensions alone, which what is made of them does not have.
      const path = join(dir, `${nth}-${name}`);
      writeFileSync(path, bytes);
      return { name, path };
    });
    const profile = `-env:UserInstallation=${pathToFileURL(join(dir, 'profile')).href}`;
    const args = ['--headless', '--norestore', profile, '--convert-to', to, '--outdir', join(dir, 'made')];
    const { error, stderr } = spawnSync(OFFICE, [...args, ...paths.map(({ path }) => path)], { encoding: 'utf8' });
    if (error !== undefined) throw error;
    const made = (path: string): string => join(dir, 'made', `${basename(path, extname(path))}.${to}`);
    try {
      return new Map(paths.map(({ name, path }) => [name, readFileSync(made(path))]));
    } catch (reason) {
      throw new Error(`LibreOffice did not open a file: ${stderr}`, { cause: reason });
    }
  } finally {
    rmSync(dir, { recursive: true });
  }
};

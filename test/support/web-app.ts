import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { ensureArtifacts } from '../../scripts/lib/artifacts.mjs';

const ROOT = path.join(import.meta.dirname, '../..');
const BUILT = path.join(ROOT, 'dist/web/app');

/** Builds the page for members where `npm test` has not done so already. */
export const ensureWebApp = async (): Promise<void> => {
  if (process.env['PUNCHCARD_MAIN'] === undefined) await ensureArtifacts({ only: ['web page'] });
};

/** Logs somebody of the sandbox in and goes to a page: `g1001/timesheet`. */
export const logInAt = async (page: Page, bot: string, name: string, where: string): Promise<void> => {
  await page.goto(`${bot}/login?next=${encodeURIComponent(`/app/${where}`)}`);
  await page.getByRole('button', { name: `Continue as ${name}` }).click();
  await page.waitForURL(`${bot}/app/**`);
};

/** Asks the API as whoever is logged in, from their own page. @throws Error with what was refused */
export const ask = async <T>(page: Page, method: string, where: string, body?: unknown): Promise<T> => {
  const asked = { method, where, body: body === undefined ? null : JSON.stringify(body) };
  const answer = await page.evaluate(async (given) => {
    const session = (await (await fetch('/api/v1/session')).json()) as { csrf: string };
    const response = await fetch(`/api/v1${given.where}`, {
      method: given.method,
      headers: {
        'x-csrf-token': session.csrf,
        'idempotency-key': crypto.randomUUID(),
        ...(given.body === null ? {} : { 'content-type': 'application/json' }),
      },
      ...(given.body === null ? {} : { body: given.body }),
    });
    return { ok: response.ok, text: await response.text() };
  }, asked);
  if (!answer.ok) throw new Error(`${method} ${where}: ${answer.text}`);
  return (answer.text === '' ? null : JSON.parse(answer.text)) as T;
};

/** What of the page is loaded before anything is shown: its script and what that imports at once, bytes after gzip. */
export const firstScriptBytes = async (): Promise<number> => {
  const index = await readFile(path.join(BUILT, 'index.html'), 'utf8');
  const first = [...index.matchAll(/(?:src|href)="\/app\/(assets\/[^"]+\.js)"/g)].map(([, file = '']) => file);
  const seen = new Set<string>();
  const sizeOf = async (file: string): Promise<number> => {
    if (seen.has(file)) return 0;
    seen.add(file);
    const text = await readFile(path.join(BUILT, file), 'utf8');
    const imported = [...text.matchAll(/(?:import|from)\s*"\.\/([^"]+\.js)"/g)].map(([, name = '']) => `assets/${name}`);
    const rest = await Promise.all(imported.map(sizeOf));
    return gzipSync(text).length + rest.reduce((sum, bytes) => sum + bytes, 0);
  };
  const sizes = await Promise.all(first.map(sizeOf));
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
};

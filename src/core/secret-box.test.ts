import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSecretBox } from './secret-box.js';
import { parseSecretKey, secretKeyFile } from './secret-key.js';

let dataDir: string;
beforeEach(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'punchcard-box-')), 'run');
});
afterEach(() => rm(join(dataDir, '..'), { recursive: true, force: true }));

const ONE = Buffer.alloc(32, 1);
const box = (given: Buffer | null = null) => createSecretBox({ given, dataDir });

describe('the box of secrets', () => {
  it('opens what it sealed, for the same purpose alone', async () => {
    const sealed = await box(ONE).seal('ntn_secret', 'g1 notion');
    expect(await box(ONE).open(sealed, 'g1 notion')).toEqual({ ok: true, value: 'ntn_secret' });
    expect(await box(ONE).open(sealed, 'g2 notion')).toEqual({ ok: false, error: 'damaged' });
    expect(sealed).not.toContain('ntn_secret');
    expect(await box(ONE).seal('ntn_secret', 'g1 notion')).not.toBe(sealed);
  });

  it('makes a key of its own for its owner alone, once', async () => {
    const sealed = await Promise.all(['a', 'b', 'c'].map((each) => box().seal(each, 'x')));
    const text = await readFile(secretKeyFile(dataDir), 'utf8');
    expect(parseSecretKey(text)).toHaveLength(32);
    expect((await stat(secretKeyFile(dataDir))).mode & 0o777).toBe(0o600);
    for (const each of sealed) expect(await box().open(each, 'x')).toMatchObject({ ok: true });
    expect(await readFile(secretKeyFile(dataDir), 'utf8')).toBe(text);
  });

  it('says that the key is another one, and that a text is damaged', async () => {
    const sealed = await box(ONE).seal('ntn_secret', 'x');
    expect(await box(Buffer.alloc(32, 2)).open(sealed, 'x')).toEqual({ ok: false, error: 'other-key' });
    expect(await box().open(sealed, 'x')).toEqual({ ok: false, error: 'other-key' });
    const [version = '', key = '', nonce = '', rest = ''] = sealed.split('.');
    const torn = [
      ...['', 'hello', `${sealed}.x`, [version, key, nonce].join('.')],
      [version, key, nonce, `${rest.startsWith('A') ? 'B' : 'A'}${rest.slice(1)}`].join('.'),
      [version, key, '', rest].join('.'),
    ];
    for (const text of torn) expect(await box(ONE).open(text, 'x')).toEqual({ ok: false, error: 'damaged' });
  });

  it('seals nothing with a file that holds no key', async () => {
    await box().seal('a', 'x');
    await writeFile(secretKeyFile(dataDir), 'not a key');
    await expect(box().seal('a', 'x')).rejects.toThrow('holds no key');
  });

  it.each([
    ['ab'.repeat(32), 32],
    [Buffer.alloc(32, 7).toString('base64'), 32],
    [Buffer.alloc(32, 250).toString('base64url'), 32],
    ['a passphrase', null],
    ['ab'.repeat(31), null],
    ['', null],
  ])('%s', (text, length) => {
    expect(parseSecretKey(text)?.length ?? null).toBe(length);
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEnvFile } from '../../scripts/lib/env-file.mjs';
import { loadConfig, type Environment } from './config.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pc-env-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const load = (file: string | Buffer, real: Environment = {}) => {
  writeFileSync(join(root, '.env'), file);
  const { parsed, hints } = loadConfig(root, real);
  const problems = parsed.ok ? [] : parsed.error;
  return {
    config: parsed.ok ? parsed.value : null,
    mistakes: Object.fromEntries(problems.map(({ variable, message }) => [variable, message])),
    hints,
  };
};
const marked = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');

describe('.env', () => {
  it.each([
    ['a byte-order mark', Buffer.from('\uFEFFDISCORD_TOKEN=abc.def\n')],
    ['UTF-16 little endian', marked('DISCORD_TOKEN=abc.def\r\n')],
    ['UTF-16 big endian', marked('DISCORD_TOKEN=abc.def\r\n').swap16()],
  ])('has its token used in %s, and set-up reads it too', (_name, bytes) => {
    expect(load(bytes).config?.discord.token?.reveal()).toBe('abc.def');
    expect(readEnvFile(join(root, '.env'))).toEqual({ DISCORD_TOKEN: 'abc.def' });
  });

  it('is named with its encoding when it cannot be read', () => {
    const { mistakes } = load(Buffer.from('DISCORD_TOKEN=abc.def', 'utf16le'));
    expect(mistakes['.env']).toMatch(/UTF-8.*\.env is in UTF-16/);
    rmSync(join(root, '.env'));
    mkdirSync(join(root, '.env'));
    const { parsed } = loadConfig(root, {});
    expect(parsed).toMatchObject({
      ok: false,
      error: [{ variable: '.env', message: expect.stringContaining('EISDIR') as unknown }],
    });
    expect(readEnvFile(join(root, '.env'))).toEqual({});
  });

  it('minds letters of another encoding in values only', () => {
    expect(load(Buffer.from('# Schl\u00FCssel\nLOG_LEVEL=warn', 'latin1')).config?.log.level).toBe('warn');
    expect(load(Buffer.from('BACKUP_KEY=Schl\u00FCssel', 'latin1')).mistakes).toHaveProperty('BACKUP_KEY');
  });

  it.each([
    'DISCORD_TOKN=x.y',
    'discord_token=x.y',
    'BOT_TOKEN=x.y',
    'set DISCORD_TOKEN=x.y',
    'DISCORD_TOKEN: x.y',
    'DISCORD_TOKEN x.y',
  ])('opens no sandbox without a word for %s', (line) => {
    expect(Object.keys(load(line).mistakes)).toEqual(['DISCORD_TOKEN']);
  });

  it('names other likely names: a typo ends the start, another name for it does not', () => {
    expect(load('LOGLEVEL=debug').mistakes['LOG_LEVEL']).toContain('LOGLEVEL');
    expect(load('PUNCHCARD_LOG_LEVEL=debug').hints).toEqual([expect.stringMatching(/PUNCHCARD_LOG_LEVEL.*LOG_LEVEL/)]);
  });

  it.each([
    ['DISCORD_TOKEN=a.b\nDISCORD_TOKN=x', {}],
    ['DISCORD_TOKN=x', { DISCORD_TOKEN: 'a.b' }],
    ['DISCORD_TOKN=', {}],
    ['// DISCORD_TOKEN=x\nIMAGE=punchcard', {}],
  ])('says nothing of %j, which misleads nobody', (text, real) => {
    expect(load(text, real)).toMatchObject({ mistakes: {}, hints: [] });
  });

  it('loses no part of a value at a #', () => {
    expect(load("BACKUP_KEY='correct horse #1 battery staple'").config?.backupKey?.reveal()).toBe(
      'correct horse #1 battery staple',
    );
    for (const line of [
      'BACKUP_KEY=correct horse #1 battery staple',
      'BACKUP_KEY=#1 long passphrase',
      'BACKUP_KEY="correct" horse',
    ])
      expect(load(line).mistakes['BACKUP_KEY'], line).toContain("BACKUP_KEY='...'");
    expect(load('DATA_DIR=./da#ta').mistakes).toHaveProperty('DATA_DIR');
    for (const line of ['REDIS_URL=redis://:p#w@h:6379', "REDIS_URL='redis://:p#w@h:6379'"])
      expect(load(line).mistakes['REDIS_URL'], line).toContain('%23');
    expect(load('BACKUP_KEY=a #b', { BACKUP_KEY: 'long enough, and real' }).mistakes).toEqual({});
  });

  it('still has comments behind values that hold no #', () => {
    expect(load('HTTP_PORT=81 # health\nDATA_DIR=./x # here\nLOG_LEVEL=warn#er').config).toMatchObject({
      http: { port: 81 },
      dataDir: join(root, 'x'),
      log: { level: 'warn' },
    });
  });
});

describe('the environment', () => {
  it('opens no sandbox for a token of another name, unless it was asked for', () => {
    expect(load('', { DISCORD_TOKENS: 'x.y' }).mistakes).toHaveProperty('DISCORD_TOKEN');
    for (const said of [{ PUNCHCARD_SANDBOX: '1' }, { DISCORD_TOKEN: '' }])
      expect(load('', { DISCORD_TOKENS: 'x.y', ...said })).toMatchObject({ mistakes: {}, hints: [expect.any(String)] });
  });

  it('is looked at for names like ours only', () => {
    const others = { TOKEN: 'x', LOGLEVEL: 'x', HTTP_PROXY: 'x', PORT: '80', HTTPPORT: '1', DATADIR: '/x' };
    expect(load('', others)).toMatchObject({ mistakes: {}, hints: [] });
    expect(load('', { REDIS_URI: 'redis://h' }).hints).toEqual([expect.stringMatching(/REDIS_URI.*REDIS_URL/)]);
  });
});

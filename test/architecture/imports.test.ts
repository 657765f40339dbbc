import { describe, expect, it } from 'vitest';
import { importViolations } from './import-rules.js';
import { importsOf, readSources } from './sources.js';

const wrong = (files: Readonly<Record<string, string>>): readonly string[] => importViolations(new Map(Object.entries(files)));

describe('the house', () => {
  const sources = readSources('src', '.ts');

  it('is read', () => {
    expect(sources.size).toBeGreaterThan(50);
    expect(importsOf('src/domain/defaults.ts', sources.get('src/domain/defaults.ts') ?? '')).toContain(
      '../../data/defaults.json',
    );
  });

  it('imports only in the allowed directions, without cycles', () => {
    expect(importViolations(sources)).toEqual([]);
  });
});

describe('a wrong import is found', () => {
  const domain = { 'src/domain/a.ts': 'export const a = 1;' };

  it.each([
    ['domain', 'engine'],
    ['engine', 'i18n'],
    ['analytics', 'engine'],
    ['engine', 'commands'],
    ['i18n', 'views'],
    ['views', 'engine'],
    ['commands', 'discord'],
    ['discord', 'core'],
    ['commands', 'core'],
    ['discord', 'sandbox'],
    ['sandbox', 'domain'],
    ['sandbox', 'core'],
  ])('%s -> %s', (from, to) => {
    const files = { [`src/${from}/x.ts`]: `import { y } from '../${to}/y.js';`, [`src/${to}/y.ts`]: 'export const y = 1;' };
    expect(wrong(files)).toEqual([`src/${from}/x.ts: ${from} may not import ${to} (src/${to}/y.ts)`]);
  });

  it.each([
    `import type { a } from '../domain/a.js';`,
    `export { a } from '../domain/a.js';`,
    `export * from '../domain/a.js';`,
    `const a = await import('../domain/a.js');`,
    `type A = import('../domain/a.js').A;`,
    `import a = require('../domain/a.js');`,
    `const a = require('../domain/a.js');`,
  ])('in the form %s', (text) => {
    expect(wrong({ ...domain, 'src/sandbox/x.ts': text })).toEqual([
      'src/sandbox/x.ts: sandbox may not import domain (src/domain/a.ts)',
    ]);
  });

  it('of a library away from its home', () => {
    expect(wrong({ 'src/commands/x.ts': `import { Client } from 'discord.js';` })).toHaveLength(1);
    expect(wrong({ 'src/sandbox/x.ts': `import { REST } from '@discordjs/rest';` })).toHaveLength(1);
    expect(wrong({ 'src/engine/cache/x.ts': `import { Redis } from 'ioredis';` })).toHaveLength(1);
    expect(wrong({ 'src/core/x.ts': `import type { Redis } from 'ioredis/built/index.js';` })).toHaveLength(1);
    const home = { 'src/discord/x.ts': `import 'discord.js';`, 'src/engine/redis/x.ts': `import 'ioredis';` };
    expect(wrong(home)).toEqual([]);
  });

  it('of something impure', () => {
    for (const library of ['node:fs', 'fs', 'lru-cache', 'discord-api-types/v10']) {
      expect(wrong({ 'src/domain/x.ts': `import '${library}';` })).toEqual([
        `src/domain/x.ts: domain is pure and may not import ${library}`,
      ]);
    }
    expect(wrong({ 'src/views/x.ts': `import 'node:fs';` })).toHaveLength(1);
    expect(wrong({ 'src/analytics/score/x.ts': `import 'node:worker_threads'; import '@tensorflow/tfjs-core';` })).toHaveLength(
      3,
    );
    expect(wrong({ 'src/analytics/training/x.ts': `import 'node:worker_threads'; import '@tensorflow/tfjs-core';` })).toEqual([]);
    expect(wrong({ 'src/domain/x.ts': `import { z } from 'zod';` })).toEqual([
      'src/domain/x.ts: zod in domain is for its tables only',
    ]);
    expect(wrong({ 'src/domain/x.ts': `import 'zod'; import d from '../../data/d.json' with { type: 'json' };` })).toEqual([]);
  });

  it('of what is not part of src, or not there', () => {
    expect(wrong({ 'src/core/x.ts': `import '../../test/support/fake-clock.js';` })).toHaveLength(1);
    expect(wrong({ 'src/core/x.ts': `import '../../scripts/redis.mjs';` })).toHaveLength(1);
    expect(wrong({ 'src/core/x.ts': `import './gone.js';` })).toHaveLength(1);
  });

  it('of an unknown folder or a stray file', () => {
    expect(wrong({ 'src/utils/x.ts': '' })).toEqual(['src/utils/x.ts: unknown folder']);
    expect(wrong({ 'src/helpers.ts': '' })).toEqual(['src/helpers.ts: unknown folder']);
  });

  it('around in a circle, types included', () => {
    expect(
      wrong({
        'src/domain/a.ts': `import './b.js';`,
        'src/domain/b.ts': `import type { C } from './c.js';`,
        'src/domain/c.ts': `export * from './a.js';`,
        'src/domain/d.ts': `import './a.js'; import './b.js';`,
      }),
    ).toEqual(['cycle: src/domain/a.ts -> src/domain/b.ts -> src/domain/c.ts -> src/domain/a.ts']);
    expect(wrong({ 'src/domain/a.ts': `import './a.js';` })).toEqual(['cycle: src/domain/a.ts -> src/domain/a.ts']);
  });

  it('but tests are free', () => {
    expect(wrong({ 'src/domain/x.test.ts': `import '../core/y.js'; import '../../test/support/z.js';`, ...domain })).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { importsOf, readSources, ROOT, type Sources } from './sources.js';

const { dependencies, devDependencies } = z
  .object({ dependencies: z.record(z.string(), z.string()), devDependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));

/** Loaded by name at run time, or run as programs. */
const BY_NAME = new Set([
  ...['pino-pretty', 'discord-api-spec', '@types/fontkit', '@types/node', '@types/opossum', '@types/pdfkit', '@types/ws'],
  ...['eslint', 'prettier', 'tsx', 'typescript', 'vite', 'vitest', '@eslint/js', 'typescript-eslint'],
]);

/** `@scope/name/deep/file.js` -> `@scope/name`; null for files and Node's own. */
const packageOf = (specifier: string): string | null => {
  if (/^[./]/.test(specifier) || specifier.startsWith('node:') || builtinModules.includes(specifier)) return null;
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
};

const packagesIn = (sources: Sources): ReadonlySet<string> =>
  new Set([...sources].flatMap(([path, text]) => importsOf(path, text)).flatMap((specifier) => packageOf(specifier) ?? []));

const isTest = (path: string): boolean => path.endsWith('.test.ts');
const server = readSources('src', '.ts');

describe('package.json', () => {
  it('has everything that the server imports among the dependencies of production', () => {
    const imported = packagesIn(new Map([...server].filter(([path]) => !isTest(path))));
    expect(imported.size).toBeGreaterThan(10);
    expect([...imported].filter((name) => !(name in dependencies))).toEqual([]);
  });

  it('has nothing that nobody imports', () => {
    const [web, tests, config] = [readSources('web', '.ts'), readSources('test', '.ts'), readSources('scripts', '.mjs')];
    const styles = readSources('web', '.css');
    const imported = new Set([...packagesIn(server), ...packagesIn(web), ...packagesIn(tests), ...packagesIn(config)]);
    const named = [...styles.values(), ...config.values()].join('\n');
    const unused = (names: readonly string[]): readonly string[] =>
      names.filter((name) => !imported.has(name) && !BY_NAME.has(name) && !named.includes(name));
    expect(unused(Object.keys(dependencies))).toEqual([]);
    expect(unused(Object.keys(devDependencies))).toEqual([]);
  });
});

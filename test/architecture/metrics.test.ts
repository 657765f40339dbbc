import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { METRICS } from '../../src/core/metric-catalogue.js';
import { readSources } from './sources.js';

interface Use {
  readonly name: string;
  readonly kind: string;
  readonly labels: string;
}

const CALL = /metrics\s*\.(count|gauge|observe)\(\s*'([a-z0-9_]+)'([^;]*?)\);/gs;

/** Labels that are made once for all calls; what is in them is not looked up. */
const CONSTANT = /^\s*,\s*[A-Z][A-Z_]*\s*$/;

/** Label names as they are written in the call: `{ a, b: x }`. Prometheus takes no other ones for a name that it knows. */
const labelsOf = (rest: string): string =>
  (/\{([^{}]*)\}/.exec(rest)?.[1] ?? '')
    .split(',')
    .map((part) => part.split(':')[0]?.trim() ?? '')
    .filter((name) => name !== '')
    .sort()
    .join(',');

const usesIn = (text: string): readonly Use[] =>
  [...text.matchAll(CALL)]
    .filter(([, , , rest = '']) => !CONSTANT.test(rest))
    .map(([, kind = '', name = '', rest = '']) => ({ kind, name, labels: labelsOf(rest) }));

/** prom-client throws where a name comes back as another kind, or with other labels: in the middle of what was only to be counted. */
const clashes = (uses: readonly Use[]): readonly string[] => {
  const forms = new Map<string, Set<string>>();
  for (const { name, kind, labels } of uses) forms.set(name, (forms.get(name) ?? new Set()).add(`${kind}(${labels})`));
  return [...forms].filter(([, seen]) => seen.size > 1).map(([name, seen]) => `${name}: ${[...seen].join(' and ')}`);
};

describe('metrics', () => {
  it('have one kind and one set of labels for each name', () => {
    const uses = [...readSources('src', '.ts')]
      .filter(([path]) => !path.endsWith('.test.ts'))
      .flatMap(([, text]) => usesIn(text));
    expect(uses.length).toBeGreaterThan(40);
    expect(clashes(uses)).toEqual([]);
  });

  it('are those of the catalogue, with its kinds and labels', () => {
    const kinds = { count: 'counter', gauge: 'gauge', observe: 'histogram' } as const;
    const uses = new Map(
      [...readSources('src', '.ts')]
        .filter(([path]) => !path.endsWith('.test.ts'))
        .flatMap(([, text]) => usesIn(text))
        .map(({ name, kind, labels }) => [name, `${kinds[kind as keyof typeof kinds]}(${labels})`]),
    );
    const declared = Object.entries(METRICS).map(([name, { kind, labels }]) => [
      name,
      `${kind}(${[...labels].sort().join(',')})`,
    ]);
    expect(Object.fromEntries(declared)).toEqual(Object.fromEntries(uses));
  });

  it('that the operations handbook names are there', async () => {
    const text = [...readSources('src', '.ts')].map(([, source]) => source).join('\n');
    const handbook = await readFile(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');
    const named = new Set([...handbook.matchAll(/punchcard_([a-z0-9_]+)/g)].map(([, name = '']) => name));
    expect(named.size).toBeGreaterThan(8);
    // Those of the process itself are prom-client's.
    const unknown = [...named].filter((name) => !/^(process_(cpu|resident)|nodejs)_/.test(name) && !text.includes(`'${name}'`));
    expect(unknown).toEqual([]);
  });

  it('that clash are found', () => {
    expect(clashes(usesIn(`metrics.count('a', { x });\nmetrics.gauge('a', 1, { x: y });`))).toEqual(['a: count(x) and gauge(x)']);
    expect(clashes(usesIn(`metrics.count('a', { x });\nthis.metrics.count('a', { x, z: 1 }, 2);`))).toEqual([
      'a: count(x) and count(x,z)',
    ]);
    expect(clashes(usesIn(`metrics.count('a', { x });\nmetrics.count('a', { x: 'q' });`))).toEqual([]);
  });
});

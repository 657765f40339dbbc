import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { exportGauges } from '../../src/core/gauges.js';
import { METRICS } from '../../src/core/metric-catalogue.js';
import { createMetrics } from '../../src/core/metrics.js';
import { FakeClock } from '../support/fake-clock.js';
import { SNAPSHOT } from '../support/system-samples.js';
import { ROOT } from './sources.js';

/** What is exposed and not on the dashboard, each with its reason. */
const NOT_SHOWN: Readonly<Record<string, string>> = {
  cache_reads: 'the same as cache_hits and cache_misses, by level',
  desired_checks: 'a part of desired_queued that is no hurry',
};

const Dashboard = z.object({
  panels: z.array(
    z.object({
      id: z.int(),
      type: z.string(),
      title: z.string().min(1),
      gridPos: z.object({ h: z.int(), w: z.int(), x: z.int(), y: z.int() }),
      targets: z.array(z.object({ expr: z.string(), refId: z.string() })).default([]),
    }),
  ),
});
const { panels } = Dashboard.parse(JSON.parse(readFileSync(join(ROOT, 'docs/grafana.json'), 'utf8')));
const expressions = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
/** Series that the dashboard asks for, with the prefix. */
const asked = new Set(expressions.flatMap((expr) => [...expr.matchAll(/\bpunchcard_[a-z0-9_]+/g)].map(([name]) => name)));

/** The real exposition, after each metric of the catalogue was used once. */
const exposed = async (): Promise<{ readonly families: ReadonlySet<string>; readonly series: ReadonlyMap<string, string> }> => {
  const metrics = createMetrics(new FakeClock());
  exportGauges(SNAPSHOT, metrics);
  for (const [name, { kind, labels }] of Object.entries(METRICS)) {
    const given = Object.fromEntries(labels.map((label) => [label, 'x']));
    if (kind === 'counter') metrics.count(name, given);
    else if (kind === 'histogram') metrics.observe(name, 1, given);
    else metrics.gauge(name, 1, given);
  }
  const { body } = await metrics.exposition();
  metrics.close();
  const lines = body.split('\n');
  return {
    families: new Set(lines.flatMap((line) => /^# TYPE (\S+)/.exec(line)?.[1] ?? [])),
    series: new Map(
      lines.flatMap((line) => (/^([a-z]\w*)(\{.*\})? /.exec(line) === null ? [] : [[line.split(/[{ ]/)[0] ?? '', line]])),
    ),
  };
};

it('asks only for series that are really exposed, by labels that they have', async () => {
  const { series } = await exposed();
  expect(asked.size).toBeGreaterThan(50);
  expect([...asked].filter((name) => !series.has(name))).toEqual([]);
  const wrong = expressions.flatMap((expr) => {
    const labels = [...expr.matchAll(/ by \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(', '));
    const lines = [...expr.matchAll(/\bpunchcard_[a-z0-9_]+/g)].map(([name]) => series.get(name) ?? '');
    return labels.filter((label) => !lines.every((line) => line.includes(`${label}="`))).map((label) => `${label} in ${expr}`);
  });
  expect(wrong).toEqual([]);
});

it('shows every metric of ours, or it is said why not', async () => {
  const { families } = await exposed();
  const shown = (family: string): boolean => [...asked].some((name) => name === family || name === `${family}_bucket`);
  const own = [...families].filter((family) => !/^punchcard_(process_(?!restarts)|nodejs_)/.test(family));
  expect(own.length).toBe(Object.keys(METRICS).length);
  const missing = own.filter((family) => !shown(family)).map((family) => family.replace('punchcard_', ''));
  expect(missing.sort()).toEqual(Object.keys(NOT_SHOWN).sort());
});

it('has each panel once, and none on top of another one', () => {
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  const cells = panels.flatMap(({ gridPos: { h, w, x, y } }) =>
    Array.from({ length: h * w }, (_, at) => `${x + (at % w)}:${y + Math.floor(at / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
});

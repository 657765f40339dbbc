import { afterEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../test/support/fake-clock.js';
import { createMetrics } from './metrics.js';

const clock = new FakeClock();
const open: { close(): void }[] = [];
const make = () => {
  const metrics = createMetrics(clock);
  open.push(metrics);
  return metrics;
};
afterEach(() => {
  for (const metrics of open.splice(0)) metrics.close();
});

describe('createMetrics', () => {
  it('counts by label, and tells', async () => {
    const metrics = make();
    metrics.count('interactions_total', { name: 'clockin', outcome: 'ok' });
    metrics.count('interactions_total', { name: 'clockin', outcome: 'ok' }, 2);
    metrics.count('interactions_total', { name: 'status', outcome: 'ok' });
    expect(metrics.counts('interactions_total')).toEqual([
      { labels: { name: 'clockin', outcome: 'ok' }, count: 3 },
      { labels: { name: 'status', outcome: 'ok' }, count: 1 },
    ]);
    const { body, contentType } = await metrics.exposition();
    expect(contentType).toContain('text/plain');
    expect(body).toContain('punchcard_interactions_total{name="clockin",outcome="ok"} 3');
  });

  it('exports gauges, histograms and the defaults of a process with one prefix', async () => {
    const metrics = make();
    metrics.gauge('lane_depth', 4, { lane: 'critical' });
    metrics.observe('interaction_ms', 42);
    const { body } = await metrics.exposition();
    expect(body).toContain('punchcard_lane_depth{lane="critical"} 4');
    expect(body).toContain('punchcard_interaction_ms_bucket{le="50"} 1');
    expect(body).toContain('punchcard_nodejs_eventloop_lag_seconds');
    for (const line of body.split('\n')) if (line !== '' && !line.startsWith('#')) expect(line).toMatch(/^punchcard_/);
  });

  it('knows percentiles in ms, of the last five minutes only', () => {
    const metrics = make();
    for (let ms = 1; ms <= 100; ms += 1) metrics.observe('interaction_ms', ms);
    const first = metrics.percentiles('interaction_ms');
    expect(first.count).toBe(100);
    expect(Math.abs(first.p50 - 50)).toBeLessThan(1.2);
    expect(Math.abs(first.p99 - 99)).toBeLessThan(2.3);
    clock.advance(5 * 60_000);
    metrics.observe('interaction_ms', 1_000);
    expect(metrics.percentiles('interaction_ms').count).toBe(101);
    clock.advance(60_000);
    expect(metrics.percentiles('interaction_ms')).toMatchObject({ count: 1 });
    clock.advance(5 * 60_000);
    expect(metrics.percentiles('interaction_ms')).toEqual({ p50: 0, p95: 0, p99: 0, count: 0 });
  });
});

import { describe, expect, it } from 'vitest';
import type { Entry, Status } from './contract.js';
import { expected } from './expected.js';

const NOW = Date.parse('2026-03-09T10:00:00.000Z');
const at = new Date(NOW).toISOString();
const running: Entry = {
  ...{ id: 's1', category: 'work', status: 'RUNNING', note: 'a', start: '2026-03-09T08:00:00.000Z', end: null, breaks: [] },
  ...{ pausedSince: null, overrideSeconds: null, effectiveSeconds: 7_200, pausedSeconds: 0, endReason: null, version: 'v' },
};
const status = (active: Entry | null): Status => ({
  ...{ space: 'g1', user: '1', active, last: null, totals: null, possiblyStale: false, now: at, version: '3' },
});
const paused: Entry = { ...running, status: 'PAUSED', pausedSince: '2026-03-09T09:00:00.000Z' };

describe('the clock as it will most likely stand', () => {
  it('begins, and ends with what counted last', () => {
    expect(expected(status(null), 'in', { category: 'work', note: 'x' }, NOW)?.active).toMatchObject({
      ...{ category: 'work', note: 'x', start: at, end: null, status: 'RUNNING', effectiveSeconds: 0 },
    });
    expect(expected(status(running), 'out', {}, NOW)).toMatchObject({
      active: null,
      last: { id: 's1', end: at, note: 'a', effectiveSeconds: 7_200, status: 'ENDED_UNCONFIRMED' },
    });
    expect(expected(status(running), 'out', { note: null }, NOW)?.last?.note).toBeNull();
  });

  it('stands still on a break, and goes on with it kept', () => {
    expect(expected(status(running), 'pause', {}, NOW)?.active).toMatchObject({ status: 'PAUSED', pausedSince: at });
    expect(expected(status(paused), 'resume', {}, NOW)?.active).toMatchObject({
      ...{ status: 'RUNNING', pausedSince: null, breaks: [{ start: paused.pausedSince, end: at }] },
    });
    expect(expected(status(paused), 'out', {}, NOW)?.last?.breaks).toHaveLength(1);
  });

  it('changes the category as an end and a beginning, and the note alone', () => {
    expect(expected(status(running), 'switch', { category: 'study' }, NOW)).toMatchObject({
      ...{ active: { category: 'study', start: at, note: null }, last: { id: 's1', end: at } },
    });
    expect(expected(status(running), 'note', { note: 'b' }, NOW)?.active).toEqual({ ...running, note: 'b' });
  });

  it('is not guessed where the server will refuse', () => {
    expect(expected(status(running), 'in', { category: 'work' }, NOW)).toBeNull();
    expect(expected(status(paused), 'pause', {}, NOW)).toBeNull();
    for (const action of ['out', 'pause', 'resume', 'note'] as const) expect(expected(status(null), action, {}, NOW)).toBeNull();
  });
});

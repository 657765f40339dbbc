import { expect, it } from 'vitest';
import { JUNE, sampleReport, type SampleEntry } from '../../../test/support/report-samples.js';
import { byDay } from './by-day.js';

const HOUR = 3_600_000;
const UTC = { zone: 'UTC', dayStart: 0, boundary: 'split' } as const;
const entry = (from: number, to: number, note: string, more: Partial<SampleEntry> = {}): SampleEntry => ({
  ...{ start: JUNE + from * HOUR, end: JUNE + to * HOUR, note },
  ...more,
});

/** Days with the notes of their lines; `…` before what goes on from an earlier day, and after what goes on. */
const daysOf = async (entries: readonly SampleEntry[]): Promise<readonly string[]> => {
  const found: string[] = [];
  for await (const days of byDay(sampleReport({ entries, head: { counting: UTC } }).rows())) {
    for (const { name, day, lines } of days) {
      const notes = lines.map(({ row, isFirst, isLast }) => `${isFirst ? '' : '…'}${row.session.note ?? ''}${isLast ? '' : '…'}`);
      found.push(`${name} ${day}: ${notes.join(', ')}`);
    }
  }
  return found;
};

it('puts an entry under each of its days, after those that began before', async () => {
  const entries = [entry(20, 80, 'long'), entry(22, 23, 'evening'), entry(30, 31, 'morning'), entry(96, 97, 'later')];
  expect(await daysOf(entries)).toEqual([
    'Anna Berg 20260601: long…, evening',
    'Anna Berg 20260602: …long…, morning',
    'Anna Berg 20260603: …long…',
    'Anna Berg 20260604: …long',
    'Anna Berg 20260605: later',
  ]);
});

it('keeps the days in order when an entry was counted in another zone', async () => {
  const entries = [
    entry(20, 21, 'Auckland', { zone: 'Pacific/Auckland' }),
    entry(21, 22, 'Honolulu', { zone: 'Pacific/Honolulu' }),
  ];
  expect(await daysOf(entries)).toEqual(['Anna Berg 20260601: Honolulu', 'Anna Berg 20260602: Auckland']);
});

it('begins anew with each member', async () => {
  const entries = [entry(50, 51, 'a', { member: 'Ada' }), entry(1, 2, 'b', { member: 'Ben' })];
  expect(await daysOf(entries)).toEqual(['Ada 20260603: a', 'Ben 20260601: b']);
});

import { describe, expect, it } from 'vitest';
import { formatOf } from '../../../kit/format.js';
import { keptBesides, keptSentences } from './kept.js';

const NOTHING = {
  ...{ entries: 0, first: null, last: null, isOnTheClock: false, hasHistory: false },
  ...{ documents: [], untold: 0, spaces: 1 },
};
const reader = (locale: 'en' | 'de') => ({ locale, format: formatOf(locale, [locale]), zone: 'Europe/Berlin' });

describe('what is kept, in sentences', () => {
  it('is little of whoever has done nothing', () => {
    expect(keptSentences(NOTHING, reader('en'))).toEqual(['No entries.', 'No changes.']);
  });

  it.each(['en', 'de'] as const)('leaves no place unfilled, and knows one from several: %s', (locale) => {
    const moment = '2026-03-09T08:00:00.000Z';
    const some = { ...NOTHING, first: moment, last: moment, isOnTheClock: true, hasHistory: true, spaces: 3 };
    const [one, several] = [1, 1_200].map((count) => keptSentences({ ...some, entries: count, untold: count }, reader(locale)));
    expect([...one!, ...several!].filter((text) => /[{}]/.test(text))).toEqual([]);
    expect(one![0]).not.toBe(several![0]);
    expect(several![0]).toContain(locale === 'en' ? '1,200 entries' : '1.200 Einträge');
    expect(one).toHaveLength(6);
  });

  it('names each kind of documents, and one of a newer version by its name', () => {
    const texts = keptSentences({ ...NOTHING, documents: ['exports-of-member', 'targets', 'new-kind'] }, reader('en'));
    expect(texts.slice(2)).toEqual([expect.stringContaining('exported your time'), 'Your weekly targets.', 'new-kind']);
  });

  it('tells of changes to others only in a server', () => {
    expect(keptBesides('de', true).length).toBe(keptBesides('de', false).length + 1);
  });
});

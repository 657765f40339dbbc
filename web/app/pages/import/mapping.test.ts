import { describe, expect, it } from 'vitest';
import type { CategoryChoice } from './contract.js';
import { labelChoice, labelSaid, mappedOf, saidOf } from './mapping.js';

const label = (name: string, choice: CategoryChoice | null) => ({ label: name, rows: 1, seconds: 60, choice, suggested: false });

describe('what becomes of labels and people', () => {
  it.each([
    { kind: 'existing', id: 'new' },
    { kind: 'new', name: 'Work' },
    { kind: 'new', name: 'Other' },
    { kind: 'ignore' },
    null,
  ] as const)('is shown by controls and read from them again: %j', (choice) => {
    expect(labelChoice('Work', labelSaid('Work', choice))).toEqual(choice);
  });

  it('is missing as long as anything is, also a name that is to be typed', () => {
    const draft = { labels: [label('a', null), label('b', { kind: 'ignore' })], people: [] };
    const mapped = mappedOf(draft);
    expect(saidOf(draft, mapped)).toBeNull();
    const said = (value: string, name = '') =>
      saidOf(draft, { ...mapped, labels: new Map([...mapped.labels, ['a', { value, name }]]) });
    expect(said('named', ' ')).toBeNull();
    expect(said('named', ' Deep work ')).toEqual({ categories: [{ label: 'a', choice: { kind: 'new', name: 'Deep work' } }] });
    expect(said('c:7')).toEqual({ categories: [{ label: 'a', choice: { kind: 'existing', id: '7' } }] });
  });

  it('is told to the server only where it is another', () => {
    const people = [{ name: 'ann', rows: 1, seconds: 60, choice: { kind: 'member' as const, user: '1' } }];
    const draft = { labels: [label('__proto__', { kind: 'ignore' })], people };
    expect(saidOf(draft, mappedOf(draft))).toEqual({});
    expect(saidOf(draft, { ...mappedOf(draft), people: new Map([['ann', 'ignore']]) })).toEqual({
      people: [{ name: 'ann', choice: { kind: 'ignore' } }],
    });
  });
});

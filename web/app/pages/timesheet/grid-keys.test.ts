import { describe, expect, it } from 'vitest';
import { keyAction } from './grid-keys.js';
import type { Times } from './times.js';

const BERLIN = 'Europe/Berlin';
const times: Times = { start: Date.parse('2026-03-28T08:03Z'), end: Date.parse('2026-03-28T10:00Z'), breaks: [] };
const press = (key: string, held: Partial<Record<'shiftKey' | 'altKey' | 'ctrlKey', boolean>> = {}, isDraft = false) =>
  keyAction({ key, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, ...held }, { times, isDraft, zone: BERLIN });
const span = (action: ReturnType<typeof press>) =>
  action?.kind === 'change'
    ? [action.times.start, action.times.end].map((ms) => new Date(ms).toISOString().slice(5, 16))
    : action?.kind;

describe('keys on an entry', () => {
  it.each([
    ['ArrowDown', {}, ['03-28T08:05', '03-28T10:02']],
    ['ArrowUp', {}, ['03-28T08:00', '03-28T09:57']],
    // Over the night of 23 hours: the same time by the clocks, and as long as it was.
    ['ArrowRight', {}, ['03-29T07:03', '03-29T09:00']],
    ['ArrowLeft', {}, ['03-27T08:03', '03-27T10:00']],
    ['ArrowDown', { shiftKey: true }, ['03-28T08:03', '03-28T10:05']],
    ['ArrowUp', { shiftKey: true }, ['03-28T08:03', '03-28T09:55']],
    ['ArrowDown', { altKey: true }, ['03-28T08:05', '03-28T10:00']],
    ['Enter', {}, 'edit'],
    ['Delete', {}, 'delete'],
    ['Escape', {}, undefined],
    ['a', {}, undefined],
    ['ArrowDown', { ctrlKey: true }, undefined],
  ] as const)('%s with %o', (key, held, expected) => {
    expect(span(press(key, held))).toEqual(expected);
  });

  it('Enter saves and Escape drops what was moved', () => {
    expect(press('Enter', {}, true)?.kind).toBe('keep');
    expect(press('Escape', {}, true)?.kind).toBe('drop');
  });
});

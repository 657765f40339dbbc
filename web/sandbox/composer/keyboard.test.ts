import { ApplicationCommandOptionType as Type, ApplicationCommandType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { leavesOf } from '../discord/commands.js';
import { addOption, moveTo, startDraft, type Draft } from './draft.js';
import { actionOf, type Situation } from './keyboard.js';

const [leaf] = leavesOf([
  {
    id: '1',
    application_id: '2',
    version: '3',
    type: ApplicationCommandType.ChatInput,
    name: 'clockin',
    description: 'Start',
    default_member_permissions: null,
    options: [
      { type: Type.String, name: 'category', description: '', required: true },
      { type: Type.String, name: 'note', description: '' },
    ],
  },
]);
const begun = (): Draft => {
  if (!leaf) throw new Error('no leaf');
  return startDraft(leaf);
};
const now = (more: Partial<Situation> = {}): Situation => ({ draft: undefined, rows: 0, active: -1, empty: false, ...more });
const press = (key: string, more: Partial<Situation> = {}, shift = false) => actionOf(key, shift, now(more));

describe('keys in the message box', () => {
  it('walk round the picker, and are left alone where there is none', () => {
    expect(press('ArrowDown', { rows: 3, active: 2 })).toEqual({ type: 'point', row: 0 });
    expect(press('ArrowUp', { rows: 3, active: 0 })).toEqual({ type: 'point', row: 2 });
    expect(press('ArrowUp', { rows: 3, active: -1 })).toEqual({ type: 'point', row: 2 });
    expect(press('ArrowDown')).toBeUndefined();
    expect(press('a', { rows: 3, active: 0 })).toBeUndefined();
  });

  it('Enter picks what is active, else sends; plain text goes nowhere', () => {
    const draft = begun();
    expect(press('Enter', { draft, rows: 2, active: 1 })).toEqual({ type: 'pick', row: 1 });
    expect(press('Enter', { draft, rows: 2, active: -1 })).toEqual({ type: 'send', draft });
    expect(press('Enter', { draft, rows: 1, active: 4 })).toEqual({ type: 'send', draft });
    expect(press('Enter')).toEqual({ type: 'none' });
  });

  it('Tab picks, else goes on, and leaves the message box at its ends', () => {
    const draft = begun();
    expect(press('Tab', { draft, rows: 1, active: 0 })).toEqual({ type: 'pick', row: 0 });
    expect(press('Tab', { draft })).toEqual({ type: 'change', draft: moveTo(draft, undefined) });
    expect(press('Tab', { draft, rows: 1, active: 0 }, true)).toBeUndefined();
    expect(press('Tab', { draft: moveTo(draft, undefined) })).toBeUndefined();
    expect(press('Tab', { draft: moveTo(draft, undefined) }, true)).toEqual({ type: 'change', draft });
    expect(press('Tab')).toBeUndefined();
  });

  it('Escape hides the choices first, then gives the command up', () => {
    const draft = begun();
    expect(press('Escape', { draft, rows: 2, active: 0 })).toEqual({ type: 'hide' });
    expect(press('Escape', { draft })).toEqual({ type: 'clear' });
    expect(press('Escape', { rows: 2, active: 0 })).toEqual({ type: 'clear' });
  });

  it('Backspace in an empty box takes an optional one away, else goes back, at last to plain text', () => {
    const draft = begun();
    const noted = addOption(draft, 'note');
    expect(press('Backspace', { draft: noted, empty: true })).toMatchObject({ type: 'change', draft: { shown: ['category'] } });
    expect(press('Backspace', { draft: moveTo(draft, undefined), empty: true })).toEqual({ type: 'change', draft });
    expect(press('Backspace', { draft, empty: true })).toEqual({ type: 'unwrap' });
    expect(press('Backspace', { draft, empty: false })).toBeUndefined();
  });
});

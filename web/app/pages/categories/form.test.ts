import { describe, expect, it } from 'vitest';
import type { Category } from '../../core/contract.js';
import { changedCategory, fieldsOf, newCategory } from './form.js';

const category: Category = {
  id: 'c1',
  name: 'Support',
  colour: '#00aa55',
  emoji: null,
  description: null,
  weight: 2,
  order: 0,
  role: null,
  requires: null,
  archived: false,
  usable: true,
};

describe('the form of a category', () => {
  it('changes nothing when nothing was changed', () => {
    expect(changedCategory(category, fieldsOf(category))).toEqual({});
    expect(changedCategory(category, { ...fieldsOf(category), name: ' Support ', emoji: ' ' })).toEqual({});
  });

  it('sends what is different, and null for what was emptied', () => {
    expect(changedCategory(category, { ...fieldsOf(category), colour: '', description: 'Tickets', weight: 3 })).toEqual({
      colour: null,
      description: 'Tickets',
      weight: 3,
    });
  });

  it('begins a new one with nothing', () => {
    expect(newCategory({ ...fieldsOf(null), name: ' Ops ' })).toEqual({
      name: 'Ops',
      emoji: null,
      colour: null,
      description: null,
      weight: 3,
    });
  });

  it('names a role that is required when it says something new of it alone', () => {
    expect(newCategory({ ...fieldsOf(null), name: 'Ops', requires: '7' })).toMatchObject({ requires: '7' });
    const restricted = { ...category, requires: '7' };
    expect(changedCategory(restricted, { ...fieldsOf(restricted), name: 'Help' })).toEqual({ name: 'Help' });
    expect(changedCategory(restricted, { ...fieldsOf(restricted), requires: '' })).toEqual({ requires: null });
  });
});

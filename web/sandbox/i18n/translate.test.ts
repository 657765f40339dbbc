import { describe, expect, it } from 'vitest';
import de from '../locales/de.json';
import en from '../locales/en.json';
import { placesOf } from '../../kit/words.js';
import { translator } from './translate.js';

describe('the page texts', () => {
  it('have the same keys in every language', () => {
    expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
  });

  it.each(Object.entries(en))('%s has the same places in every language', (key, text) => {
    expect(placesOf(Object.entries(de).find(([other]) => other === key)?.[1] ?? '')).toEqual(placesOf(text));
  });

  it('fills places and leaves unknown ones visible', () => {
    expect(translator('en')('bot.online', { name: 'Punchcard' })).toBe('Punchcard is online');
    expect(translator('de')('bot.online')).toBe('{name} ist online');
  });
});

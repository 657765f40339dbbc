import { describe, expect, it } from 'vitest';
import { placesOf } from '../kit/words.js';
import { tables, translator } from './i18n.js';

const { en, de } = tables;

describe('the texts of the page', () => {
  it('have the same keys in every language', () => {
    expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
  });

  it('have the same places in every language', () => {
    const different = Object.entries(en).filter(
      ([key, text]) => placesOf(text).join() !== placesOf(Object.entries(de).find(([other]) => other === key)?.[1] ?? '').join(),
    );
    expect(different).toEqual([]);
  });

  it('are never empty, and no German text is left in English', () => {
    const long = Object.entries(en).filter(([, text]) => text.replace(/\{\w+\}/g, '').split(/[a-z] /i).length > 3);
    expect(Object.values({ ...en, ...de }).filter((text) => text.trim() === '')).toEqual([]);
    expect(long.filter(([key, text]) => Object.entries(de).some(([other, german]) => other === key && german === text))).toEqual(
      [],
    );
  });

  it('are filled in', () => {
    expect(translator('de')('app.signedInAs', { name: 'Ada' })).toBe('Angemeldet als Ada');
  });
});

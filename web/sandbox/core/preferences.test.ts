import { describe, expect, it } from 'vitest';
import { readPreferences, writePreferences } from './preferences.js';

describe('preferences', () => {
  it('come back as they were written', () => {
    const kept = { as: '1', place: { guild: '2', channel: '3' }, locale: 'de' } as const;
    expect(readPreferences(`#${writePreferences(kept)}`, null, [])).toEqual(kept);
    expect(readPreferences('', writePreferences(kept), [])).toEqual(kept);
  });

  it('let the address win, and its place as a whole', () => {
    const read = readPreferences('#as=9&channel=8', 'as=1&guild=2&channel=3&lang=de', ['en']);
    expect(read).toEqual({ as: '9', place: { guild: undefined, channel: '8' }, locale: 'de' });
  });

  it('take the language of the browser at first, English when the page does not speak it', () => {
    expect(readPreferences('', null, ['de-AT', 'en']).locale).toBe('de');
    expect(readPreferences('', null, ['fr']).locale).toBe('en');
  });

  it('ignore what cannot be an id', () => {
    expect(readPreferences('#as=<script>&channel=../x', null, []).as).toBeUndefined();
  });
});

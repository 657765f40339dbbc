import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseColour, parseDescription, parseEmoji, parseWeight } from './category-fields.js';

describe('parseColour', () => {
  it.each([
    ['#5865F2', 0x5865f2],
    ['5865f2', 0x5865f2],
    [' #fa0 ', 0xffaa00],
    ['000000', 0],
    ['red', 0xff0000],
    ['Dark Sea-Green', 0x8fbc8f],
    ['blurple', 0x5865f2],
  ])('reads %j', (input, value) => {
    expect(parseColour(input)).toEqual({ ok: true, value });
  });

  it('reads every colour back from its hex form', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (value) => {
        expect(parseColour(`#${value.toString(16).padStart(6, '0')}`)).toEqual({ ok: true, value });
      }),
    );
  });

  it('takes blank as none, and refuses the rest', () => {
    expect(parseColour(null)).toEqual({ ok: true, value: null });
    expect(parseColour('  ')).toEqual({ ok: true, value: null });
    for (const wrong of ['fa0', '#12345', '#1234567', 'ggg', 'reddish', '#ff00zz', '__proto__', 'constructor']) {
      expect(parseColour(wrong)).toMatchObject({
        ok: false,
        error: { code: 'CATEGORY_COLOUR_INVALID', params: { input: wrong } },
      });
    }
  });
});

describe('parseEmoji', () => {
  it.each(['💼', '👩🏽‍💻', '🇩🇪', '1️⃣', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '<:work:123456789012345678>', '<a:party_1:1234567890123456789>'])(
    'takes %s',
    (input) => {
      expect(parseEmoji(` ${input} `)).toEqual({ ok: true, value: input });
    },
  );

  it('adds the variation selector that a keyboard left out', () => {
    expect(parseEmoji('\u2764')).toEqual({ ok: true, value: '\u2764\uFE0F' });
  });

  it.each(['x', '1', '💼💼', ':work:', '<:w:123456789012345678>', '<:work:12>', '<:wo rk:123456789012345678>', '\u200D'])(
    'refuses %j',
    (input) => {
      expect(parseEmoji(input)).toEqual({ ok: false, error: { code: 'CATEGORY_EMOJI_INVALID' } });
    },
  );
});

it('parseDescription trims and limits by code points', () => {
  expect(parseDescription(' a ')).toEqual({ ok: true, value: 'a' });
  expect(parseDescription(' ')).toEqual({ ok: true, value: null });
  expect(parseDescription('🙂'.repeat(200)).ok).toBe(true);
  expect(parseDescription('x'.repeat(201))).toMatchObject({
    error: { code: 'CATEGORY_DESCRIPTION_TOO_LONG', params: { max: 200 } },
  });
});

it('parseWeight takes whole numbers 0 to 5', () => {
  for (const weight of [0, 1, 5]) expect(parseWeight(weight)).toEqual({ ok: true, value: weight });
  for (const weight of [-1, 6, 2.5, Number.NaN])
    expect(parseWeight(weight)).toMatchObject({ error: { code: 'CATEGORY_WEIGHT_INVALID' } });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ERRORS } from '../domain/errors.js';
import { formatBytes, formatDuration, formatMilliseconds, formatNumber, formatPercent } from './format.js';
import { MESSAGES } from './messages.js';
import { createTranslators } from './translators.js';
import { escapeMarkdown, fromUserText, plainText, userText } from './user-text.js';

const translators = createTranslators({ strict: true });
const en = translators.for('en-US');
const de = translators.for('de');

const flat = (tree: object, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? flat(value, `${path}${key}.`) : [[`${path}${key}`, String(value)]],
  );
const placeholders = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();

describe('locales', () => {
  const english = new Map(flat(MESSAGES.en));
  const other = new Map(flat(MESSAGES.de));

  it('have the same keys', () => {
    expect([...other.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('have the same arguments under each key, and no empty text', () => {
    for (const [key, text] of english) {
      expect(placeholders(other.get(key) ?? ''), key).toEqual(placeholders(text));
      expect(text.trim(), key).not.toBe('');
      expect(other.get(key)?.trim(), key).not.toBe('');
    }
  });

  it('have a text for exactly the refusals there are', () => {
    expect(Object.keys(MESSAGES.en.errors).sort()).toEqual(Object.keys(ERRORS).sort());
  });
});

describe('translators', () => {
  it.each([
    ['de-AT', 'de-AT', 'Pause'],
    ['de', 'de', 'Pause'],
    ['en-GB', 'en-GB', 'Pause'],
    ['fr', 'en', 'Pause'],
    ['not a locale', 'en', 'Pause'],
  ])('%s becomes %s', (wanted, locale, text) => {
    const t = translators.for(wanted);
    expect(t.locale).toBe(locale);
    expect(t('session.buttons.pause')).toBe(text);
  });

  it('fall back from a region to its language', () => {
    expect(translators.for('de-AT')('session.buttons.clockOut')).toBe('Ausstempeln');
    expect(translators.for('en-GB')('session.buttons.clockOut')).toBe('Clock out');
  });

  it('put arguments in as they are: no nesting, no further arguments', () => {
    const name = '$t(session.buttons.pause) {{reference}} $& <b>';
    expect(en('categories.added', { category: name })).toBe(`Category ${name} added.`);
  });

  it('show the key, or nothing for an argument, where strict ones throw', () => {
    expect(() => en('categories.added')).toThrow('no argument');
    expect(createTranslators().for('en')('categories.added')).toBe('Category  added.');
  });

  it('look keys up in one locale only', () => {
    expect(translators.lookup('de', 'commands.clockin.name')).toBe('einstempeln');
    expect(translators.lookup('de', 'commands.clockin')).toBeUndefined();
    expect(translators.lookup('de', 'commands.nothing')).toBeUndefined();
  });
});

describe('formats', () => {
  it.each([
    [0, '0 min', '0 Min.'],
    [999, '0 min', '0 Min.'],
    [45_999, '45 s', '45 Sek.'],
    [60_000, '1 min', '1 Min.'],
    [3_600_000, '1 h', '1 Std.'],
    [4_859_999, '1 h 20 min', '1 Std. 20 Min.'],
    [-4_800_000, '−1 h 20 min', '−1 Std. 20 Min.'],
    [4_444_400_000, '1,234 h 33 min', '1.234 Std. 33 Min.'],
  ])('duration %d', (ms, english, german) => {
    expect(formatDuration(ms, en)).toBe(english);
    expect(formatDuration(ms, de)).toBe(german);
  });

  it('numbers, shares, sizes and latencies by locale', () => {
    expect(formatNumber(1234.5, de, 1)).toBe('1.234,5');
    expect(formatPercent(0.995, en)).toBe('99.5%');
    expect(formatBytes(5_242_880, de)).toBe('5 MiB');
    expect(formatBytes(1536, de)).toBe('1,5 KiB');
    expect(formatMilliseconds(0.42, en)).toBe('0.4 ms');
    expect(formatMilliseconds(12.6, en)).toBe('13 ms');
  });
});

describe('user text', () => {
  it.each([
    ['**bold** `code`', String.raw`\*\*bold\*\* \`code\``],
    ['<@123> @everyone', String.raw`\<\@123\> \@everyone`],
    ['[link](https://x)', String.raw`\[link\]\(https://x\)`],
    ['# heading', String.raw`\# heading`],
    ['- item', String.raw`\- item`],
    ['1. item', String.raw`1\. item`],
    ['a - b 1. c', 'a - b 1. c'],
  ])('%s', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  it('takes out control and direction characters, and isolates right-to-left text', () => {
    expect(plainText(' a\n\u202Eb\u0000 ')).toBe('a b');
    expect(userText('שלום')).toBe('\u2068שלום\u2069');
  });

  it('leaves what is harmless as it is, and nothing else', () => {
    const characters = Array.from('aZé7 ,:;!?\'"%&/=.-+#_*\n\u00a0\u202e');
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...characters), maxLength: 12 }), (text) => {
        expect(userText(text)).toBe(escapeMarkdown(plainText(text)));
      }),
    );
  });

  it('can be read back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(fromUserText(userText(text))).toBe(plainText(text));
      }),
    );
  });

  it('has no active character left and at most doubles', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        const shown = userText(text);
        expect(shown.length).toBeLessThanOrEqual(2 * text.length + 2);
        expect(shown.replace(/\\[^0-9A-Za-z\s]/g, '')).not.toMatch(/[*_~`|<>[\]()#@]/);
      }),
    );
  });
});

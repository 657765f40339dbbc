import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoIn, wallMs, wallText } from '../wall-time.js';
import { CsvBytes } from './bytes.js';
import { MACHINE, type Dialect } from './dialect.js';
import { guarded } from './formulas.js';
import { csv, csvRows, type Cell } from './rows.js';

const GERMAN: Dialect = { separator: ';', decimal: ',' };
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

/** What csv-stringify makes of whole rows. */
const byLibrary = (rows: readonly (readonly Cell[])[], { separator, decimal }: Dialect): string => {
  const plain = (cell: Cell): string => {
    if (cell === null) return '';
    if (typeof cell === 'string') return guarded(cell);
    return (typeof cell === 'number' ? String(cell) : (cell.hundredths / 100).toFixed(2)).replace('.', decimal);
  };
  const options = { delimiter: separator, record_delimiter: '\r\n', quoted_match: /[\r\n]/ };
  return stringify(
    rows.map((row) => row.map(plain)),
    options,
  );
};

const odd = fc.string({
  unit: fc.constantFrom('a', '"', ',', ';', '\r', '\n', '\0', '\t', "'", '=', '＝', 'é', '🙂', ' ', '\uD800'),
});
const cell: fc.Arbitrary<Cell> = fc.oneof(
  odd,
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc.integer({ min: -1, max: 1e12 }).map((ms) => ms / 1000),
  fc.integer({ min: -1e3, max: 1e9 }).map((hundredths) => ({ hundredths })),
  fc.constant(null),
);

describe('a table', () => {
  it('is what csv-stringify makes of it, byte by byte', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 8 }), fc.boolean(), (rows, isGerman) => {
        const dialect = isGerman ? GERMAN : MACHINE;
        expect(text(csvRows(rows, dialect))).toBe(Buffer.from(byLibrary(rows, dialect)).toString());
      }),
      { numRuns: 1_000 },
    );
  });

  it('grows with what is written, and is written anew after it was taken', () => {
    const out = new CsvBytes(MACHINE);
    const rows = Array.from({ length: 3_000 }, (_, n) => [`${'ä'.repeat(n % 200)}${n}`, n % 7 === 0 ? 'a "b"' : 'c', n]);
    for (let time = 0; time < 2; time += 1) {
      for (const [first = '', second = '', third = 0] of rows) {
        out.text(String(first));
        out.text(String(second));
        out.number(Number(third));
        out.endRow();
      }
      expect(parse(text(out.take()))).toEqual(rows.map((row) => row.map(String)));
    }
  });

  it('has moments as they are written elsewhere, and lengths of time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -2e12, max: 4e12 }),
        fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'UTC'),
        (ms, zone) => {
          const out = new CsvBytes(MACHINE);
          out.iso(ms, zone);
          out.wall(wallMs(ms, zone));
          out.date(wallMs(ms, zone));
          const wall = wallText(wallMs(ms, zone));
          expect(text(out.take())).toBe([isoIn(ms, zone), wall, wall.slice(0, 10)].join(','));
        },
      ),
      { numRuns: 200 },
    );
    const out = new CsvBytes(MACHINE);
    for (const seconds of [0, 59, 3_600, 25_530, 400_000]) out.duration(seconds * 1000);
    expect(text(out.take())).toBe('0:00:00,0:00:59,1:00:00,7:05:30,111:06:40');
  });

  it('holds nothing that a spreadsheet takes for a formula', () => {
    const rows = [
      ['=1+1', '+1', '-1', '@x', '\tx', '＝1', -1, null],
      ['plain', 'a,b', 'say "x"', 'two\nlines', 'a=b', ' =1', 1.5, ''],
    ];
    expect(text(csv(['a', 'b'], rows))).toBe(
      'a,b\r\n' + "'=1+1,'+1,'-1,'@x,'\tx,'＝1,-1,\r\n" + 'plain,"a,b","say ""x""","two\nlines",a=b, =1,1.5,\r\n',
    );
  });
});

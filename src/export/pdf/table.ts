import type { Column, TableRow } from '../layout/blocks.js';
import { CONTENT_WIDTH, HAIRLINE, MARGIN, RULE, SHADE, STYLES } from './look.js';
import type { Pages } from './pages.js';
import type { Pen, SetLine } from './pen.js';
import type { TableTags, Tags } from './tags.js';

/** A table, row by row. */
export interface TablePrinter {
  row(row: TableRow): void;
  end(): void;
}

/** Points between two columns, and above and below the text of a row. */
const GAP = 8;
const PAD = 2.2;
const HEADER_HEIGHT = STYLES.column.leading + 6;
/** What is below the rows of a table. */
const AFTER = 14;
/** A table begins where its head and some rows have room. */
export const TABLE_BEGINNING = HEADER_HEIGHT + 3 * (STYLES.cell.leading + 2 * PAD);
/** Rows of so many lines are not kept together: a new page would leave most of the old one empty. */
const KEPT_TOGETHER = 12;

interface Place {
  readonly x: number;
  readonly width: number;
  readonly align: 'left' | 'right';
}

const placesOf = (columns: readonly Column[]): readonly Place[] => {
  const fixed = columns.reduce((sum, { width }) => sum + (width ?? 0), 0);
  let x = MARGIN;
  let isBefore = true;
  return columns.map(({ width, align }) => {
    const own = width ?? CONTENT_WIDTH - fixed;
    if (width === null) isBefore = false;
    // Columns have their gap on the right, but for the numbers at the end, which stand against the side of the page.
    const place = { x: align === 'right' && !isBefore ? x + GAP : x, width: own - GAP, align };
    x += own;
    return place;
  });
};

export const printTable = (columns: readonly Column[], pen: Pen, pages: Pages, tags: Tags): TablePrinter => {
  const places = placesOf(columns);
  const table = tags.table();

  const write = (place: Place, line: SetLine, top: number, style: (typeof STYLES)['cell' | 'sum' | 'column']): void => {
    if (place.align === 'right') pen.writeTo(line, place.x + place.width, top, style);
    else pen.write(line, place.x, top, style);
  };

  const titles = columns.map(({ title }, nth) => pen.lines(title, STYLES.column, places[nth]?.width ?? 0)[0]);
  const header = (into: TableTags | null): void => {
    const row = into?.row(
      'TH',
      columns.map(() => null),
    );
    const draw = (nth: number): void => {
      const [line, place] = [titles[nth], places[nth]];
      if (line !== undefined && place !== undefined) write(place, line, pages.y + 2, STYLES.column);
    };
    for (const nth of columns.keys()) {
      if (row === undefined) draw(nth);
      else row.cell(nth, () => draw(nth));
    }
    row?.end();
  };
  const openHeader = (isRepeated: boolean): void => {
    // Said once to whoever listens, and shown on each page.
    if (isRepeated) tags.artifact(() => header(null));
    else header(table);
    pages.y += HEADER_HEIGHT;
    tags.artifact(() => pen.rule(MARGIN, pages.y - 1, CONTENT_WIDTH, 0.7, RULE));
  };
  const nextPage = (): void => {
    pages.next();
    openHeader(true);
  };

  /** What is behind a row, and the line above it. */
  const drawBehind = (kind: TableRow['kind'], top: number, height: number): void => {
    if (kind !== 'plain') pen.fill(MARGIN, top, CONTENT_WIDTH, height, SHADE);
    pen.rule(MARGIN, top, CONTENT_WIDTH, kind === 'plain' ? 0.4 : 0.7, kind === 'plain' ? HAIRLINE : RULE);
  };

  openHeader(false);
  return {
    row({ cells, kind, opens }) {
      const style = kind === 'plain' ? STYLES.cell : STYLES.sum;
      const wide = kind === 'plain' ? places : withRoom(places, cells);
      const texts = cells.map((text, nth) => (text === '' ? [] : pen.lines(text, style, wide[nth]?.width ?? 0)));
      const count = Math.max(1, ...texts.map((lines) => lines.length));
      const heightOf = (lines: number): number => lines * style.leading + 2 * PAD;
      if (!pages.fits(heightOf(Math.min(count, KEPT_TOGETHER)))) nextPage();
      const row = table.row(
        'TD',
        cells.map((text, nth) => (texts[nth]?.some(({ isTurned }) => isTurned) === true ? text : null)),
      );
      let done = 0;
      while (done < count) {
        let now = count - done;
        while (now > 1 && !pages.fits(heightOf(now))) now -= 1;
        const top = pages.y;
        const height = heightOf(now);
        if (kind !== 'plain' || (opens && done === 0)) tags.artifact(() => drawBehind(kind, top, height));
        for (let nth = 0; nth < texts.length; nth += 1) {
          const [place, lines] = [wide[nth], texts[nth]];
          if (place === undefined || lines === undefined || lines.length <= done) continue;
          const until = Math.min(lines.length, done + now);
          row.cell(nth, () => {
            for (let at = done; at < until; at += 1) {
              const line = lines[at];
              if (line !== undefined) write(place, line, top + PAD + (at - done) * style.leading, style);
            }
          });
        }
        pages.y += height;
        done += now;
        if (done < count) nextPage();
      }
      row.end();
    },
    end() {
      table.end();
      pages.y += AFTER;
    },
  };
};

/** The first cell of a sum has the room of the empty ones after it. */
const withRoom = (places: readonly Place[], cells: readonly string[]): readonly Place[] => {
  const [first] = places;
  const next = cells.findIndex((text, nth) => nth > 0 && text !== '');
  const end = next < 0 ? MARGIN + CONTENT_WIDTH : (places[next]?.x ?? MARGIN + CONTENT_WIDTH) - GAP;
  return first === undefined ? places : [{ ...first, align: 'left', width: end - MARGIN }, ...places.slice(1)];
};

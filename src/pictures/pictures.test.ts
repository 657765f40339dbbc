import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../test/support/fake-clock.js';
import { RecordingLogger, RecordingMetrics } from '../../test/support/fakes.js';
import { inflatePng } from '../../test/support/png.js';
import {
  PICTURE_LIMITS,
  pictureProblem,
  type HeatChart,
  type PictureSpec,
  type RowsChart,
  type SeriesChart,
} from '../domain/picture.js';
import { createPictures, DRAWN_WITHIN_MS, IDLE_MS, WAITING_MAX, type DrawingThread } from './index.js';
import { KEPT_BYTES } from './kept.js';
import type { Numbered } from '../threads/thread-work.js';
import type { Order } from './messages.js';
import { contrast, DASHES, HEAT, heatColour, PALETTE } from './palette.js';

const SERIES: SeriesChart = {
  kind: 'series',
  title: 'Antwortzeit',
  unit: 'ms',
  labels: ['a', '', 'c'],
  empty: 'zu wenig',
  series: [
    { kind: 'line', name: 'p50', values: [1, null, 3] },
    { kind: 'bars', name: 'Klicks', values: [1, 2, 3] },
    {
      kind: 'band',
      name: 'Spanne',
      values: [
        [1, 2],
        [1, 4],
        [2, 3],
      ],
    },
  ],
};

const HEAT_CHART: HeatChart = {
  kind: 'heat',
  title: 'Wochentag und Stunde',
  unit: 'h',
  rows: ['Montag', 'Dienstag'],
  columns: ['0', '1', '2'],
  values: [
    [0, 5, 10],
    [null, 1, 2],
  ],
  empty: 'zu wenig',
};

const ROWS: RowsChart = {
  kind: 'rows',
  title: 'Kategorien',
  unit: '%',
  rows: [
    { label: 'Entwicklung', value: 50, text: '50 %' },
    { label: 'פיתוח', value: 0, text: '0 %' },
  ],
  max: 100,
  empty: 'zu wenig',
};

const spec = (more: Partial<PictureSpec> = {}): PictureSpec => ({
  locale: 'de',
  title: 'Antwortzeit Ω Ж',
  alt: 'Die Antwortzeit liegt bei 3 ms.',
  charts: [SERIES],
  ...more,
});

describe('colours', () => {
  it('can be read on the background of a picture, and told from it', () => {
    for (const text of [PALETTE.text, PALETTE.quiet]) expect(contrast(text, PALETTE.background)).toBeGreaterThan(7);
    for (const series of PALETTE.series) expect(contrast(series, PALETTE.background)).toBeGreaterThan(3);
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(DASHES).toHaveLength(PALETTE.series.length);
  });

  it('of a heat map grow lighter all the way, and the darkest is not the background', () => {
    const steps = Array.from({ length: 101 }, (_, at) => contrast(heatColour(at / 100), '#000000'));
    expect(steps.toSorted((a, b) => a - b)).toEqual(steps);
    expect(contrast(HEAT[0], PALETTE.background)).toBeGreaterThan(1.4);
    expect([-1, 0, 1, 2].map(heatColour)).toEqual([HEAT[0], HEAT[0], HEAT.at(-1), HEAT.at(-1)]);
  });
});

describe('what can be drawn', () => {
  it('is said', () => {
    const odd = { ...SERIES, series: [{ kind: 'line' as const, name: 'x', values: [1] }] };
    expect(pictureProblem(spec())).toBeNull();
    expect(pictureProblem(spec({ charts: [] }))).toBe('0 charts');
    expect(pictureProblem(spec({ alt: '' }))).toContain('alt text');
    expect(pictureProblem(spec({ alt: 'x'.repeat(PICTURE_LIMITS.alt + 1) }))).toContain('alt text');
    expect(pictureProblem(spec({ charts: [odd] }))).toContain('1 values for 3 places');
    const infinite = { ...odd, series: [{ kind: 'line' as const, name: 'x', values: [1, Infinity, 2] }] };
    expect(pictureProblem(spec({ charts: [infinite] }))).toContain('no number');
    expect(pictureProblem(spec({ charts: [{ ...SERIES, series: [] }] }))).toContain('0 series');
  });

  it('is said of heat maps and bars too', () => {
    const problemOf = (chart: HeatChart | RowsChart): string | null => pictureProblem(spec({ charts: [chart] }));
    expect([problemOf(HEAT_CHART), problemOf(ROWS), problemOf({ ...ROWS, rows: [] })]).toEqual([null, null, null]);
    expect(problemOf({ ...HEAT_CHART, values: [[1, 2, 3]] })).toContain('values of 1 rows for 2');
    expect(problemOf({ ...HEAT_CHART, columns: ['0'] })).toContain('3 values for 1 columns');
    expect(problemOf({ ...HEAT_CHART, rows: [] })).toContain('0 rows');
    expect(problemOf({ ...HEAT_CHART, columns: [] })).toContain('0 columns');
    const infinite = [
      [1, Infinity, 2],
      [1, 2, 3],
    ];
    expect(problemOf({ ...HEAT_CHART, values: infinite })).toContain('no number');
    expect(problemOf({ ...ROWS, max: 0 })).toContain('a full bar of 0');
    const row = { label: 'x', value: 1, text: '1' };
    expect(problemOf({ ...ROWS, rows: [{ ...row, value: -1 }] })).toContain('a bar of -1');
    expect(problemOf({ ...ROWS, rows: [{ ...row, text: 'x'.repeat(201) }] })).toContain('a text of 201');
    expect(problemOf({ ...ROWS, rows: Array.from({ length: 13 }, () => row) })).toContain('13 rows');
  });
});

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const pictures of closing.splice(0)) await pictures.close();
});

describe('the drawing thread', () => {
  it('draws a PNG with its series in their colours, and says what it cannot draw', async () => {
    const log = new RecordingLogger();
    const pictures = createPictures({ clock: new FakeClock(), log, metrics: new RecordingMetrics() });
    closing.push(pictures);
    const png = await pictures.draw(spec());
    expect(log.lines).toEqual([]);
    const { width, height, has } = inflatePng(png ?? new Uint8Array());
    expect([width, height]).toEqual([1_080, 534]);
    for (const colour of [PALETTE.background, PALETTE.series[0], PALETTE.series[1]]) expect(has(colour)).toBe(true);
    expect(has('#123456')).toBe(false);
    // An empty chart is drawn too.
    const empty = { ...SERIES, series: [{ kind: 'line' as const, name: 'x', values: [null, null, null] }] };
    const nothing = inflatePng((await pictures.draw(spec({ charts: [empty, empty] }))) ?? new Uint8Array());
    expect(nothing.has(PALETTE.series[0])).toBe(false);
    expect(nothing.height).toBe(672);
    const heat = inflatePng((await pictures.draw(spec({ charts: [HEAT_CHART] }))) ?? new Uint8Array());
    for (const colour of [HEAT[0], HEAT.at(-1)!, heatColour(0.5)]) expect(heat.has(colour)).toBe(true);
    const rows = inflatePng((await pictures.draw(spec({ charts: [ROWS] }))) ?? new Uint8Array());
    // No value passes the mark, so there is none.
    expect([rows.has(PALETTE.series[0]), rows.has(PALETTE.series[1])]).toEqual([true, false]);
    const more = { ...ROWS, rows: [{ label: 'x', value: 130, text: '130 %' }] };
    const passed = inflatePng((await pictures.draw(spec({ charts: [more] }))) ?? new Uint8Array());
    expect(passed.has(PALETTE.series[1])).toBe(true);
    const none = [
      { ...ROWS, rows: [] },
      { ...HEAT_CHART, values: HEAT_CHART.values.map((row) => row.map(() => null)) },
    ];
    const nowhere = inflatePng((await pictures.draw(spec({ charts: none }))) ?? new Uint8Array());
    expect([nowhere.has(HEAT[0]), nowhere.has(PALETTE.series[0])]).toEqual([false, false]);
    expect(await pictures.draw(spec({ alt: ' ' }))).toBeNull();
    expect(log.lines.at(-1)).toMatchObject({ message: 'this picture cannot be drawn' });
  }, 30_000);
});

class FakeThread extends EventEmitter implements DrawingThread {
  readonly orders: Numbered<Order>[] = [];
  isEnded = false;
  postMessage(order: Numbered<Order>): void {
    this.orders.push(order);
  }
  unref(): void {
    this.emit('unref');
  }
  terminate(): Promise<void> {
    this.isEnded = true;
    return Promise.resolve();
  }
  draws(): void {
    for (const { n } of this.orders.splice(0)) this.emit('message', { n, png: new Uint8Array([n]) });
  }
}

describe('pictures', () => {
  const setUp = () => {
    const clock = new FakeClock();
    const log = new RecordingLogger();
    const threads: FakeThread[] = [];
    const startThread = (): FakeThread => {
      const thread = new FakeThread();
      threads.push(thread);
      return thread;
    };
    const pictures = createPictures({ clock, log, metrics: new RecordingMetrics(), startThread });
    return { clock, log, threads, pictures };
  };

  it('start a thread with the first one, and end it when none was wanted for long', async () => {
    const { clock, threads, pictures } = setUp();
    expect(threads).toEqual([]);
    const both = [pictures.draw(spec()), pictures.draw(spec({ title: 'another' }))];
    threads[0]!.draws();
    expect(await Promise.all(both)).toEqual([new Uint8Array([1]), new Uint8Array([2])]);
    clock.advance(IDLE_MS - 1);
    expect(threads.map(({ isEnded }) => isEnded)).toEqual([false]);
    clock.advance(1);
    expect(threads.map(({ isEnded }) => isEnded)).toEqual([true]);
    const later = pictures.draw(spec());
    threads[1]!.draws();
    expect(await later).not.toBeNull();
  });

  it('that look the same are drawn once, whether they are asked for together or later', async () => {
    const { clock, threads, pictures } = setUp();
    const both = [pictures.draw(spec()), pictures.draw(spec({ alt: 'other words for the same' }))];
    expect(threads[0]!.orders).toHaveLength(1);
    threads[0]!.draws();
    const [first, second] = await Promise.all(both);
    expect(second).toBe(first);
    expect(await pictures.draw(spec())).toBe(first);
    void pictures.draw(spec({ locale: 'en' }));
    expect(threads[0]!.orders).toHaveLength(1);
    threads[0]!.draws();
    // With the thread what it drew is forgotten.
    clock.advance(IDLE_MS);
    void pictures.draw(spec());
    expect(threads[1]!.orders).toHaveLength(1);
  });

  it('are kept by their bytes, those that were asked for last', async () => {
    const { threads, pictures } = setUp();
    const big = (title: string): Promise<Uint8Array | null> => {
      const asked = pictures.draw(spec({ title }));
      for (const { n } of threads[0]!.orders.splice(0)) {
        threads[0]!.emit('message', { n, png: new Uint8Array(KEPT_BYTES / 2) });
      }
      return asked;
    };
    const a = await big('a');
    const b = await big('b');
    const isKept = [(await big('a')) === a];
    await big('c');
    isKept.push((await big('a')) === a, (await big('b')) === b);
    expect(isKept).toEqual([true, true, false]);
  });

  it('that failed are tried again', async () => {
    const { threads, pictures } = setUp();
    const fails = pictures.draw(spec());
    threads[0]!.emit('message', { n: threads[0]!.orders.splice(0)[0]!.n, reason: 'no font' });
    expect(await fails).toBeNull();
    const again = pictures.draw(spec());
    threads[0]!.draws();
    expect(await again).not.toBeNull();
  });

  it('are given up when the thread stands still, ends, or says why not; the next one has another thread', async () => {
    const { clock, log, threads, pictures } = setUp();
    const still = pictures.draw(spec());
    clock.advance(DRAWN_WITHIN_MS);
    expect(await still).toBeNull();
    expect(threads[0]!.isEnded).toBe(true);
    const dies = pictures.draw(spec());
    threads[1]!.emit('error', new Error('out of memory'));
    threads[1]!.emit('exit', 1);
    expect(await dies).toBeNull();
    const fails = pictures.draw(spec());
    threads[2]!.emit('message', { n: threads[2]!.orders[0]!.n, reason: 'no font' });
    expect(await fails).toBeNull();
    expect(threads).toHaveLength(3);
    expect(log.lines.map(({ fields }) => fields['reason'] ?? fields['ms'])).toEqual([
      DRAWN_WITHIN_MS,
      'out of memory',
      'no font',
    ]);
  });

  it('are refused when too many wait, when no thread can be started, and after the end', async () => {
    const { threads, pictures } = setUp();
    const many = Array.from({ length: WAITING_MAX }, (_, at) => pictures.draw(spec({ title: `${at}` })));
    expect(await pictures.draw(spec())).toBeNull();
    await pictures.close();
    expect(await Promise.all(many)).toEqual(many.map(() => null));
    expect(await pictures.draw(spec())).toBeNull();
    expect(threads).toHaveLength(1);
    const startThread = (): never => {
      throw new Error('no threads here');
    };
    const without = createPictures({
      clock: new FakeClock(),
      log: new RecordingLogger(),
      metrics: new RecordingMetrics(),
      startThread,
    });
    expect(await without.draw(spec())).toBeNull();
  });
});

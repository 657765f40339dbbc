import { notion } from '../../src/engine/documents/kinds/notion.js';
import { FRESH_NOTION_STATE } from '../../src/engine/notion-states.js';
import type { Deps, GuildNames } from '../../src/commands/deps.js';
import type { ExportDesk } from '../../src/commands/export/order.js';
import { domainError } from '../../src/domain/errors.js';
import type { Ids, Labels, LogFields, Logger, Metrics, Random } from '../../src/domain/ports.js';
import { err, ok } from '../../src/domain/result.js';
import type { Exports } from '../../src/export/exports.js';

/** `id-0000001`, `id-0000002`, ... and references `REF0-0001`, ...: unique, ordered, the same in every run. */
export class FakeIds implements Ids {
  private ids = 0;
  private references = 0;
  private readonly prefix: string;

  constructor(prefix = 'id') {
    this.prefix = prefix;
  }

  next(): string {
    return `${this.prefix}-${String(++this.ids).padStart(7, '0')}`;
  }

  reference(): string {
    return `REF0-${String(++this.references).padStart(4, '0')}`;
  }
}

/** mulberry32: the same numbers for the same seed. */
export class FakeRandom implements Random {
  private state: number;

  constructor(seed = 1) {
    this.state = seed >>> 0;
  }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export interface LogLine {
  readonly level: LogLevel;
  readonly fields: LogFields;
  readonly message: string;
}

/** Keeps every line; children write to their parent's list. */
export class RecordingLogger implements Logger {
  readonly lines: LogLine[];
  private readonly fields: LogFields;

  constructor(lines: LogLine[] = [], fields: LogFields = {}) {
    this.lines = lines;
    this.fields = fields;
  }

  debug(fields: LogFields, message: string): void {
    this.write('debug', fields, message);
  }
  info(fields: LogFields, message: string): void {
    this.write('info', fields, message);
  }
  warn(fields: LogFields, message: string): void {
    this.write('warn', fields, message);
  }
  error(fields: LogFields, message: string): void {
    this.write('error', fields, message);
  }
  child(fields: LogFields): RecordingLogger {
    return new RecordingLogger(this.lines, { ...this.fields, ...fields });
  }
  /** The lines of one level. */
  at(level: LogLevel): readonly LogLine[] {
    return this.lines.filter((line) => line.level === level);
  }

  private write(level: LogLevel, fields: LogFields, message: string): void {
    this.lines.push({ level, fields: { ...this.fields, ...fields }, message });
  }
}

const nothing = (): void => undefined;
export const silentLogger: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  child: () => silentLogger,
};

/** Sums counts, keeps the last gauge and every observation, by name and labels: `commits{outcome=ok}`. */
export class RecordingMetrics implements Metrics {
  readonly counts = new Map<string, number>();
  readonly gauges = new Map<string, number>();
  readonly observations = new Map<string, number[]>();

  count(name: string, labels: Labels = {}, by = 1): void {
    const key = series(name, labels);
    this.counts.set(key, (this.counts.get(key) ?? 0) + by);
  }
  gauge(name: string, value: number, labels: Labels = {}): void {
    this.gauges.set(series(name, labels), value);
  }
  observe(name: string, value: number, labels: Labels = {}): void {
    const key = series(name, labels);
    this.observations.set(key, [...(this.observations.get(key) ?? []), value]);
  }
  /** Sum of a counter over all its labels, or over those that contain `labels`. */
  total(name: string, labels: Labels = {}): number {
    const wanted = Object.entries(labels).map(([label, value]) => `${label}=${value}`);
    let sum = 0;
    for (const [key, value] of this.counts) {
      const [base = '', list = ''] = key.split(/[{}]/);
      const have = list.split(',');
      if (base === name && wanted.every((label) => have.includes(label))) sum += value;
    }
    return sum;
  }
}

const series = (name: string, labels: Labels): string => {
  const list = Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, value]) => `${label}=${value}`);
  return list.length === 0 ? name : `${name}{${list.join(',')}}`;
};

/** Where no files are written: every export fails. */
export const noExports: Exports = {
  run: () => ({ done: Promise.resolve(err(domainError('EXPORT_FAILED'))), cancel: () => undefined }),
};

const noImport = () => Promise.resolve(err(domainError('IMPORT_FAILED')));
/** Where no file can be read, and no import is taken. */
export const noImporting: Pick<Deps, 'imports' | 'uploads'> = {
  imports: {
    ...{ open: noImport, draft: noImport, answer: noImport, preview: noImport, begin: noImport },
    ...{ run: noImport, settled: noImport, cancel: noImport, undo: noImport },
    discard: () => Promise.resolve(),
    runs: () => Promise.resolve(ok([])),
    watch: () => () => undefined,
  },
  uploads: { read: () => Promise.resolve(err(domainError('FILE_GONE'))) },
};

const notConnected = () => Promise.resolve(err(domainError('NOTION_NOT_CONNECTED')));
/** Where Notion is not connected, and nobody connects it. */
export const noNotion: Pick<Deps, 'notion'> = {
  notion: {
    ...{ connect: notConnected, places: notConnected, plan: notConnected, setUp: notConnected, pause: notConnected },
    ...{ disconnect: notConnected, refresh: notConnected, comment: notConnected, people: notConnected },
    ...{ pagesCalled: notConnected, webhook: notConnected },
    status: () => {
      const read = notion.read({});
      if (!read.success) throw read.error;
      const { token: _token, ...connection } = read.data;
      return Promise.resolve({
        ...{ connection, isConnected: false, isSetUp: false },
        ...{ state: FRESH_NOTION_STATE, waiting: { count: 0, since: null }, refused: null },
      });
    },
  },
};

/** Where nobody has a name, and no export is taken. */
export const noExporting: { readonly names: GuildNames; readonly exportDesk: ExportDesk } = {
  names: { guild: () => Promise.resolve(null), members: () => Promise.resolve(new Map()) },
  exportDesk: {
    begin: () => err(domainError('EXPORT_SERVER_QUEUE_FULL', { max: 0 })),
    of: () => [],
    find: () => null,
    cancel: () => Promise.resolve(null),
    close: () => Promise.resolve(),
  },
};

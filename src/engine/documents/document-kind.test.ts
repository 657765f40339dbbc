import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MemoryDocumentStore } from '../../../test/support/memory-documents.js';
import { defaultConfig } from '../../domain/defaults.js';
import { guildSpace } from '../../domain/ids.js';
import { SETTING_FIELDS, settingsWith } from '../../domain/settings.js';
import { CorruptData } from '../codec/blob.js';
import { versioned } from '../codec/versioned.js';
import { createDocuments } from './cached-documents.js';
import { decodeDocument, encodeDocument } from './document-codec.js';
import { defineDocument } from './document-kind.js';
import { configuration } from './kinds/configuration.js';
import { DOCUMENT_KINDS } from './kinds/index.js';

const SPACE = guildSpace('1');
/** As a process of today stores it. */
const STORED = encodeDocument({ ...defaultConfig(SPACE, { locale: 'de', timeZone: 'Europe/Berlin' }), version: 3 });

describe('a setting that a later version adds', () => {
  const later = defineDocument({
    name: 'configuration',
    scope: 'space',
    fields: {
      settings: z.looseObject({ ...SETTING_FIELDS, mood: z.enum(['calm', 'brisk']).default('calm') }).prefault({}),
      categories: z.array(z.looseObject({ id: z.string(), target: z.int().default(0) })).default([]),
    },
  });

  it('has its default in what was stored before', () => {
    const read = decodeDocument(later, STORED);
    expect(read).toMatchObject({ version: 3, settings: { locale: 'de', timeZone: 'Europe/Berlin', mood: 'calm' } });
    expect(read.categories[0]).toMatchObject({ id: 'work', name: 'Arbeit', target: 0 });
  });

  it('is kept by an older process that changes another one', () => {
    const newer = decodeDocument(later, STORED);
    const written = encodeDocument({
      ...newer,
      settings: { ...newer.settings, mood: 'brisk' },
      categories: newer.categories.map((category) => ({ ...category, target: 5 })),
    });
    const older = decodeDocument(configuration, written);
    const changed = encodeDocument({ ...older, settings: { ...older.settings, retentionDays: 7 }, version: 4 });
    expect(decodeDocument(later, changed)).toMatchObject({ version: 4, settings: { mood: 'brisk', retentionDays: 7 } });
    expect(decodeDocument(later, changed).categories.every(({ target }) => target === 5)).toBe(true);
  });
});

it('a configuration of which nothing but the envelope is stored is the default one', () => {
  const { settings, categories } = decodeDocument(configuration, versioned(1, Buffer.from('{"schema":1}')));
  expect(settings).toEqual({ ...settingsWith({}), removedAt: null });
  expect(settings).toMatchObject({ locale: 'en', timeZone: 'UTC', onRole: null, retentionDays: 90 });
  expect(categories).toEqual([]);
});

it('what is written is what was read, and neither version nor schema is taken for a field', () => {
  const decoded = decodeDocument(configuration, STORED);
  expect(encodeDocument(decoded)).toEqual(STORED);
  expect(Object.keys(decoded).toSorted()).toEqual(['categories', 'grants', 'settings', 'suspensions', 'version']);
  const hostile = versioned(
    2,
    Buffer.from('{"schema":1,"version":9,"__proto__":{"version":9},"settings":{"__proto__":{"locale":"xx"}}}'),
  );
  const read = decodeDocument(configuration, hostile);
  expect([read.version, read.settings.locale, Object.getPrototypeOf(read)]).toEqual([2, 'en', Object.prototype]);
});

describe('what is damaged', () => {
  it.each([
    ['3', /^configuration of g1: no version/],
    ['3:{"schema":1,', /^configuration of g1: not readable/],
    ['3:[]', /^configuration of g1: /],
    ['3:{"schema":2}', /^configuration of g1: .*schema/s],
    ['3:{"schema":1,"settings":{"timeZone":"+02:00"}}', /^configuration of g1: .*not a time zone.*settings\.timeZone/s],
    ['3:{"schema":1,"settings":{"retentionDays":"90"}}', /^configuration of g1: .*settings\.retentionDays/s],
    ['3:{"schema":1,"categories":[{"id":"a"}]}', /^configuration of g1: .*categories\[0\]\.name/s],
  ])('%s is refused, and what is wrong is said', (value, message) => {
    const read = () => decodeDocument(configuration, Buffer.from(value), 'configuration of g1');
    expect(read).toThrow(CorruptData);
    expect(read).toThrow(message);
  });
});

describe('a declaration', () => {
  const declare = (fields: Record<string, z.ZodDefault | z.ZodPrefault>, name = 'test') =>
    defineDocument({ name, scope: 'space', fields });

  it('is refused when something has no default, or would lose what a newer process keeps', () => {
    const inner = z.looseObject({ a: z.string() });
    expect(() => declare({ inner: inner.prefault({} as { a: string }) })).toThrow(/without a default.*inner\.a/s);
    const strips = z.object({ a: z.string().default('') });
    expect(() => declare({ inner: strips.prefault({}) })).toThrow(/inner is not a z.looseObject/);
    expect(() => declare({ inner: z.strictObject({}).prefault({}) })).toThrow(/newer/);
    expect(declare({ inner: z.looseObject({ a: z.string().default('') }).prefault({}) }).name).toBe('test');
  });

  it('is refused under a name that cannot be stored, or with a field of the store', () => {
    expect(() => declare({}, 'Test/x')).toThrow(TypeError);
    expect(() => declare({ version: z.int().default(1) })).toThrow(/store's own/);
    expect(() => declare({ schema: z.int().default(1) })).toThrow(/store's own/);
  });

  it('serves nobody before it stands in the list, and once', () => {
    const rest = {
      store: new MemoryDocumentStore(),
      enqueue: <T>(_order: string, task: () => Promise<T>) => task(),
      trusted: () => true,
      max: 10,
    };
    const mine = declare({});
    expect(() => createDocuments({ ...rest, kinds: DOCUMENT_KINDS }).of(mine)).toThrow(/not a declared kind/);
    expect(() => createDocuments({ ...rest, kinds: [mine] }).of(declare({}))).toThrow(/not a declared kind/);
    expect(() => createDocuments({ ...rest, kinds: [mine, declare({})] })).toThrow(/two kinds/);
  });
});

it('every declared kind keeps what it does not know', () => {
  expect(DOCUMENT_KINDS.length).toBeGreaterThan(0);
  for (const kind of DOCUMENT_KINDS) {
    const read = decodeDocument(kind, versioned(1, Buffer.from('{"schema":1,"of a newer process":[1]}')));
    expect(encodeDocument(read).toString(), kind.name).toContain('"of a newer process":[1]');
  }
});

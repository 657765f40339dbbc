import fc from 'fast-check';
import { totalsPeriod } from '../../../src/domain/calendar.js';
import { defaultConfig } from '../../../src/domain/defaults.js';
import { guildSpace } from '../../../src/domain/ids.js';
import { versioned } from '../../../src/engine/codec/versioned.js';
import { createDocuments } from '../../../src/engine/documents/cached-documents.js';
import { encodeDocument } from '../../../src/engine/documents/document-codec.js';
import { DOCUMENT_KINDS } from '../../../src/engine/documents/kinds/index.js';
import { noShelf } from '../../../src/engine/documents/shelf.js';
import { configurationsBegin, spacesOn } from '../../../src/engine/spaces/on-documents.js';
import { StoreUnavailable } from '../../../src/engine/store.js';
import { createTranslators } from '../../../src/i18n/translators.js';
import { categoryList } from '../../../src/views/category-list.js';
import { callbackProblems } from '../../support/contract/index.js';
import { MemoryDocumentStore } from '../../support/memory-documents.js';
import { damage, damaged } from '../support/bytes.js';
import { twist, twisted } from '../support/twist.js';
import { must, property, type Target } from '../target.js';

const SPACE = guildSpace('1');
const GOOD = { ...defaultConfig(SPACE, { locale: 'en', timeZone: 'UTC' }), version: 3 };
const t = createTranslators().for('en');

const file = fc.oneof(
  fc.array(damage(), { maxLength: 4 }).map((changes) => damaged(encodeDocument(GOOD), changes)),
  fc
    .array(twist, { minLength: 1, maxLength: 3 })
    .map((twists) => twists.reduce<unknown>((value, one) => twisted(value, one.path, one), { schema: 1, ...GOOD }))
    .map((made) => versioned(3, Buffer.from(made === undefined ? '' : JSON.stringify(made)))),
  fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
);

const play = async (bytes: Buffer): Promise<void> => {
  const stored = new MemoryDocumentStore();
  stored.offline = true;
  const documents = createDocuments({
    kinds: DOCUMENT_KINDS,
    beginnings: [configurationsBegin(() => GOOD)],
    store: stored,
    enqueue: (_order, task) => task(),
    trusted: () => true,
    max: 10,
    shelf: { ...noShelf, read: () => Promise.resolve(bytes) },
  });
  const spaces = spacesOn(documents);
  let config;
  try {
    config = await spaces.get(SPACE);
  } catch (error) {
    if (error instanceof StoreUnavailable) return;
    throw error;
  }
  // What is taken for settings can be used as such.
  totalsPeriod(1_767_603_600_000, config.settings.timeZone);
  const data = categoryList({ categories: config.categories, page: 0, pageId: (page) => `pc1:categories:${page}` }, t);
  const problems = callbackProblems({ type: 4, data });
  must(problems.length === 0, () => problems.join('; '));
};

/** The settings kept on the disk, read while Redis is away. */
export const settings: Target = {
  name: 'settings',
  weight: 4,
  open: () => Promise.resolve({ run: property('settings', file, play), close: () => Promise.resolve() }),
};

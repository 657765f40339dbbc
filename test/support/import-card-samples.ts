import { ButtonStyle } from 'discord-api-types/v10';
import { IMPORT_IDS, SAID_COLUMNS, tagOf } from '../../src/commands/import/custom-ids.js';
import { MENUS } from '../../src/commands/import/menus.js';
import { menuRow } from '../../src/commands/kit/select.js';
import type { UserId } from '../../src/domain/ids.js';
import type { Translator } from '../../src/i18n/translator.js';
import { fileView } from '../../src/views/import/file-card.js';
import { mappingView, USES_A_PAGE } from '../../src/views/import/mapping-card.js';
import type { FileCard, PreviewCard, ShownRun, Some } from '../../src/views/import/model.js';
import { previewView } from '../../src/views/import/preview-card.js';
import { discardedView, runsView, runView, undoAskView } from '../../src/views/import/run-card.js';
import { button, type AnyView } from '../../src/views/message.js';

const NOW = 1e12;
const DAY = 86_400_000;
const MANY = 987_654;

/** The views of imports with the most and the longest that may stand in them. @param write what users wrote, of so many characters */
export const importSamples = (
  owner: UserId,
  write: (length: number) => string,
  t: Translator,
): readonly { readonly name: string; readonly body: AnyView }[] => {
  const ids = { owner, id: 'i'.repeat(32) };
  const name = write(255);
  const some = <T>(one: T): Some<T> => ({ count: MANY, first: Array.from({ length: 50 }, () => one) });
  const options = Array.from({ length: 25 }, (_, at) => ({ value: `${at}`, label: write(100) }));
  const menu = (about: Parameters<typeof IMPORT_IDS.answer.encode>[0]['about']) =>
    menuRow(MENUS[about], IMPORT_IDS.answer.encode({ ...ids, about }), t, { options });
  const columns = SAID_COLUMNS.map((role) => menuRow(MENUS.date, IMPORT_IDS.column.encode({ ...ids, role }), t, { options }));
  const three = [
    button(IMPORT_IDS.show.encode({ ...ids, step: 'categories', n: 9_999 }), t('import.buttons.back'), ButtonStyle.Secondary),
    button(IMPORT_IDS.begin.encode(ids), t('import.buttons.next'), ButtonStyle.Primary, true),
    button(IMPORT_IDS.discard.encode(ids), t('import.buttons.discard'), ButtonStyle.Secondary),
  ];
  const problem = { row: MANY, file: write(80), reason: 'outOfRange', text: write(80) } as const;
  const file: FileCard = {
    ...{ name, bytes: 25 << 20, zone: 'America/Argentina/ComodRivadavia', rows: MANY, span: { from: 0, to: NOW } },
    recognised: {
      ...{ format: 'ics', encoding: 'windows-1252', separator: ';', headerLanguage: 'de', dateOrder: 'dmy', dateOrderRow: MANY },
      ...{ hasOffsets: false, files: Array.from({ length: 20 }, () => write(80)) },
      header: Array.from({ length: 40 }, () => write(80)),
      sample: Array.from({ length: 3 }, () => Array.from({ length: 40 }, () => write(60))),
    },
    problems: some(problem),
    asked: [
      { question: { about: 'format' }, menus: [menu('format')] },
      { question: { about: 'columns' }, menus: columns },
      { question: { about: 'dateOrder', example: write(40) }, menus: [menu('dateOrder')] },
      { question: { about: 'zone' }, menus: [menu('zone')] },
      { question: { about: 'untimed', rows: MANY }, menus: [menu('untimed')] },
    ],
    ...{ menus: [], buttons: three },
  };
  const uses = Array.from({ length: USES_A_PAGE }, (_, at) => ({
    ...{ name: write(200), rows: MANY, ms: 999 * DAY, isOpen: true },
    menu: menuRow(MENUS.category, IMPORT_IDS.category.encode({ ...ids, tag: tagOf(`${at}`), n: 9_999 }), t, { options }),
  }));
  const mapping = { name, uses, open: MANY, page: 9_998, pages: 9_999, buttons: three } as const;
  const bulk = (['new', 'ignore'] as const).flatMap((how) => [
    button(
      IMPORT_IDS.rest.encode({ ...ids, of: 'categories', how, n: 1 }),
      t(`import.buttons.${how}Rest`),
      ButtonStyle.Secondary,
    ),
    button(
      IMPORT_IDS.show.encode({ ...ids, step: 'categories', n: how === 'new' ? 1 : 2 }),
      t('import.buttons.following'),
      ButtonStyle.Secondary,
    ),
  ]);
  const beside = { row: MANY, startedAt: 0, endedAt: NOW };
  const preview: PreviewCard = {
    ...{ name, own: owner, isOverlapStored: true, ignored: MANY, untimedSkipped: MANY },
    stored: {
      ...{ entries: MANY, ms: 999 * DAY, from: 0, to: NOW },
      members: Array.from({ length: 50 }, () => ({ user: owner, entries: MANY, ms: 99 * DAY })),
      categories: Array.from({ length: 50 }, () => ({ id: null, name: write(50), entries: MANY, ms: 99 * DAY })),
    },
    ...{ problems: some(problem), duplicates: some(beside), overlaps: some(beside), shifted: some(beside) },
    ...{ open: some({ row: MANY, startedAt: 0 }), refused: some({ row: MANY, code: 'SELF_EDIT_TOO_FAR_BACK' as const }) },
    remarks: { twice: some(1), never: some(1), breaksAtEnd: some(1), notesCut: some(1) },
    shiftedAsk: { rows: MANY, hours: [-12, 5.5, 14], menu: menu('shifted') },
    buttons: three,
  };
  const run: ShownRun = {
    ...{ name, state: 'done', begunAt: NOW, done: 123_456, of: MANY, stored: MANY, left: MANY, ms: 999 * DAY, from: 0, to: NOW },
    ...{ undoUntil: NOW, staying: some({ startedAt: 0, endedAt: NOW, because: 'changed' as const }), error: 'IMPORT_FAILED' },
  };
  const undo = button(IMPORT_IDS.undo.encode({ ...ids, sure: 'ask' }), t('import.buttons.undo'), ButtonStyle.Secondary);
  const states = ['waiting', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone'] as const;
  return [
    { name: 'import file', body: fileView(file, t) },
    {
      name: 'import file columns',
      body: fileView({ ...file, asked: file.asked.slice(2), menus: columns }, t),
    },
    {
      name: 'import categories',
      body: mappingView({ ...mapping, of: 'categories', labelField: 'activity', fieldMenu: menu('labelField'), bulk }, t),
    },
    { name: 'import people', body: mappingView({ ...mapping, of: 'people', labelField: null, fieldMenu: null, bulk }, t) },
    { name: 'import preview', body: previewView(preview, t) },
    ...states.map((state) => ({ name: `import ${state}`, body: runView({ ...run, state }, [undo], NOW, t) })),
    { name: 'import undo', body: undoAskView(run, [undo], t) },
    {
      name: 'import list',
      body: runsView(
        Array.from({ length: 50 }, (_, at) => ({ run, button: at === 0 ? undo : null })),
        t,
      ),
    },
    { name: 'import discarded', body: discardedView(t) },
  ];
};

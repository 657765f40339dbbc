import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Actor } from '../../actions/actor.js';
import {
  beginImport,
  importableMembers,
  importKeyOf,
  importRightsOf,
  openImport,
  previewImport,
  undoImport,
  type Importer,
  type ImportMeans,
} from '../../actions/imports.js';
import type { DomainError } from '../../domain/errors.js';
import { categoryId, userId, type UserId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import { UPLOAD_MAX, type Answers, type CategoryChoice, type ImportDraft as Draft, type PersonChoice } from '../../import/api.js';
import { hasScope } from '../caller.js';
import type { ApiDeps } from '../deps.js';
import { membersIn, shownDraft, shownPreview, shownRun, type Names } from '../present-import.js';
import { defineRoute, type Answer, type Asked, type Route } from '../route.js';
import {
  BeginImport,
  ImportAnswers,
  ImportDraft,
  ImportPreview,
  ImportRun,
  ImportRuns,
  UploadQuery,
} from '../schemas/imports.js';
import { calledBy, inSpace } from '../server/called-by.js';

type Needs = ImportMeans & Pick<ApiDeps, 'people' | 'names'>;

const tag = 'Imports';
const DRAFTS = '/spaces/:space/import-drafts';
const IMPORTS = '/spaces/:space/imports';
const ofDraft = z.object({ space: z.string(), draft: z.string().max(60) });
const ofRun = z.object({ space: z.string(), import: z.string().max(60) });
/** Labels and names of a large file do not fit into the usual limit, bytes. */
const ANSWERS_LIMIT = 2 << 20;

/** Members of one import whose names are asked for; of more the ids stand for them. */
const NAMED_MAX = 200;

const OF_FILE = [
  ...([
    'IMPORT_FILE_TOO_LARGE',
    'IMPORT_UNPACKED_TOO_LARGE',
    'IMPORT_TOO_MANY_ROWS',
    'IMPORT_NESTED',
    'IMPORT_FILE_DAMAGED',
  ] as const),
  ...(['IMPORT_FILE_EMPTY', 'IMPORT_FORMAT_WRONG', 'IMPORT_FAILED'] as const),
] as const;
const OF_OTHERS = ['GUILD_ONLY', 'CAPABILITY_MISSING', 'SCOPE_MISSING', 'MEMBER_NOT_HERE'] as const;

/** A token that is for one's own time alone stores nobody else's, and makes no categories of a server, whatever whoever made it may do. */
const importerOf = (asked: Pick<Asked<unknown, unknown, unknown>, 'actor' | 'caller'>): Importer => ({
  ...inSpace(asked),
  isOwnOnly: !hasScope(calledBy(asked), 'space:manage'),
});

const namesOf = (actor: Actor, users: readonly UserId[], { names }: Needs): Promise<Names> =>
  actor.guild === null ? Promise.resolve(new Map<UserId, string>()) : names.members(actor.guild.id, users.slice(0, NAMED_MAX));

const answered = async (
  importer: Importer,
  draft: Result<Draft, DomainError>,
  status: number,
  deps: Needs,
): Promise<Result<Answer, DomainError>> => {
  if (!draft.ok) return draft;
  const [{ rights }, names] = await Promise.all([
    importRightsOf(importer, deps),
    namesOf(importer, membersIn(draft.value), deps),
  ]);
  return ok({ status, body: shownDraft(draft.value, rights, names) });
};

type Said = z.output<typeof ImportAnswers>;
const categoryChoiceOf = (choice: NonNullable<Said['categories']>[number]['choice']): CategoryChoice =>
  choice.kind === 'existing' ? { kind: 'existing', id: categoryId(choice.id) } : choice;
const personChoiceOf = (choice: NonNullable<Said['people']>[number]['choice']): PersonChoice =>
  choice.kind === 'member' ? { kind: 'member', user: userId(choice.user) } : choice;

/** What was said, as imports take it. Names of a file are no names of properties: `fromEntries` makes each of them one all the same. */
const answersOf = ({ categories, people, ...rest }: Said): Partial<Answers> => {
  const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Partial<Answers>;
  return {
    ...said,
    ...(categories === undefined
      ? {}
      : { categories: Object.fromEntries(categories.map(({ label, choice }) => [label, categoryChoiceOf(choice)])) }),
    ...(people === undefined
      ? {}
      : { people: Object.fromEntries(people.map(({ name, choice }) => [name, personChoiceOf(choice)])) }),
  };
};

const chosenIn = ({ people = [] }: Said): readonly UserId[] =>
  people.flatMap(({ choice }) => (choice.kind === 'member' ? [userId(choice.user)] : []));

/** Files of other programs, in the four steps of every import. Who brought one along is the only one who sees it. */
export const importRoutes = (deps: Needs): readonly Route[] => [
  defineRoute({
    // It changes nothing of anybody: sent twice, there are two drafts, and both are forgotten after an hour.
    ...{ id: 'openImportDraft', method: 'POST', path: DRAFTS, tag, scope: 'own:write', writes: false },
    ...{ streams: true, query: UploadQuery },
    summary: 'Brings a file of another program along, and says what it is. Nothing is stored.',
    description: `The body is the file itself, at most ${UPLOAD_MAX >> 20} MiB; what its content type says does not matter. It is thrown away after an hour in which nobody goes on with it.`,
    answers: { 201: ImportDraft },
    refusals: [...OF_FILE, ...OF_OTHERS, 'IMPORT_DRAFTS_FULL'],
    run: async (asked) => {
      const importer = importerOf(asked);
      const { name, format = null, member: named } = asked.query;
      const member = named === undefined ? importer.user : userId(named);
      const known = await importableMembers(importer, [member], deps);
      if (!known.ok) return known;
      const stream = asked.stream ?? Readable.from([]);
      // A stream that is left half-read would end the connection before the answer is out.
      const bytes: AsyncIterable<Uint8Array> = stream.iterator({ destroyOnReturn: false });
      return answered(importer, await openImport(importer, { member, name, format, bytes }, deps), 201, deps);
    },
  }),
  defineRoute({
    ...{ id: 'getImportDraft', method: 'GET', path: `${DRAFTS}/:draft`, tag, scope: 'own:read', params: ofDraft },
    summary: 'Says what was recognised of a file, what has to be said about it, and what becomes of its labels and people.',
    answers: { 200: ImportDraft },
    refusals: ['IMPORT_GONE'],
    run: async (asked) => {
      const importer = importerOf(asked);
      return answered(importer, await deps.imports.draft(importKeyOf(importer, asked.params.draft)), 200, deps);
    },
  }),
  defineRoute({
    ...{ id: 'answerImportDraft', method: 'PATCH', path: `${DRAFTS}/:draft`, tag, scope: 'own:write' },
    ...{ params: ofDraft, body: ImportAnswers, bodyLimit: ANSWERS_LIMIT },
    summary: 'Says something of a file: what is left out stays, and labels and people are added to those that were said.',
    answers: { 200: ImportDraft },
    refusals: [...OF_FILE, ...OF_OTHERS, 'IMPORT_GONE', 'IMPORT_ANSWER_WRONG', 'CATEGORY_NAME_INVALID', 'CATEGORY_NOT_FOUND'],
    run: async (asked) => {
      const importer = importerOf(asked);
      const known = await importableMembers(importer, chosenIn(asked.body), deps);
      if (!known.ok) return known;
      const said = await deps.imports.answer(importKeyOf(importer, asked.params.draft), answersOf(asked.body));
      return answered(importer, said, 200, deps);
    },
  }),
  defineRoute({
    ...{ id: 'discardImportDraft', method: 'DELETE', path: `${DRAFTS}/:draft`, tag, scope: 'own:write', params: ofDraft },
    summary: 'Forgets a file. Nothing was stored of it.',
    answers: { 204: null },
    run: async (asked) => {
      await deps.imports.discard(importKeyOf(inSpace(asked), asked.params.draft));
      return ok({ status: 204 });
    },
  }),
  defineRoute({
    ...{ id: 'previewImport', method: 'GET', path: `${DRAFTS}/:draft/preview`, tag, scope: 'own:read', params: ofDraft },
    summary: 'Says what would be stored at this moment, what not, and why.',
    answers: { 200: ImportPreview },
    refusals: ['IMPORT_GONE', 'IMPORT_QUESTIONS_OPEN'],
    run: async (asked) => {
      const importer = importerOf(asked);
      const preview = await previewImport(importer, asked.params.draft, deps);
      if (!preview.ok) return preview;
      const users = preview.value.stored.members.map(({ user }) => user);
      return ok({ status: 200, body: shownPreview(preview.value, await namesOf(importer, users, deps)) });
    },
  }),
  defineRoute({
    ...{ id: 'beginImport', method: 'POST', path: IMPORTS, tag, scope: 'own:write', body: BeginImport },
    summary: 'Begins to store what the preview shows at this moment. Ask the import how far it is.',
    description:
      'The draft becomes an import of the same id, so whoever asks twice hears of the same one. Others whose time it is are told of it, once.',
    answers: { 202: ImportRun },
    refusals: ['IMPORT_GONE', 'IMPORT_QUESTIONS_OPEN', 'IMPORT_NOTHING_NEW', 'CAPABILITY_MISSING', 'CATEGORY_NAME_INVALID'],
    run: async (asked) => {
      const run = await beginImport(importerOf(asked), asked.body.draft, deps);
      return run.ok ? ok({ status: 202, body: shownRun(run.value) }) : run;
    },
  }),
  defineRoute({
    ...{ id: 'listImports', method: 'GET', path: IMPORTS, tag, scope: 'own:read' },
    summary: 'Lists the imports that you began in a space, newest first.',
    answers: { 200: ImportRuns },
    run: async (asked) => {
      const { space, user } = inSpace(asked);
      const runs = await deps.imports.runs({ space, by: user });
      return runs.ok ? ok({ status: 200, body: { imports: runs.value.map(shownRun) } }) : runs;
    },
  }),
  defineRoute({
    ...{ id: 'getImport', method: 'GET', path: `${IMPORTS}/:import`, tag, scope: 'own:read', params: ofRun },
    summary: 'Says how far an import is, or what became of it.',
    answers: { 200: ImportRun },
    refusals: ['IMPORT_RUN_NOT_FOUND'],
    run: async (asked) => {
      const run = await deps.imports.run(importKeyOf(inSpace(asked), asked.params.import));
      return run.ok ? ok({ status: 200, body: shownRun(run.value) }) : run;
    },
  }),
  defineRoute({
    ...{ id: 'stopImport', method: 'POST', path: `${IMPORTS}/:import/stop`, tag, scope: 'own:write', params: ofRun },
    summary: 'Stops an import after the entries that are under way. What is stored can be taken back.',
    answers: { 200: ImportRun },
    refusals: ['IMPORT_RUN_NOT_FOUND', 'IMPORT_NOT_RUNNING'],
    run: async (asked) => {
      const key = importKeyOf(inSpace(asked), asked.params.import);
      const stopped = await deps.imports.cancel(key);
      if (stopped.ok) return ok({ status: 200, body: shownRun(stopped.value) });
      const now = asked.repeated ? await deps.imports.run(key) : null;
      return now?.ok === true && now.value.state === 'cancelled' ? ok({ status: 200, body: shownRun(now.value) }) : stopped;
    },
  }),
  defineRoute({
    ...{ id: 'undoImport', method: 'POST', path: `${IMPORTS}/:import/undo`, tag, scope: 'own:write', params: ofRun },
    summary: 'Begins to take all of an import back, within 30 days. Entries that somebody changed since stay.',
    answers: { 202: ImportRun },
    refusals: [
      'IMPORT_RUN_NOT_FOUND',
      'IMPORT_RUNNING',
      'IMPORT_UNDONE',
      'IMPORT_UNDO_TOO_LATE',
      'NOTHING_TO_CHANGE',
      'CAPABILITY_MISSING',
    ],
    run: async (asked) => {
      const undoing = await undoImport(importerOf(asked), asked.params.import, deps);
      return undoing.ok ? ok({ status: 202, body: shownRun(undoing.value) }) : undoing;
    },
  }),
];

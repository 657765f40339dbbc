import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { importsOf, type Sources } from './sources.js';

/** Folder of src -> the other folders of src that it may import. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  i18n: ['domain'],
  threads: ['domain'],
  analytics: ['domain', 'threads'],
  engine: ['domain'],
  export: ['domain', 'i18n', 'threads'],
  views: ['domain', 'i18n', 'analytics', 'scheduler'],
  scheduler: ['domain'],
  actions: ['domain', 'analytics', 'engine', 'export', 'import', 'scheduler'],
  import: ['domain', 'engine', 'export', 'threads'],
  integrations: ['domain', 'i18n', 'engine', 'scheduler', 'actions'],
  reminders: ['domain'],
  commands: [
    ...['domain', 'i18n', 'analytics', 'engine', 'export', 'import', 'integrations', 'scheduler', 'reminders'],
    ...['actions', 'views'],
  ],
  api: ['domain', 'i18n', 'analytics', 'engine', 'export', 'import', 'scheduler', 'reminders', 'actions'],
  discord: ['domain', 'i18n', 'analytics', 'engine', 'export', 'views', 'actions', 'commands'],
  pictures: ['domain', 'threads'],
  sandbox: [],
  sample: ['domain', 'engine'],
  core: [
    ...['domain', 'i18n', 'analytics', 'engine', 'export', 'import', 'views', 'actions', 'commands', 'api'],
    ...['integrations', 'discord', 'pictures', 'sandbox', 'sample', 'scheduler'],
  ],
};

/** The rooms of analytics that are not pure: threads for forecasts and for training, and the networks on the disk. */
const THREADS = /^src\/analytics\/(thread|training)\//;

/** Library -> where it may be imported. */
const LIBRARY_HOMES: readonly (readonly [library: RegExp, home: RegExp])[] = [
  [/^(discord\.js|@discordjs\/)/, /^src\/discord\//],
  [/^ioredis(\/|$)/, /^src\/engine\/redis\//],
  // Only the drawing thread loads them.
  [/^(chart\.js|@napi-rs\/canvas)(\/|$)/, /^src\/pictures\//],
  // Files that are printed; both are large, and are loaded when somebody wants one.
  [/^(pdfkit|fontkit|bidi-js)(\/|$)/, /^src\/export\/pdf\//],
  [/^docx(\/|$)/, /^src\/export\/docx\//],
  // It recognises words; what they mean is worked out beside it.
  [/^chrono-node(\/|$)/, /^src\/domain\/typed\//],
  // It is loaded once a space is connected.
  [/^@notionhq\//, /^src\/integrations\/notion\/client\//],
  // It is large, and is loaded in a thread of its own.
  [/^@tensorflow\//, /^src\/analytics\/training\//],
];

/** Folders that are pure: no built-in modules of Node, and no libraries but these. */
const PURE: Readonly<Record<string, RegExp>> = {
  domain: /^(temporal-polyfill|zod|chrono-node\/(en|de))$/,
  reminders: /^temporal-polyfill$/,
  views: /^discord-api-types\/v10$/,
  analytics: /^(temporal-polyfill|zod)$/,
  scheduler: /^temporal-polyfill$/,
};

/** What the rows of the table of settings are made of. */
const KINDS_OF_SETTINGS = 'src/domain/setting-kinds.ts';

interface Import {
  readonly from: string;
  readonly specifier: string;
  /** Path in the repository, for a relative one. */
  readonly to: string | null;
}

/** Every import that the house does not allow, as sentences; tests are free. */
export const importViolations = (sources: Sources): readonly string[] => {
  const files = new Map([...sources].filter(([path]) => !path.endsWith('.test.ts')));
  const imports = [...files].flatMap(([from, text]) =>
    importsOf(from, text).map((specifier): Import => ({ from, specifier, to: resolve(from, specifier) })),
  );
  return [
    ...[...files.keys()].filter((path) => MAY_IMPORT[folderOf(path)] === undefined).map((path) => `${path}: unknown folder`),
    ...imports.flatMap((each) => problemsOf(each, files)),
    ...cycles(imports, files).map((cycle) => `cycle: ${cycle.join(' -> ')}`),
  ];
};

/** `src/domain/x.ts` -> `domain`. A file that lies in src itself is a folder nobody knows. */
const folderOf = (path: string): string => path.split('/')[1] ?? '';

const resolve = (from: string, specifier: string): string | null =>
  specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier).replace(/\.js$/, '.ts') : null;

const problemsOf = ({ from, specifier, to }: Import, files: Sources): readonly string[] => {
  if (to === null) return libraryProblems(from, specifier, files);
  if (!to.startsWith('src/')) {
    const data = to === 'package.json' || (to.startsWith('data/') && to.endsWith('.json'));
    return data ? [] : [`${from}: imports ${to}, which is not part of src`];
  }
  if (!files.has(to)) return to.endsWith('.json') ? [] : [`${from}: imports ${to}, which is not there`];
  const [own, other] = [folderOf(from), folderOf(to)];
  if (own === 'analytics' && other === 'threads' && !THREADS.test(from))
    return [`${from}: analytics is pure and may not import ${other} (${to})`];
  return own === other || MAY_IMPORT[own]?.includes(other) === true ? [] : [`${from}: ${own} may not import ${other} (${to})`];
};

const libraryProblems = (from: string, library: string, files: Sources): readonly string[] => {
  const problems: string[] = [];
  for (const [name, home] of LIBRARY_HOMES) {
    if (name.test(library) && !home.test(from)) problems.push(`${from}: ${library} belongs to ${home.source}`);
  }
  const pure = THREADS.test(from) ? undefined : PURE[folderOf(from)];
  const builtin = library.startsWith('node:') || builtinModules.includes(library);
  if (pure !== undefined && (builtin || !pure.test(library)))
    problems.push(`${from}: ${folderOf(from)} is pure and may not import ${library}`);
  // The domain parses nothing but its own tables: those of data/, and the one of settings.
  if (library === 'zod' && folderOf(from) === 'domain' && from !== KINDS_OF_SETTINGS) {
    const tables = importsOf(from, files.get(from) ?? '').some((specifier) => specifier.endsWith('.json'));
    if (!tables) problems.push(`${from}: zod in domain is for its tables only`);
  }
  return problems;
};

/** One cycle for each knot of files that import each other, types included: depth first, a file on the path seen again. */
const cycles = (imports: readonly Import[], files: Sources): readonly (readonly string[])[] => {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) {
    if (to !== null && files.has(to)) targets.set(from, [...(targets.get(from) ?? []), to]);
  }
  const found: string[][] = [];
  const finished = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const seen = path.indexOf(file);
    if (seen >= 0) return void found.push([...path.slice(seen), file]);
    if (finished.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...path, file]);
    finished.add(file);
  };
  for (const file of files.keys()) visit(file, []);
  return found;
};

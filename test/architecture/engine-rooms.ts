import { posix } from 'node:path';
import { importsOf, type Sources } from './sources.js';

const ENGINE = 'src/engine/';

/**
 * Rooms of the engine -> the others that each may import; docs/ARCHITECTURE.md says what they hold. What lies beside the rooms are the contracts between
 * them, which everybody may import, and what puts them together.
 */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  fast: [],
  codec: ['fast'],
  change: [],
  journal: ['codec', 'fast'],
  members: ['change', 'journal'],
  tracker: ['change', 'members', 'journal', 'ledger'],
  sync: ['change', 'members', 'journal'],
  ledger: ['codec', 'fast'],
  lease: [],
  limits: [],
  due: ['lease'],
  jobs: ['documents', 'due', 'ledger', 'outbox'],
  outbox: ['lease', 'ledger'],
  cache: ['codec', 'members'],
  documents: ['cache', 'codec', 'ledger', 'members'],
  spaces: ['documents'],
  recount: ['documents', 'lease'],
  personal: ['documents', 'ledger'],
  verify: ['ledger'],
  writer: ['codec'],
  breaker: [],
  redis: ['cache', 'codec', 'documents', 'due', 'fast', 'ledger', 'lease', 'members', 'outbox', 'sync', 'writer'],
  backup: ['codec', 'documents', 'due', 'ledger', 'redis'],
};

/** They put the rooms together, so no room may know them. */
const COMPOSITION = ['index.ts', 'chain.ts', 'retention.ts', 'erase-member.ts', 'due-jobs.ts'];

const roomOf = (path: string): string | null => {
  const [first = '', ...rest] = path.slice(ENGINE.length).split('/');
  return rest.length === 0 ? null : first;
};

/** Every import within the engine that its rooms do not allow, as sentences; tests are free. */
export const roomViolations = (sources: Sources): readonly string[] => {
  const files = [...sources].filter(([path]) => path.startsWith(ENGINE) && !path.endsWith('.test.ts'));
  return files.flatMap(([from, text]) => {
    const own = roomOf(from);
    if (own === null) return [];
    const allowed = ROOMS[own];
    if (allowed === undefined) return [`${from}: unknown room`];
    return importsOf(from, text).flatMap((specifier) => {
      if (!specifier.startsWith('.')) return [];
      const to = posix.join(posix.dirname(from), specifier).replace(/\.js$/, '.ts');
      if (!to.startsWith(ENGINE)) return [];
      const other = roomOf(to);
      if (other === null) return COMPOSITION.includes(posix.basename(to)) ? [`${from}: ${own} may not know ${to}`] : [];
      return other === own || allowed.includes(other) ? [] : [`${from}: ${own} may not import ${other} (${to})`];
    });
  });
};

/** Files of the engine that share their name with another one, so that a name alone says which is meant. */
export const sharedNames = (paths: readonly string[]): readonly string[] => {
  const inside = paths.filter((path) => path.startsWith(ENGINE) && !path.endsWith('.test.ts') && !path.endsWith('/index.ts'));
  const names = inside.map((path) => posix.basename(path));
  return inside.filter((path, at) => names.indexOf(posix.basename(path)) !== at);
};

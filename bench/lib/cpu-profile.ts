import { Session } from 'node:inspector/promises';
import { relative, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Profiler } from 'node:inspector';

const ROOT = join(import.meta.dirname, '../..');

export interface Hot {
  readonly where: string;
  /** Share of the time that the process did not sleep, 0..1. */
  readonly share: number;
}

export interface CpuProfile {
  /** Self time by function, by file, and by package or top folder; largest first. */
  readonly functions: readonly Hot[];
  readonly files: readonly Hot[];
  readonly parts: readonly Hot[];
}

/** Takes a CPU profile of this process while `task` runs. */
export const profiled = async <T>(task: () => Promise<T>): Promise<{ readonly value: T; readonly profile: CpuProfile }> => {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
  const value = await task();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return { value, profile: summarise(profile) };
};

export const summarise = ({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): CpuProfile => {
  const self = new Map<number, number>();
  samples.forEach((id, index) => self.set(id, (self.get(id) ?? 0) + (timeDeltas[index] ?? 0)));
  const [functions, files, parts] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  let total = 0;
  for (const { id, callFrame } of nodes) {
    const us = self.get(id) ?? 0;
    if (us === 0 || callFrame.functionName === '(idle)' || isProfiler(callFrame)) continue;
    total += us;
    const file = fileOf(callFrame.url);
    add(functions, `${callFrame.functionName || '(anonymous)'} ${file}${file === '' ? '' : `:${callFrame.lineNumber + 1}`}`, us);
    add(files, file === '' ? callFrame.functionName : file, us);
    add(parts, partOf(file, callFrame.functionName), us);
  }
  const ranked = (map: ReadonlyMap<string, number>): Hot[] =>
    [...map].map(([where, us]) => ({ where: where.trim(), share: us / total })).sort((a, b) => b.share - a.share);
  return { functions: ranked(functions), files: ranked(files), parts: ranked(parts) };
};

/** The inspector at work for this very profile. */
const isProfiler = ({ functionName, url }: Profiler.ProfileNode['callFrame']): boolean =>
  functionName === 'dispatch' && url === '';

const add = (map: Map<string, number>, key: string, us: number): void => void map.set(key, (map.get(key) ?? 0) + us);

const fileOf = (url: string): string => (url.startsWith('file:') ? relative(ROOT, fileURLToPath(url)) : url);

/** `ioredis`, `node:net`, `src/engine/journal`, `(garbage collector)`. */
const partOf = (file: string, name: string): string => {
  if (file === '') return name.startsWith('(') ? name : '(native)';
  const packages = file.split('node_modules/').at(-1);
  if (packages !== undefined && packages !== file)
    return packages
      .split('/')
      .slice(0, packages.startsWith('@') ? 2 : 1)
      .join('/');
  if (file.startsWith('node:')) return file;
  return file
    .split('/')
    .slice(0, file.startsWith('src/engine') || file.startsWith('dist/src/engine') ? -1 : 2)
    .join('/');
};

/** The `top` lines of each ranking. */
export const sayProfile = (profile: CpuProfile, top: number, say: (text: string) => void): void => {
  for (const title of ['functions', 'files', 'parts'] as const) {
    say(`self time by ${title.slice(0, -1)}`);
    for (const { where, share } of profile[title].slice(0, top)) say(`${(share * 100).toFixed(1).padStart(6)} %  ${where}`);
    say('');
  }
};

import { z } from 'zod';
import { jsonOrNull, parseJson } from '../../bytes/json.js';
import { FileRefused } from '../../refused.js';
import { excerpt, labelled, rawRow, type Emit, type RawProblem, type RawRow } from '../raw-row.js';

const id = z.number().nullish();
const TimeEntry = z.looseObject({
  start: z.string(),
  stop: z.string().nullish(),
  /** s; negative while it runs. */
  duration: z.number().nullish(),
  description: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  project_id: id,
  pid: id,
  task_id: id,
  user_id: id,
  uid: id,
});
const NamedList = z.array(
  z.looseObject({ id: z.number(), uid: id, user_id: id, name: z.string().nullish(), email: z.string().nullish() }),
);

/** Names by their ids, as the files beside the time entries have them. */
export interface TogglNames {
  readonly projects: ReadonlyMap<number, string>;
  readonly tasks: ReadonlyMap<number, string>;
  readonly people: ReadonlyMap<number, string>;
}

/** Reads `projects.json`, `tasks.json` and `workspace_users.json` of a workspace export; files that are something else say nothing. */
export const togglNames = (files: readonly { readonly name: string | null; readonly text: string }[]): TogglNames => {
  const named = (pattern: RegExp) => files.filter(({ name }) => name !== null && pattern.test(name)).flatMap(listIn);
  const pairs = (list: ReturnType<typeof listIn>): ReadonlyMap<number, string> =>
    new Map(list.flatMap((one) => (typeof one.name === 'string' ? [[one.id, one.name] as const] : [])));
  const people = named(/(^|\/)(workspace_)?users\.json$/).flatMap((one) => {
    const name = one.email ?? one.name;
    return typeof name === 'string' ? [[one.user_id ?? one.uid ?? one.id, name] as const] : [];
  });
  return {
    projects: pairs(named(/(^|\/)projects\.json$/)),
    tasks: pairs(named(/(^|\/)tasks(\/[^/]+)?\.json$/)),
    people: new Map(people),
  };
};

const listIn = ({ text }: { readonly text: string }): z.infer<typeof NamedList> =>
  NamedList.safeParse(jsonOrNull(text)).data ?? [];

const nameOf = (names: ReadonlyMap<number, string>, ...ids: readonly (number | null | undefined)[]): string => {
  const of = ids.find((one) => typeof one === 'number');
  return typeof of === 'number' ? (names.get(of) ?? `#${of}`) : '';
};

const rowOf = (found: unknown, row: number, { projects, tasks, people }: TogglNames): RawRow | RawProblem => {
  const { data } = TimeEntry.safeParse(found);
  if (data === undefined) return { row, reason: 'notUnderstood', text: excerpt(found) };
  const runs = typeof data.stop !== 'string' && (data.duration ?? -1) < 0;
  return rawRow({
    row,
    person: nameOf(people, data.user_id, data.uid),
    labels: {
      project: labelled(nameOf(projects, data.project_id, data.pid)),
      task: labelled(nameOf(tasks, data.task_id)),
      tag: (data.tags ?? []).flatMap(labelled),
    },
    note: data.description ?? '',
    start: { text: data.start },
    end: typeof data.stop === 'string' ? { text: data.stop } : null,
    length: !runs && typeof data.duration === 'number' ? data.duration * 1000 : null,
    isOpen: runs,
  });
};

/** Time entries as Toggl's API and its workspace export have them. They count from 1. @throws FileRefused */
export const readTogglJson = (text: string, names: TogglNames, emit: Emit): void => {
  const list = parseJson(text);
  if (!Array.isArray(list)) throw new FileRefused('IMPORT_FORMAT_WRONG', { format: 'Toggl' });
  for (const [nth, item] of list.entries()) emit(rowOf(item, nth + 1, names));
};

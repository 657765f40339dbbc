import { domainError, type DomainError } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Interval } from '../../domain/session.js';
import type { Change } from '../../scheduler/plan.js';
import type { TaskSource, TrackerProperties } from '../../scheduler/source.js';
import { endOf, startOf, type Task } from '../../scheduler/task.js';
import type { NotionApi, NotionDataSource, NotionPage } from './api/api.js';
import { NotionError } from './api/errors.js';
import type { PropertyDefinition, PropertyWrites } from './api/values.js';
import { dueIn, hoursIn, isAuto, numberIn, plannedIn, wordIn, writtenMoment } from './task-values.js';

/** Where a task that was split is planned. */
export interface Pieces {
  readonly id: string;
  readonly spans: readonly Interval[];
}

export interface TrackerParts {
  /** Of the data source at Notion. */
  readonly id: string;
  /** For people. */
  readonly title: string;
  /** What its properties are called; '' for one that it does not have on purpose. */
  readonly names: TrackerProperties;
  /** Of the member: what is written is in it, IANA name. */
  readonly zone: string;
  /** Of a task of which nobody says how long it takes, ms. */
  readonly defaultEstimateMs: number;
  /** Where tasks in several pieces were planned: a page has one range. */
  readonly pieces: readonly Pieces[];
  /** Keeps those of this run instead. */
  readonly keepPieces: (pieces: readonly Pieces[]) => Promise<void>;
  /** Notion, by the connection that reaches the tracker. */
  readonly api: () => Promise<Result<NotionApi, DomainError>>;
  /** Reads a refusal of Notion as one for people. */
  readonly refusal: (error: NotionError) => DomainError;
}

type Role = keyof TrackerProperties;
/** What a property may be, by its role. Formulas are read where a figure is wanted: ranks are often one. */
const KINDS: Readonly<Record<Role, readonly PropertyDefinition['type'][]>> = {
  name: ['title'],
  rank: ['number', 'formula'],
  status: ['status', 'choice', 'text', 'formula'],
  estimate: ['number', 'formula'],
  due: ['date', 'formula'],
  scheduled: ['date'],
  lastScheduled: ['date'],
  auto: ['checkbox', 'formula'],
};
/** A tracker without these works all the same. */
const OPTIONAL: ReadonlySet<Role> = new Set(['lastScheduled', 'auto']);
const ROLES: readonly Role[] = ['name', 'rank', 'status', 'estimate', 'due', 'scheduled', 'lastScheduled', 'auto'];

type Found = Readonly<Partial<Record<Role, PropertyDefinition>>>;

/** The properties of a tracker by their roles. TRACKER_PROPERTY_MISSING and TRACKER_PROPERTY_KIND with `title` and `properties`, all that are wrong at once. */
export const propertiesOf = (source: NotionDataSource, names: TrackerProperties): Result<Found, DomainError> => {
  const found: Partial<Record<Role, PropertyDefinition>> = {};
  const missing: string[] = [];
  const wrong: string[] = [];
  for (const role of ROLES) {
    const name = names[role];
    if (name === '') continue;
    const property = source.properties.find((each) => each.name === name);
    if (property === undefined) {
      if (!OPTIONAL.has(role)) missing.push(name);
    } else if (KINDS[role].includes(property.type)) {
      found[role] = property;
    } else {
      wrong.push(name);
    }
  }
  const { title } = source;
  if (missing.length > 0) return err(domainError('TRACKER_PROPERTY_MISSING', { title, properties: missing.join(', ') }));
  if (wrong.length > 0) return err(domainError('TRACKER_PROPERTY_KIND', { title, properties: wrong.join(', ') }));
  return ok(found);
};

/** Tasks of a table at Notion. */
export const notionTasks = (parts: TrackerParts): TaskSource => {
  const { id, names, zone, defaultEstimateMs, refusal } = parts;
  const sourceId = `notion:${id}`;
  let known: Found | null = null;

  const asked = async <Value>(
    work: (api: NotionApi) => Promise<Result<Value, DomainError>>,
  ): Promise<Result<Value, DomainError>> => {
    const api = await parts.api();
    if (!api.ok) return api;
    try {
      return await work(api.value);
    } catch (error) {
      if (error instanceof NotionError) return err(refusal(error));
      throw error;
    }
  };

  /** What was planned in several pieces is known by its range: whoever moved it at Notion has made it one. */
  const scheduledOf = (page: NotionPage, range: readonly Interval[]): readonly Interval[] => {
    const spans = parts.pieces.find((each) => each.id === page.id)?.spans ?? [];
    const isSame = spans.length > 1 && startOf(spans) === startOf(range) && endOf(spans) === endOf(range);
    return isSame ? spans : range;
  };

  const taskOf = (page: NotionPage, found: Found): Task => {
    const valueOf = (role: Role) => page.properties.get(found[role]?.id ?? '');
    const estimateMs = hoursIn(valueOf('estimate'));
    return {
      id: page.id,
      source: sourceId,
      name: page.title,
      rank: numberIn(valueOf('rank')),
      status: wordIn(valueOf('status')),
      estimateMs,
      due: dueIn(valueOf('due')),
      scheduled: scheduledOf(page, plannedIn(valueOf('scheduled'), estimateMs ?? defaultEstimateMs)),
      pinned: false,
      auto: isAuto(valueOf('auto')),
      active: false,
      category: null,
    };
  };

  const propertiesFor = ({ spans }: Change, found: Found, at: number): PropertyWrites => {
    const [start, end] = [startOf(spans), endOf(spans)];
    const date = start === null || end === null ? null : { start: writtenMoment(start, zone), end: writtenMoment(end, zone) };
    return {
      ...(found.scheduled === undefined ? {} : { [found.scheduled.id]: { type: 'date', date } }),
      ...(found.lastScheduled === undefined
        ? {}
        : { [found.lastScheduled.id]: { type: 'date', date: { start: writtenMoment(at, zone), end: null } } }),
    };
  };

  return {
    id: sourceId,
    list: () =>
      asked(async (api) => {
        const found = propertiesOf(await api.dataSource(id), names);
        if (!found.ok) return found;
        known = found.value;
        const properties = ROLES.flatMap((role) => found.value[role]?.id ?? []);
        const tasks: Task[] = [];
        for await (const pages of api.query(id, { properties })) tasks.push(...pages.map((page) => taskOf(page, found.value)));
        return ok(tasks);
      }),
    write: async (changes, at) => {
      const done: Result<void, DomainError>[] = [];
      // Before they are written: a crash in between leaves pieces of a range that no page has, which are of no use and do no harm.
      const moved = new Set(changes.map(({ task }) => task.id));
      const split = changes.filter(({ spans }) => spans.length > 1).map(({ task, spans }) => ({ id: task.id, spans }));
      const kept = parts.pieces.filter((each) => !moved.has(each.id));
      if (split.length > 0 || kept.length < parts.pieces.length) await parts.keepPieces([...kept, ...split]);
      for (const change of changes) {
        done.push(
          await asked(async (api) => {
            if (known === null) throw new Error('tasks are written before they were read');
            await api.updatePage(change.task.id, { properties: propertiesFor(change, known, at) });
            return ok(undefined);
          }),
        );
      }
      return done;
    },
  };
};

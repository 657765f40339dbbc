import { z } from 'zod';
import { parseJson } from '../../bytes/json.js';
import { FileRefused } from '../../refused.js';
import { excerpt, labelled, rawRow, type Emit, type RawProblem, type RawRow } from '../raw-row.js';

/** What the API gives as a number alone, or (with `full=true`) with its name. */
const Named = z.union([
  z.number().transform((id) => ({ name: `#${id}`, customer: undefined })),
  z.looseObject({ name: z.string(), customer: z.unknown().optional() }),
]);
const Person = z.union([
  z.number().transform((id) => `#${id}`),
  z.looseObject({ username: z.string() }).transform(({ username }) => username),
]);

const Timesheet = z.looseObject({
  begin: z.string(),
  end: z.string().nullish(),
  /** s */
  duration: z.number().nullish(),
  /** s */
  break: z.number().nonnegative().nullish(),
  user: Person.nullish(),
  activity: Named.nullish(),
  project: Named.nullish(),
  description: z.string().nullish(),
  tags: z.union([z.array(z.string()), z.string().transform((tags) => tags.split(','))]).nullish(),
});

const rowOf = (found: unknown, row: number): RawRow | RawProblem => {
  const { data } = Timesheet.safeParse(found);
  if (data === undefined) return { row, reason: 'notUnderstood', text: excerpt(found) };
  const customer = Named.safeParse(data.project?.customer).data?.name;
  return rawRow({
    row,
    person: data.user ?? '',
    labels: {
      activity: labelled(data.activity?.name),
      project: labelled(data.project?.name),
      client: labelled(customer),
      tag: (data.tags ?? []).flatMap(labelled),
    },
    note: data.description ?? '',
    start: { text: data.begin },
    end: typeof data.end === 'string' ? { text: data.end } : null,
    // Its duration has the break taken out already; start and end have not.
    breakMs: Math.round((data.break ?? 0) * 1000),
    isOpen: data.end === null || data.end === undefined,
  });
};

/** What `GET /api/timesheets` answers, also with `full=true`. Timesheets count from 1. @throws FileRefused */
export const readKimaiJson = (text: string, emit: Emit): void => {
  const list = parseJson(text);
  if (!Array.isArray(list)) throw new FileRefused('IMPORT_FORMAT_WRONG', { format: 'Kimai' });
  for (const [nth, item] of list.entries()) emit(rowOf(item, nth + 1));
};

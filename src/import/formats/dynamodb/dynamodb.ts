import { z } from 'zod';
import { jsonOrNull, parseJson } from '../../bytes/json.js';
import { FileRefused } from '../../refused.js';
import { excerpt, labelled, rawRow, type Emit, type RawMoment, type RawProblem, type RawRow } from '../raw-row.js';

/** An attribute, by the letter of its type; what is neither text nor a number is let alone. */
const Attribute = z.union([
  z.object({ S: z.string() }).transform(({ S }) => S.trim()),
  z.object({ N: z.string() }).transform(({ N }) => Number(N.trim())),
  z.unknown().transform(() => undefined),
]);
const Item = z.record(z.string(), Attribute);
type Item = z.infer<typeof Item>;

const Scan = z.object({ Items: z.array(z.unknown()) });
const Exported = z.object({ Item: z.unknown() });

const NAMES = {
  start: ['start', 'start_time', 'startTime', 'started_at', 'startedAt', 'begin'],
  end: ['end', 'end_time', 'endTime', 'ended_at', 'endedAt', 'stop'],
  hours: ['duration', 'hours'],
  person: ['user', 'user_id', 'userId', 'email', 'member'],
  activity: ['activity_type', 'activityType', 'activity'],
  category: ['category'],
  project: ['project'],
  task: ['task'],
  note: ['description', 'note', 'notes', 'comment'],
} as const;

const valueOf = (item: Item, what: keyof typeof NAMES): string | number | undefined => {
  for (const name of NAMES[what]) {
    const value = item[name];
    if (value !== undefined && value !== '') return value;
  }
  return undefined;
};
const textOf = (item: Item, what: keyof typeof NAMES): string => String(valueOf(item, what) ?? '');

/** Text of a moment, or seconds or milliseconds since 1970. */
const momentOf = (value: string | number | undefined): RawMoment | null => {
  if (value === undefined) return null;
  if (typeof value === 'string') return { text: value };
  return Number.isFinite(value) ? Math.round(value < 1e11 ? value * 1000 : value) : { text: 'NaN' };
};

const rowOf = (found: unknown, row: number): RawRow | RawProblem => {
  const { data: item } = Item.safeParse(found);
  if (item === undefined) return { row, reason: 'notUnderstood', text: excerpt(found) };
  const hours = valueOf(item, 'hours');
  return rawRow({
    row,
    person: textOf(item, 'person'),
    labels: Object.fromEntries(
      (['activity', 'category', 'project', 'task'] as const).flatMap((field) => {
        const label = labelled(textOf(item, field));
        return label.length === 0 ? [] : [[field, label]];
      }),
    ),
    note: textOf(item, 'note'),
    start: momentOf(valueOf(item, 'start')),
    end: momentOf(valueOf(item, 'end')),
    length: hours === undefined ? null : { text: String(hours), unit: 'hours' },
  });
};

/** A scan of a table (`{"Items": [...]}`), or a file of an export of it (a line `{"Item": {...}}` for each). Items count from 1. @throws FileRefused */
export const readDynamoDb = (text: string, emit: Emit): void => {
  for (const [nth, item] of itemsOf(text).entries()) emit(rowOf(item, nth + 1));
};

const itemsOf = (text: string): readonly unknown[] => {
  const firstLine = text.slice(0, text.indexOf('\n') + 1 || undefined);
  if (Exported.safeParse(jsonOrNull(firstLine)).success) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    return lines.map((line) => Exported.safeParse(jsonOrNull(line)).data?.Item);
  }
  const scan = Scan.safeParse(parseJson(text));
  if (!scan.success) throw new FileRefused('IMPORT_FORMAT_WRONG', { format: 'DynamoDB' });
  return scan.data.Items;
};

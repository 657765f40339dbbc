import { z } from 'zod';
import { jsonIn, wholeText } from './bytes.js';
import { instantOf } from './moment.js';
import { Rows, UnreadableFile, type ReadFile, type Row } from './row.js';

/** An attribute: its type's letter and its value. */
const Text = z.object({ S: z.string() }).transform(({ S }) => S.trim());
const Amount = z.object({ N: z.string() }).transform(({ N }) => Number(N.trim()));
const Value = z.union([Text, Amount]);

/** What of an item is read; files have more, and that is let alone. */
const Item = z.object({
  start: Value,
  end: Value.optional(),
  /** Hours. */
  duration: Amount.optional(),
  activity_type: Text.optional(),
  category: Text.optional(),
  user: Value.optional(),
  user_id: Value.optional(),
  userId: Value.optional(),
});

const Scan = z.object({ Items: z.array(z.unknown()) });
const Exported = z.object({ Item: z.unknown() });

/** Text of a moment, or seconds or milliseconds since 1970. */
const momentOf = (value: string | number): number | null => {
  if (typeof value === 'string') return instantOf(value);
  if (!Number.isFinite(value)) return null;
  return value < 1e11 ? value * 1000 : value;
};

const rowOf = (item: unknown): Row | string => {
  const parsed = Item.safeParse(item);
  if (!parsed.success)
    return parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'item'}: ${message}`).join('; ');
  const { start, end, duration, activity_type, category, user, user_id, userId } = parsed.data;
  const from = momentOf(start);
  if (from === null) return `start: "${start}" is no moment`;
  const said = end === undefined ? null : momentOf(end);
  if (end !== undefined && said === null) return `end: "${end}" is no moment`;
  const until = said ?? (duration === undefined || !Number.isFinite(duration) ? null : from + duration * 3_600_000);
  if (until === null) return 'has neither an end nor a duration';
  return { user: String(user ?? user_id ?? userId ?? ''), category: activity_type ?? category ?? '', start: from, end: until };
};

/** A scan of a table (`{"Items": [...]}`), or an export of it (a line `{"Item": {...}}` for each); gzipped or not. */
export const readDynamoDb = async (file: string): Promise<ReadFile> => {
  const text = await wholeText(file);
  const rows = new Rows();
  for (const [nth, item] of itemsOf(text).entries()) rows.add(nth + 1, rowOf(item));
  return rows;
};

const itemsOf = (text: string): readonly unknown[] => {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const first = lines.length > 0 ? Exported.safeParse(tried(lines[0] ?? '')) : null;
  if (first?.success === true) return lines.map((line) => Exported.safeParse(tried(line)).data?.Item);
  const scan = Scan.safeParse(jsonIn(text, 'JSON of a DynamoDB table'));
  if (!scan.success)
    throw new UnreadableFile('this JSON has no "Items": give the output of `aws dynamodb scan`, or a file of an S3 export');
  return scan.data.Items;
};

const tried = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
};

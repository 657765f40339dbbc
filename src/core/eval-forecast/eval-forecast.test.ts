import { gzipSync } from 'node:zlib';
import { mkdtemp, readFile as readText, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IMPORT_FORMATS, type ImportFormat } from '../../import/api.js';
import { UsageError } from '../backup/arguments.js';
import { parseEvalTask } from './arguments.js';
import { evaluate } from './evaluate.js';
import { readHistories } from './histories.js';
import { readHistory, UnreadableFile } from './read-file.js';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'eval-'));
});
afterAll(() => rm(dir, { recursive: true }));

const written = async (name: string, text: string | Buffer): Promise<string> => {
  const file = join(dir, name);
  await writeFile(file, text);
  return file;
};
const at = (text: string): number => Date.parse(text);
const berlin = { format: null, zone: 'Europe/Berlin', dates: null };
/** What each format makes of two hours of one morning, and a wrong row. */
const morning = { start: at('2024-05-31T07:00:00Z'), end: at('2024-05-31T09:00:00Z') };

const ITEM = { start: { S: '2024-05-31T07:00:00Z' }, end: { S: '2024-05-31T09:00:00Z' }, activity_type: { S: 'Project\r' } };
const EXAMPLES: readonly (readonly [format: ImportFormat, name: string, text: string | Buffer, wrongRow: number])[] = [
  ['dynamodb', 'scan.json', JSON.stringify({ Items: [ITEM, { start: { S: 'soon' } }], Count: 2 }), 2],
  [
    'dynamodb',
    'export.json.gz',
    gzipSync(`${JSON.stringify({ Item: ITEM })}\n${JSON.stringify({ Item: { end: ITEM.end } })}\n`),
    2,
  ],
  [
    'toggl',
    'toggl.csv',
    'User,Email,Client,Project,Start date,Start time,End date,End time,Duration,Tags\nA,a@x.org,,Project,2024-05-31,09:00:00,2024-05-31,11:00:00,02:00:00,\nA,a@x.org,,Project,2024-05-31,25:00:00,2024-05-31,11:00:00,,\n',
    3,
  ],
  [
    'clockify',
    'clockify.csv',
    '"Project","Description","User","Email","Start Date","Start Time","End Date","End Time","Duration (h)","Duration (decimal)"\n"Project","line one\nline two","A","a@x.org","05/31/2024","09:00:00 AM","05/31/2024","11:00:00 AM","02:00:00","2.00"\n"Project","","A","a@x.org","05/31/2024","11:00:00 AM","05/31/2024","09:00:00 AM","",""\n',
    4,
  ],
  [
    'timewarrior',
    'timew.json',
    '[{"id":1,"start":"20240531T070000Z","end":"20240531T090000Z","tags":["Project"]},{"id":2,"end":"20240531T090000Z"}]',
    2,
  ],
  [
    'timewarrior',
    '2024-05.data',
    'inc 20240531T070000Z - 20240531T090000Z # Project\nexc monday\ninc 20240531T120000Z # Project\n',
    2,
  ],
  [
    'punchcard',
    'entries.csv',
    'space,id,category_id,category,start,end,zone,measured_s,paused_s,override_s,effective_s,status,note\ng1,s1,p,Project,2024-05-31T09:00:00.000+02:00,2024-05-31T12:00:00.000+02:00,Europe/Berlin,10800,3600,,7200,ENDED_CONFIRMED,\ng1,s2,p,Project,soon,2024-05-31T12:00:00.000+02:00,Europe/Berlin,,,,,ENDED_CONFIRMED,\n',
    3,
  ],
];

describe('readers', () => {
  it.each(EXAMPLES)('%s: %s', async (format, name, text, wrongRow) => {
    const file = await written(name, text);
    const { rows, problems, ...read } = await readHistory(file, berlin);
    expect(read.format).toBe(format);
    expect(rows.map(({ start, end, category }) => ({ start, end, category }))).toEqual([{ ...morning, category: 'Project' }]);
    expect(problems.map(({ row }) => row)).toEqual([wrongRow]);
  });

  it('take breaks out of what an export of Punchcard has, and what was set by hand as it is', async () => {
    const entry = { category: 'Project', startedAt: morning.start, endedAt: morning.end, overrideMs: null, pauses: [] };
    const pauses = [{ start: morning.start + 1_800_000, end: morning.start + 3_600_000 }];
    const entries = [{ ...entry, pauses }, { ...entry, overrideMs: 600_000 }, { ...entry, endedAt: null }, { category: 1 }];
    const everything = { format: 'punchcard-personal-1', user: '7', spaces: [{ entries }] };
    const file = await written('everything.json', JSON.stringify(everything));
    const { rows, problems } = await readHistory(file, berlin);
    expect(rows.map(({ start, end }) => (end - start) / 60_000)).toEqual([30, 60, 10]);
    expect(problems.map(({ row }) => row)).toEqual([4]);
  });

  it('say what is wrong with a whole file, and what would help', async () => {
    const refused = async (text: string | Buffer, format: ImportFormat | null = null): Promise<string> => {
      const file = await written('wrong', text);
      const error: unknown = await readHistory(file, { ...berlin, format }).catch((thrown: unknown) => thrown);
      if (!(error instanceof UnreadableFile)) throw new Error(`read it: ${String(error)}`);
      return error.message;
    };
    expect(await refused('{"a":1}', 'dynamodb')).toContain('no file of DynamoDB');
    expect(await refused('{"Items":', 'dynamodb')).toContain('damaged');
    expect(await refused('Datum;Tage\n1;2\n', 'clockify')).toContain('columns');
    expect(
      await refused(
        'User,Email,Project,Start date,Start time,End date,End time,Duration\nA,a,P,03/04/2024,9:00,03/04/2024,10:00,\n',
      ),
    ).toContain('--dates');
    expect(await refused('')).toContain('nothing in the file');
    expect(await refused(Buffer.concat([gzipSync('x').subarray(0, 12), Buffer.from('zz')]))).toContain('damaged');
    await expect(readHistory(join(dir, 'gone.csv'), berlin)).rejects.toThrow('cannot be read');
    expect(await refused('hello')).toContain('--format');
  });
});

/** Ten weeks and more of a made-up regular life, in a file. */
const regular = (days: number, from = '2024-01-01'): string => {
  const rows = Array.from({ length: days }, (_, day) => {
    const date = new Date(Date.parse(from) + day * 86_400_000);
    const long = date.getUTCDay() % 6 === 0 ? 0 : 4 + ((day * 7) % 5) / 2;
    const start = date.getTime() + 8 * 3_600_000;
    return long === 0 ? [] : [{ start: new Date(start).toISOString(), end: new Date(start + long * 3_600_000).toISOString() }];
  }).flat();
  return JSON.stringify({ Items: rows.map(({ start, end }) => ({ start: { S: start }, end: { S: end } })) });
};
const silent = (): void => undefined;

describe('eval:forecast', () => {
  it('reports every figure, the same each time, and counts what two files say twice once', async () => {
    const [one, two] = [await written('one.json', regular(150)), await written('two.json', regular(100))];
    const task = (files: readonly string[]) =>
      parseEvalTask([...files.flatMap((file) => ['--data', file]), '--zone', 'Europe/Berlin', '--no-network'])!;
    const [alone, both] = [task([one]), task([one, two])];
    const report = await evaluate(alone, await readHistories(alone, silent), silent);
    const doubled = await evaluate(both, await readHistories(both, silent), silent);
    expect(doubled.pooled).toEqual(report.pooled);
    expect(doubled.people[0]?.rows).toMatchObject({ duplicates: 72, overlapping: 0 });
    expect(report.pooled.origins).toEqual({ from: 70, count: 74 });
    expect(report.people[0]).toMatchObject({ days: 150, suspectDays: 0 });
    for (const name of ['lastWeek', 'weekdayMedian4', 'holtWinters', 'chosen', 'winner', 'sameAsLastWeek']) {
      const figures = Object.entries(report.pooled.models[name] ?? {});
      expect(figures).toHaveLength(11);
      expect(figures.filter(([, value]) => typeof value !== 'number')).toEqual([]);
    }
    const { chosen, targets } = report.pooled;
    expect(chosen!.dayMae!).toBeLessThan(0.7);
    expect(chosen!.dayMae!).toBeLessThan(report.pooled.models['sameAsLastWeek']!.dayMae!);
    expect(chosen!.dayCoverage!).toBeGreaterThan(0.75);
    expect(targets.asked).toBeGreaterThan(50);
    expect(targets.brier!).toBeLessThan(0.25);
  });

  it('judges short histories from their middle, and says of shorter ones that it cannot', async () => {
    const report = async (days: number) => {
      const task = parseEvalTask(['--data', await written('short.json', regular(days)), '--no-network'])!;
      return (await evaluate(task, await readHistories(task, silent), silent)).people[0]!;
    };
    expect(await report(40)).toMatchObject({ origins: { from: 20, count: 14 } });
    expect(await report(20)).toHaveProperty('tooShort');
  });

  it('takes the people and the categories that are asked for', async () => {
    const [, , text] = EXAMPLES.find(([format]) => format === 'toggl')!;
    const file = await written('people.csv', `${String(text)}B,b@x.org,,Other,2024-06-01,09:00,2024-06-01,10:00,,\n`);
    const names = async (...also: readonly string[]): Promise<readonly string[]> => {
      const { histories } = await readHistories(parseEvalTask(['--data', file, ...also])!, silent);
      return histories.map(({ name }) => name);
    };
    expect(await names()).toEqual(['a@x.org', 'b@x.org']);
    expect(await names('--user', 'b@x.org')).toEqual(['b@x.org']);
    expect(await names('--category', 'Project')).toEqual(['a@x.org']);
  });

  it.each([
    [[], '--data FILE is missing'],
    [['--data', 'x', '--zone', 'Berlin'], 'no time zone'],
    [['--data', 'x', '--format', 'xls'], IMPORT_FORMATS.join(', ')],
    [['--data', 'x', '--horizon', '29'], 'from 1 to 28'],
    [['--data', 'x', '--generated', 'held-out'], 'not both'],
    [['--what'], 'npm run eval:forecast'],
  ])('refuses %j', (args, why) => {
    expect(() => parseEvalTask(args)).toThrow(UsageError);
    expect(() => parseEvalTask(args)).toThrow(why);
  });

  it('is a command', async () => {
    const { scripts } = JSON.parse(await readText('package.json', 'utf8')) as { scripts: Record<string, string> };
    expect(scripts['eval:forecast']).toBe('tsx src/core/eval-forecast/main.ts');
  });
});

import { FileRefused } from '../../refused.js';
import { labelled, rawRow, type Emit, type RawMoment, type RawProblem, type RawRow } from '../raw-row.js';
import { linesOf, textIn, type Line } from './lines.js';

const WHOLE_DAY = /^\d{8}$/;
const LENGTH = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

type Properties = ReadonlyMap<string, Line>;
const valueOf = (event: Properties, name: string): string => event.get(name)?.value ?? '';

const momentOf = (line: Line | undefined): RawMoment | null => {
  if (line === undefined) return null;
  const zone = line.parameters.get('TZID');
  return { text: line.value, ...(zone === undefined ? {} : { zone }) };
};

/** ms of `P1DT2H30M`; null for anything else. */
const lengthOf = (text: string): number | null => {
  const parts = LENGTH.exec(text);
  if (text === '' || parts === null) return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part) => Number((part as string | undefined) ?? 0));
  return ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
};

/** What counts of an event of our own calendars, by what stands in it for programs; null for those of others. */
const countedMs = (event: Properties): number | null => {
  const text = valueOf(event, 'X-PUNCHCARD-SECONDS');
  return /^\d+(\.\d+)?$/.test(text) ? Math.round(Number(text) * 1000) : null;
};

const rowOf = (event: Properties, row: number): RawRow | RawProblem => {
  const [start, end] = [valueOf(event, 'DTSTART'), valueOf(event, 'DTEND')];
  // Of what comes again and again only the first time would be read, and a whole day is no time that was worked.
  if (event.has('RRULE') || event.has('RDATE'))
    return { row, reason: 'notUnderstood', text: `RRULE:${valueOf(event, 'RRULE')}`.slice(0, 80) };
  if (WHOLE_DAY.test(start)) return { row, reason: 'timeInvalid', text: start };
  const counted = countedMs(event);
  const description = textIn(valueOf(event, 'DESCRIPTION'));
  const summary = textIn(valueOf(event, 'SUMMARY'));
  const length = lengthOf(valueOf(event, 'DURATION'));
  const member = valueOf(event, 'X-PUNCHCARD-MEMBER');
  return rawRow({
    row,
    person: member,
    userId: /^\d{1,20}$/.test(member) ? member : null,
    labels: {
      category: valueOf(event, 'CATEGORIES')
        .split(/(?<!\\),/)
        .map(textIn)
        .flatMap(labelled),
      activity: labelled(summary),
    },
    // Our own events have the time in their last line.
    note: counted === null ? description : description.split('\n').slice(0, -1).join('\n'),
    start: momentOf(event.get('DTSTART')),
    end: end === '' ? null : momentOf(event.get('DTEND')),
    length: end === '' ? length : null,
    ...(counted === null ? {} : { countsMs: counted }),
  });
};

/** Events of a calendar, counted from 1. @throws FileRefused */
export const readIcs = (text: string, emit: Emit): void => {
  let event: Map<string, Line> | null = null;
  let [row, depth] = [0, 0];
  let isCalendar = false;
  for (const line of linesOf(text)) {
    const { name, value } = line;
    if (name === 'BEGIN' && value === 'VCALENDAR') isCalendar = true;
    else if (name === 'BEGIN' && value === 'VEVENT') [event, depth] = [new Map<string, Line>(), 0];
    else if (event !== null && name === 'END' && value === 'VEVENT') {
      emit(rowOf(event, (row += 1)));
      event = null;
    }
    // What lies in an event, such as an alarm, has properties of the same names.
    else if (name === 'BEGIN') depth += 1;
    else if (name === 'END') depth -= 1;
    else if (event !== null && depth === 0 && !event.has(name)) event.set(name, line);
  }
  if (!isCalendar) throw new FileRefused('IMPORT_FORMAT_WRONG', { format: 'ICS' });
  if (event !== null) throw new FileRefused('IMPORT_FILE_DAMAGED');
};

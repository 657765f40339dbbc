/** A line of a calendar: `DTSTART;TZID=Europe/Berlin:20261207T090000`. */
export interface IcsLine {
  /** Upper case. */
  readonly name: string;
  /** Names in upper case, values without quotation marks. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}

/** An event as its calendar writes it. */
export type IcsEvent = readonly IcsLine[];

const PARAMETER = /;([^=;:]+)=("[^"]*"|[^;:,]*)(?:,(?:"[^"]*"|[^;:,]*))*/y;

/** Null for what is no line of a calendar. */
const readLine = (line: string): IcsLine | null => {
  const name = /^[A-Za-z0-9-]+/.exec(line)?.[0];
  if (name === undefined) return null;
  const parameters = new Map<string, string>();
  let at = name.length;
  PARAMETER.lastIndex = at;
  for (let found = PARAMETER.exec(line); found !== null; found = PARAMETER.exec(line)) {
    parameters.set((found[1] ?? '').toUpperCase(), (found[2] ?? '').replace(/^"|"$/g, ''));
    at = PARAMETER.lastIndex;
  }
  return line[at] === ':' ? { name: name.toUpperCase(), parameters, value: line.slice(at + 1) } : null;
};

/** The events of a calendar file (RFC 5545), as far as it can be read: what is no line of one is left out. Null when it is no calendar. */
export const readIcs = (text: string): readonly IcsEvent[] | null => {
  const events: IcsEvent[] = [];
  /** What the line is in, from the outside in; alarms in an event are not the event. */
  const within: string[] = [];
  let event: IcsLine[] = [];
  let isCalendar = false;
  for (const raw of text
    .replace(/^\uFEFF/, '')
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)) {
    const line = readLine(raw);
    if (line === null) continue;
    const what = line.value.trim().toUpperCase();
    if (line.name === 'BEGIN') {
      isCalendar ||= what === 'VCALENDAR';
      if (what === 'VEVENT') event = [];
      within.push(what);
    } else if (line.name === 'END') {
      if (within.at(-1) === 'VEVENT' && what === 'VEVENT') events.push(event);
      within.pop();
    } else if (within.at(-1) === 'VEVENT') {
      event.push(line);
    }
  }
  return isCalendar ? events : null;
};

export const lineOf = (event: IcsEvent, name: string): IcsLine | undefined => event.find((line) => line.name === name);
export const linesOf = (event: IcsEvent, name: string): readonly IcsLine[] => event.filter((line) => line.name === name);

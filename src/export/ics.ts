import { escape, foldLines, ICalCalendar, type ICalEventData } from 'ical-generator';
import { formatSeconds } from '../i18n/format.js';
import { createTranslators } from '../i18n/translators.js';
import type { Translator } from '../i18n/translator.js';
import type { ExportFormat, ReportHead, ReportRow } from './report.js';
import { wellFormed } from './well-formed.js';

/** What a calendar file cannot hold; line breaks and tabs it can. */
// eslint-disable-next-line no-control-regex -- these are the characters that it is about
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;

const clean = (text: string): string => wellFormed(text).replace(CONTROL, '');

/** Begins and ends the calendar: it is made without events, which are written between. */
const frameOf = ({ space, entries }: ReportHead): readonly [begin: string, end: string] => {
  const calendar = new ICalCalendar({
    prodId: { company: 'Punchcard', product: 'Punchcard', language: 'EN' },
    // The library takes a name as it is.
    name: escape(clean(space.name), false),
    x: [['X-PUNCHCARD-ENTRIES', String(entries)]],
  });
  const end = 'END:VCALENDAR';
  return [calendar.toString().slice(0, -end.length), `${end}\r\n`];
};

/** An entry as an event. Its id stays the same whenever it is exported, so a calendar that reads it again has it once. */
const eventOf = (row: ReportRow, { space, about, madeAt }: ReportHead, t: Translator): ICalEventData => {
  const { session, amount, category, name } = row;
  const time = `${t('exporttable.columns.duration')}: ${formatSeconds(amount.printedMs / 1000, t)}`;
  const [start, end] = [new Date(session.startedAt), new Date(session.endedAt ?? session.startedAt)];
  return {
    id: `${session.id}@${space.id}.punchcard`,
    stamp: new Date(madeAt),
    start,
    // An event without a length has no end.
    end: start.getTime() < end.getTime() ? end : null,
    summary: clean(about.kind === 'member' ? category.name : `${name}: ${category.name}`),
    description: clean(session.note === null ? time : `${session.note}\n${time}`),
    categories: [{ name: clean(category.name) }],
    x: [
      ['X-PUNCHCARD-MEMBER', row.user],
      ['X-PUNCHCARD-SECONDS', String(amount.printedMs / 1000)],
      ['X-PUNCHCARD-STATE', session.status],
      ['X-PUNCHCARD-ZONE', row.zone],
    ],
  };
};

/** A calendar with an event for each entry, in UTC. It has no sums, so only entries can be told by it. */
export const ics: ExportFormat = {
  async write(report, sink, progress) {
    const { head } = report;
    const t = createTranslators().for(head.locale);
    const [begin, end] = frameOf(head);
    const events = new ICalCalendar();
    await sink.write(begin);
    let written = 0;
    for await (const rows of report.rows()) {
      const texts = rows.map((row) => events.createEvent(eventOf(row, head, t)).toString());
      events.clear();
      await sink.write(foldLines(texts.join('')));
      progress((written += rows.length));
    }
    await sink.write(end);
    progress(head.entries);
  },
};

import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import type { ImportFormat } from '../../src/import/api.js';

/** A file as a program writes it, made here by its documentation. Each tells of the same two entries of one morning, by the clocks of Berlin. */
export interface ImportSample {
  readonly name: string;
  readonly format: ImportFormat;
  readonly bytes: Uint8Array;
}

/** Two entries on Tuesday 2026-03-17: 09:00 to 10:30 `Website` with a note, 11:00 to 12:00 `Support` without one. UTC+1. */
export const MORNING = [
  { startedAt: Date.UTC(2026, 2, 17, 8), endedAt: Date.UTC(2026, 2, 17, 9, 30), label: 'Website', note: 'line one' },
  { startedAt: Date.UTC(2026, 2, 17, 10), endedAt: Date.UTC(2026, 2, 17, 11), label: 'Support', note: null },
] as const;

const utf16 = (text: string, bigEndian = false): Uint8Array => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};

const TOGGL = [
  'User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount ()',
  'Ann,ann@example.org,Acme,Website,,line one,No,2026-03-17,09:00:00,2026-03-17,10:30:00,01:30:00,"deep, quiet",',
  'Ann,ann@example.org,,Support,,,No,2026-03-17,11:00:00,2026-03-17,12:00:00,01:00:00,,',
].join('\n');

const CLOCKIFY = [
  '"Project","Client","Description","Task","User","Group","Email","Tags","Billable","Start Date","Start Time","End Date","End Time","Duration (h)","Duration (decimal)"',
  '"Website","Acme","line one","","Ann","","ann@example.org","","No","03/17/2026","09:00:00 AM","03/17/2026","10:30:00 AM","01:30:00","1.50"',
  '"Support","","","","Ann","","ann@example.org","","No","03/17/2026","11:00:00 AM","03/17/2026","12:00:00 PM","01:00:00","1.00"',
].join('\r\n');

const CLOCKIFY_DE = [
  '"Projekt","Kunde","Beschreibung","Aufgabe","Benutzer","Gruppe","E-Mail","Tags","Abrechenbar","Startdatum","Startzeit","Enddatum","Endzeit","Dauer (h)","Dauer (dezimal)"',
  '"Website","Größe","line one","","Ann","","ann@example.org","","Nein","17.03.2026","09:00:00","17.03.2026","10:30:00","01:30:00","1,50"',
  '"Support","","","","Ann","","ann@example.org","","Nein","17.03.2026","11:00:00","17.03.2026","12:00:00","01:00:00","1,00"',
].join('\r\n');

const KIMAI = [
  'Date;From;To;Duration;Price;User;Customer;Project;Activity;Description;Billable;Tags',
  '2026-03-17;09:00;10:30;1:30;0;ann@example.org;Acme;Website;Coding;line one;1;',
  '2026-03-17;11:00;12:00;1:00;0;ann@example.org;Acme;Support;Mail;;1;',
].join('\n');

const KIMAI_JSON = [
  {
    id: 1,
    begin: '2026-03-17T09:00:00+0100',
    end: '2026-03-17T10:30:00+0100',
    duration: 5400,
    description: 'line one',
    tags: [],
    user: 7,
    activity: 1,
    project: { id: 1, name: 'Website', customer: { id: 1, name: 'Acme' } },
  },
  {
    id: 2,
    begin: '2026-03-17T11:00:00+0100',
    end: '2026-03-17T12:00:00+0100',
    duration: 3600,
    description: null,
    tags: ['x'],
    user: 7,
    activity: { id: 2, name: 'Mail' },
    project: { id: 2, name: 'Support' },
  },
];

const TIMEW = [
  { id: 2, start: '20260317T080000Z', end: '20260317T093000Z', tags: ['Website'], annotation: 'line one' },
  { id: 1, start: '20260317T100000Z', end: '20260317T110000Z', tags: ['Support'] },
];
const TIMEW_DATA =
  'inc 20260317T080000Z - 20260317T093000Z # Website # "line one"\ninc 20260317T100000Z - 20260317T110000Z # Support\n';

const ITEMS = [
  {
    start: { S: '2026-03-17T08:00:00Z' },
    end: { S: '2026-03-17T09:30:00Z' },
    activity_type: { S: 'Website' },
    description: { S: 'line one' },
    duration: { N: '1.5' },
    year: { S: '2026\r' },
  },
  // One without a description, and with the end that follows from its length.
  { start: { S: '2026-03-17T10:00:00Z\r' }, activity_type: { S: 'Support\r' }, duration: { N: '1' }, year: { S: '2026\r' } },
];

const TOGGL_JSON = [
  {
    id: 1,
    workspace_id: 5,
    project_id: 11,
    start: '2026-03-17T08:00:00Z',
    stop: '2026-03-17T09:30:00Z',
    duration: 5400,
    description: 'line one',
    tags: [],
    user_id: 3,
  },
  {
    id: 2,
    workspace_id: 5,
    project_id: 12,
    start: '2026-03-17T10:00:00+00:00',
    stop: '2026-03-17T11:00:00+00:00',
    duration: 3600,
    description: '',
    tags: null,
    user_id: 3,
  },
];

const ICS = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Example//EN',
  'BEGIN:VEVENT',
  'UID:1@example.org',
  'DTSTART;TZID=Europe/Berlin:20260317T090000',
  'DTEND;TZID=Europe/Berlin:20260317T103000',
  'CATEGORIES:Website',
  'SUMMARY:Website',
  'DESCRIPTION:line',
  '  one',
  'BEGIN:VALARM',
  'DESCRIPTION:of the alarm',
  'TRIGGER:-PT10M',
  'END:VALARM',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:2@example.org',
  'DTSTART:20260317T100000Z',
  'DURATION:PT1H',
  'CATEGORIES:Support',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

const PUNCHCARD = {
  format: 'punchcard-report-1',
  entries: [
    {
      member: { id: '100', name: 'Ann' },
      category: { id: 'w', name: 'Website' },
      start: '2026-03-17T09:00:00.000+01:00',
      end: '2026-03-17T10:30:00.000+01:00',
      breaks: [],
      overrideSeconds: null,
      note: 'line one',
    },
    {
      member: { id: '100', name: 'Ann' },
      category: { id: 's', name: 'Support' },
      start: '2026-03-17T11:00:00.000+01:00',
      end: '2026-03-17T12:00:00.000+01:00',
      breaks: [],
      overrideSeconds: null,
      note: null,
    },
  ],
  entryCount: 2,
};

const CSV =
  'Start\tEnde\tKategorie\tNotiz\n17.03.2026 9:00\t17.03.2026 10:30\tWebsite\tline one\n17.03.2026 11:00\t17.03.2026 12:00\tSupport\t\n';

const text = (name: string, format: ImportFormat, of: string): ImportSample => ({ name, format, bytes: Buffer.from(of) });

export const IMPORT_SAMPLES: readonly ImportSample[] = [
  text('toggl.csv', 'toggl', TOGGL),
  {
    name: 'toggl of a spreadsheet',
    format: 'toggl',
    bytes: utf16(TOGGL.replaceAll(',', '\t').replace('"deep\t quiet"', '"deep, quiet"')),
  },
  {
    name: 'toggl-workspace.zip',
    format: 'toggl',
    bytes: zipSync({
      'clients.json': Buffer.from('[]'),
      'projects.json': Buffer.from(
        JSON.stringify([
          { id: 11, name: 'Website' },
          { id: 12, name: 'Support' },
        ]),
      ),
      'workspace_users.json': Buffer.from(JSON.stringify([{ id: 9, uid: 3, email: 'ann@example.org', name: 'Ann' }])),
      'time_entries.json': Buffer.from(JSON.stringify(TOGGL_JSON)),
      'logo.png': new Uint8Array([1, 2, 3]),
    }),
  },
  {
    name: 'toggl-csv.zip',
    format: 'toggl',
    bytes: zipSync({ 'projects.json': Buffer.from('[{"id":1,"name":"x"}]'), 'Toggl_2026.csv': Buffer.from(TOGGL) }),
  },
  text('clockify.csv', 'clockify', CLOCKIFY),
  { name: 'clockify in German, windows-1252', format: 'clockify', bytes: Buffer.from(CLOCKIFY_DE, 'latin1') },
  text('clockify with a byte order mark', 'clockify', `\uFEFF${CLOCKIFY_DE}`),
  text('kimai.csv', 'kimai', KIMAI),
  text('kimai.json', 'kimai', JSON.stringify(KIMAI_JSON)),
  text('timew export', 'timewarrior', JSON.stringify(TIMEW)),
  text('2026-03.data', 'timewarrior', TIMEW_DATA),
  text('scan.json', 'dynamodb', JSON.stringify({ Items: ITEMS, Count: 2, ScannedCount: 2 })),
  {
    name: 'part.json.gz',
    format: 'dynamodb',
    bytes: gzipSync(ITEMS.map((item) => `${JSON.stringify({ Item: item })}\n`).join('')),
  },
  {
    name: 'AWSDynamoDB.zip',
    format: 'dynamodb',
    bytes: zipSync({
      'AWSDynamoDB/1/manifest-summary.json': Buffer.from('{"version":"2020-06-30","itemCount":2}'),
      'AWSDynamoDB/1/manifest-files.json': Buffer.from('{"itemCount":2,"dataFileS3Key":"x"}'),
      'AWSDynamoDB/1/data/a.json.gz': gzipSync(ITEMS.map((item) => `${JSON.stringify({ Item: item })}\n`).join('')),
    }),
  },
  text('report.json', 'punchcard', JSON.stringify(PUNCHCARD)),
  text('calendar.ics', 'ics', ICS),
  { name: 'a table of a spreadsheet', format: 'csv', bytes: utf16(CSV, true) },
];

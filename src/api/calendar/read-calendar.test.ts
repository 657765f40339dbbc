import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { calendarUrl, createCalendarReader, type CalendarReader } from './read-calendar.js';

const EVENT =
  'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261207T080000Z\r\nDTEND:20261207T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';
const FROM = Date.UTC(2026, 11, 7);
const TO = FROM + 7 * 86_400_000;

let server: Server | null = null;
let reader: CalendarReader | null = null;
const served = async (listener: RequestListener): Promise<string> => {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => void started.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
};
const busy = (url: string, isPrivateAllowed = true) => {
  reader = createCalendarReader({ isPrivateAllowed });
  return reader.calendar(url, 'UTC').busy(FROM, TO);
};
afterEach(async () => {
  await reader?.close();
  server?.closeAllConnections();
  server?.close();
});

describe('a calendar at an address', () => {
  it('is read, also where it leads elsewhere', async () => {
    const url = await served((request, response) => {
      if (request.url === '/old') response.writeHead(302, { location: '/new' }).end();
      else response.end(EVENT);
    });
    expect(await busy(`${url}/old`)).toEqual({
      ok: true,
      value: [{ start: Date.UTC(2026, 11, 7, 8), end: Date.UTC(2026, 11, 7, 9) }],
    });
  });

  it.each([
    ['404', (_request, response) => void response.writeHead(404).end(EVENT), 'CALENDAR_UNREADABLE'],
    ['a page', (_request, response) => void response.end('<html>'), 'CALENDAR_UNREADABLE'],
    ['a circle', (request, response) => void response.writeHead(302, { location: request.url }).end(), 'CALENDAR_UNREADABLE'],
    [
      'a file',
      (_request, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
      'CALENDAR_UNREADABLE',
    ],
    ['too much', (_request, response) => void response.end(EVENT + ' '.repeat(6 * 1024 * 1024)), 'CALENDAR_TOO_LARGE'],
    ['a line that is cut', (request) => void request.socket.destroy(), 'CALENDAR_UNREADABLE'],
  ] satisfies [string, RequestListener, string][])(
    'that answers with %s is refused, and is not a free week',
    async (_, listener, code) => {
      expect(await busy(`${await served(listener)}/secret`)).toMatchObject({ ok: false, error: { code } });
    },
  );

  it('on this machine is not asked unless the operator lets it, and its address is not repeated', async () => {
    let asked = 0;
    const url = await served((_request, response) => {
      asked += 1;
      response.end(EVENT);
    });
    const refused = await busy(`${url}/secret`, false);
    expect(refused).toMatchObject({ ok: false, error: { code: 'CALENDAR_UNREADABLE' } });
    expect(JSON.stringify(refused)).not.toContain('secret');
    expect(await busy(url.replace('127.0.0.1', 'localhost'), false)).toMatchObject({ ok: false });
    expect(asked).toBe(0);
  });
});

it.each([
  ['https://example.org/a.ics', 'https://example.org/a.ics'],
  ['webcal://example.org/a.ics', 'https://example.org/a.ics'],
  ['http://example.org/a.ics', null],
  ['https://user:secret@example.org/a.ics', null],
  ['ftp://example.org/a.ics', null],
  ['calendar', null],
])('%s is asked for as %s', (typed, expected) => {
  expect(calendarUrl(typed, false)).toBe(expected);
});

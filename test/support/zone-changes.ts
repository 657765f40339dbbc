/**
 * A change of the clocks. `walls` are times of day that do not exist then (with the neighbours that a refusal names) or exist twice. The entry lasts
 * from 22:00 on the evening before to 06:00 by the clocks; `midnight` and `four` are its hours before and after the start of the new day, at midnight
 * and at four o'clock. All figures are worked out by hand from the rules of the zones, as the IANA database tells them.
 */
export interface Change {
  readonly zone: string;
  readonly what: string;
  readonly walls: Readonly<Record<string, readonly [string, string]>>;
  readonly kind: 'skipped' | 'twice';
  readonly entry: readonly [string, string];
  readonly days: readonly [string, string];
  /** The first days of the weeks that these two days are in, by a paper calendar: of weeks from Monday, and of weeks from Sunday. */
  readonly weeks: { readonly monday: readonly [string, string]; readonly sunday: readonly [string, string] };
  readonly midnight: readonly [number, number];
  readonly four: readonly [number, number];
  /** Hours of the day that holds the change, when days begin at midnight, and at four. */
  readonly lengths: readonly [day: string, midnight: number, fourDay: string, four: number];
}

export const CHANGES: readonly Change[] = [
  {
    zone: 'Europe/Berlin',
    what: 'spring',
    kind: 'skipped',
    walls: {
      '2026-03-29 02:00': ['2026-03-29T01:59+01:00', '2026-03-29T03:00+02:00'],
      '2026-03-29 02:59': ['2026-03-29T01:59+01:00', '2026-03-29T03:00+02:00'],
    },
    entry: ['2026-03-28T22:00+01:00', '2026-03-29T06:00+02:00'],
    days: ['20260328', '20260329'],
    weeks: { monday: ['20260323', '20260323'], sunday: ['20260322', '20260329'] },
    midnight: [2, 5],
    four: [5, 2],
    lengths: ['20260329', 23, '20260328', 23],
  },
  {
    zone: 'Europe/Berlin',
    what: 'autumn',
    kind: 'twice',
    walls: { '2026-10-25 02:00': ['2026-10-25T02:00+02:00', '2026-10-25T02:00+01:00'] },
    entry: ['2026-10-24T22:00+02:00', '2026-10-25T06:00+01:00'],
    days: ['20261024', '20261025'],
    weeks: { monday: ['20261019', '20261019'], sunday: ['20261018', '20261025'] },
    midnight: [2, 7],
    four: [7, 2],
    lengths: ['20261025', 25, '20261024', 25],
  },
  {
    zone: 'America/New_York',
    what: 'spring',
    kind: 'skipped',
    walls: { '2026-03-08 02:30': ['2026-03-08T01:59-05:00', '2026-03-08T03:00-04:00'] },
    entry: ['2026-03-07T22:00-05:00', '2026-03-08T06:00-04:00'],
    days: ['20260307', '20260308'],
    weeks: { monday: ['20260302', '20260302'], sunday: ['20260301', '20260308'] },
    midnight: [2, 5],
    four: [5, 2],
    lengths: ['20260308', 23, '20260307', 23],
  },
  {
    zone: 'America/New_York',
    what: 'autumn',
    kind: 'twice',
    walls: { '2026-11-01 01:30': ['2026-11-01T01:30-04:00', '2026-11-01T01:30-05:00'] },
    entry: ['2026-10-31T22:00-04:00', '2026-11-01T06:00-05:00'],
    days: ['20261031', '20261101'],
    weeks: { monday: ['20261026', '20261026'], sunday: ['20261025', '20261101'] },
    midnight: [2, 7],
    four: [7, 2],
    lengths: ['20261101', 25, '20261031', 25],
  },
  {
    zone: 'Australia/Lord_Howe',
    what: 'autumn, by half an hour',
    kind: 'twice',
    walls: { '2026-04-05 01:45': ['2026-04-05T01:45+11:00', '2026-04-05T01:45+10:30'] },
    entry: ['2026-04-04T22:00+11:00', '2026-04-05T06:00+10:30'],
    days: ['20260404', '20260405'],
    weeks: { monday: ['20260330', '20260330'], sunday: ['20260329', '20260405'] },
    midnight: [2, 6.5],
    four: [6.5, 2],
    lengths: ['20260405', 24.5, '20260404', 24.5],
  },
  {
    zone: 'Australia/Lord_Howe',
    what: 'spring, by half an hour',
    kind: 'skipped',
    walls: { '2026-10-04 02:15': ['2026-10-04T01:59+10:30', '2026-10-04T02:30+11:00'] },
    entry: ['2026-10-03T22:00+10:30', '2026-10-04T06:00+11:00'],
    days: ['20261003', '20261004'],
    weeks: { monday: ['20260928', '20260928'], sunday: ['20260927', '20261004'] },
    midnight: [2, 5.5],
    four: [5.5, 2],
    lengths: ['20261004', 23.5, '20261003', 23.5],
  },
  {
    zone: 'Asia/Kathmandu',
    what: 'a quarter of an hour at midnight, 1986',
    kind: 'skipped',
    walls: { '1986-01-01 00:10': ['1985-12-31T23:59+05:30', '1986-01-01T00:15+05:45'] },
    entry: ['1985-12-31T22:00+05:30', '1986-01-01T06:00+05:45'],
    days: ['19851231', '19860101'],
    weeks: { monday: ['19851230', '19851230'], sunday: ['19851229', '19851229'] },
    midnight: [2, 5.75],
    four: [5.75, 2],
    lengths: ['19860101', 23.75, '19851231', 23.75],
  },
  {
    zone: 'Pacific/Apia',
    what: 'without the 30th of December 2011',
    kind: 'skipped',
    walls: {
      '2011-12-30 00:00': ['2011-12-29T23:59-10:00', '2011-12-31T00:00+14:00'],
      '2011-12-30 12:00': ['2011-12-29T23:59-10:00', '2011-12-31T00:00+14:00'],
    },
    entry: ['2011-12-29T22:00-10:00', '2011-12-31T06:00+14:00'],
    days: ['20111229', '20111231'],
    weeks: { monday: ['20111226', '20111226'], sunday: ['20111225', '20111225'] },
    midnight: [2, 6],
    four: [6, 2],
    lengths: ['20111229', 24, '20111229', 24],
  },
  {
    zone: 'Africa/Cairo',
    what: 'spring, at midnight',
    kind: 'skipped',
    walls: { '2026-04-24 00:30': ['2026-04-23T23:59+02:00', '2026-04-24T01:00+03:00'] },
    entry: ['2026-04-23T22:00+02:00', '2026-04-24T06:00+03:00'],
    days: ['20260423', '20260424'],
    weeks: { monday: ['20260420', '20260420'], sunday: ['20260419', '20260419'] },
    midnight: [2, 5],
    four: [5, 2],
    lengths: ['20260424', 23, '20260423', 23],
  },
  {
    zone: 'Africa/Cairo',
    what: 'autumn, at midnight',
    kind: 'twice',
    walls: { '2026-10-29 23:30': ['2026-10-29T23:30+03:00', '2026-10-29T23:30+02:00'] },
    entry: ['2026-10-29T22:00+03:00', '2026-10-30T06:00+02:00'],
    days: ['20261029', '20261030'],
    weeks: { monday: ['20261026', '20261026'], sunday: ['20261025', '20261025'] },
    midnight: [3, 6],
    four: [7, 2],
    lengths: ['20261029', 25, '20261029', 25],
  },
  {
    zone: 'America/Santiago',
    what: 'autumn, at midnight',
    kind: 'twice',
    walls: { '2026-04-04 23:30': ['2026-04-04T23:30-03:00', '2026-04-04T23:30-04:00'] },
    entry: ['2026-04-04T22:00-03:00', '2026-04-05T06:00-04:00'],
    days: ['20260404', '20260405'],
    weeks: { monday: ['20260330', '20260330'], sunday: ['20260329', '20260405'] },
    midnight: [3, 6],
    four: [7, 2],
    lengths: ['20260404', 25, '20260404', 25],
  },
  {
    zone: 'America/Santiago',
    what: 'spring, at midnight',
    kind: 'skipped',
    walls: { '2026-09-06 00:30': ['2026-09-05T23:59-04:00', '2026-09-06T01:00-03:00'] },
    entry: ['2026-09-05T22:00-04:00', '2026-09-06T06:00-03:00'],
    days: ['20260905', '20260906'],
    weeks: { monday: ['20260831', '20260831'], sunday: ['20260830', '20260906'] },
    midnight: [2, 5],
    four: [5, 2],
    lengths: ['20260906', 23, '20260905', 23],
  },
];

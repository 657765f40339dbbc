import type { MessageKey } from '../../i18n/translator.js';
import type { Amount, CategorySum, MemberSum, ReportRow, ReportSums, WeekSum } from '../report.js';
import { offsetsText, wallMs, wallMsOfDay } from '../wall-time.js';

/**
 * What a cell of a spreadsheet holds, whichever kind of file it is in: `date` and `moment` are ms of the wall clock (`wallMs`), `duration` is ms, `hours` are
 * hundredths, `state` is the state of an entry.
 */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'date' | 'moment'; readonly wall: number }
  | { readonly kind: 'duration'; readonly ms: number }
  | { readonly kind: 'hours'; readonly hundredths: number }
  | { readonly kind: 'key'; readonly key: MessageKey };

export interface Column<Row> {
  readonly title: MessageKey;
  /** Its values are numbers, which stand on the right. */
  readonly isNumber?: true;
  /** Roughly as many characters as it mostly has. */
  readonly width: number;
  /** It holds names of these: then it is wider where one of them is longer. */
  readonly names?: 'members' | 'categories';
  readonly of: (row: Row) => Value;
  /** What of the total of the report stands under the column; nothing unless told. */
  readonly sum?: (total: Amount) => Value;
}

const text = (value: string): Value => ({ kind: 'text', text: value });

const duration = ({ printedMs }: Amount): Value => ({ kind: 'duration', ms: printedMs });
const hours = ({ hundredths }: Amount): Value => ({ kind: 'hours', hundredths });

const amountColumns = <Row>(amountOf: (row: Row) => Amount): readonly Column<Row>[] => [
  { title: 'exporttable.columns.duration', width: 10, isNumber: true, of: (row) => duration(amountOf(row)), sum: duration },
  { title: 'exporttable.columns.hours', width: 10, isNumber: true, of: (row) => hours(amountOf(row)), sum: hours },
];

const endOf = ({ session }: ReportRow): number => session.endedAt ?? session.startedAt;

export const ENTRY_COLUMNS: readonly Column<ReportRow>[] = [
  { title: 'exporttable.columns.member', width: 20, names: 'members', of: ({ name }) => text(name) },
  {
    title: 'exporttable.columns.day',
    width: 12,
    of: ({ parts, session, zone }) => ({
      kind: 'date',
      wall: parts[0] === undefined ? wallMs(session.startedAt, zone) : wallMsOfDay(parts[0].day),
    }),
  },
  {
    title: 'exporttable.columns.start',
    width: 18,
    of: ({ session, zone }) => ({ kind: 'moment', wall: wallMs(session.startedAt, zone) }),
  },
  { title: 'exporttable.columns.end', width: 18, of: (row) => ({ kind: 'moment', wall: wallMs(endOf(row), row.zone) }) },
  {
    title: 'exporttable.columns.offset',
    width: 11,
    of: (row) => text(offsetsText(row.session.startedAt, endOf(row), row.zone)),
  },
  { title: 'exporttable.columns.zone', width: 16, of: ({ zone }) => text(zone) },
  { title: 'exporttable.columns.category', width: 20, names: 'categories', of: ({ category }) => text(category.name) },
  { title: 'exporttable.columns.breaks', width: 10, isNumber: true, of: ({ pausedMs }) => ({ kind: 'duration', ms: pausedMs }) },
  ...amountColumns<ReportRow>(({ amount }) => amount),
  {
    title: 'exporttable.columns.state',
    width: 14,
    of: ({ session }) => ({ kind: 'key', key: `explain.status.${session.status}` }),
  },
  { title: 'exporttable.columns.note', width: 40, of: ({ session }) => text(session.note ?? '') },
  { title: 'exporttable.columns.entry', width: 22, of: ({ session }) => text(session.id) },
];

/** A category of a day. */
export interface DayRow {
  readonly day: string;
  readonly sum: CategorySum;
}

export const dayRows = ({ days }: ReportSums): readonly DayRow[] =>
  days.flatMap(({ day, categories }) => categories.map((sum) => ({ day, sum })));

export const DAY_COLUMNS: readonly Column<DayRow>[] = [
  { title: 'exporttable.columns.day', width: 12, of: ({ day }) => ({ kind: 'date', wall: wallMsOfDay(day) }) },
  { title: 'exporttable.columns.category', width: 24, names: 'categories', of: ({ sum }) => text(sum.name) },
  ...amountColumns<DayRow>(({ sum }) => sum.amount),
];

/** A category of a member. */
export interface MemberRow {
  readonly member: Pick<MemberSum, 'user' | 'name'>;
  readonly sum: CategorySum;
}

export const memberRows = ({ members }: ReportSums): readonly MemberRow[] =>
  members.flatMap((member) => member.categories.map((sum) => ({ member, sum })));

/** Also for what is no member, but has a name. */
export const MEMBER_COLUMNS: readonly Column<{ readonly member: Pick<MemberSum, 'name'>; readonly sum: CategorySum }>[] = [
  { title: 'exporttable.columns.member', width: 24, of: ({ member }) => text(member.name) },
  { title: 'exporttable.columns.category', width: 24, of: ({ sum }) => text(sum.name) },
  ...amountColumns<Pick<MemberRow, 'sum'>>(({ sum }) => sum.amount),
];

export const WEEK_COLUMNS: readonly Column<WeekSum>[] = [
  { title: 'exporttable.facts.from', width: 24, of: ({ from }) => ({ kind: 'date', wall: wallMsOfDay(from) }) },
  { title: 'exporttable.facts.to', width: 24, of: ({ to }) => ({ kind: 'date', wall: wallMsOfDay(to) }) },
  ...amountColumns<WeekSum>(({ amount }) => amount),
];

/** With the weekly targets of the one member, where there are any. */
export const TARGET_COLUMNS: readonly Column<WeekSum>[] = [
  ...WEEK_COLUMNS,
  {
    title: 'exporttable.columns.target',
    width: 12,
    isNumber: true,
    of: ({ targetMs }) => (targetMs === null ? text('') : { kind: 'duration', ms: targetMs }),
  },
];

import type { DomainError } from '../../domain/errors.js';
import { createTranslators } from '../../i18n/translators.js';
import type { Question, RowProblem, RowReason, Staying } from '../../import/api.js';
import { errorText } from '../../views/error.js';

/** What a refusal says to somebody at a terminal. */
export const describeRefusal = (error: DomainError): string =>
  errorText(error, createTranslators().for('en')).replace(/\\(\W)/g, '$1');

const REASONS: Readonly<Record<RowReason, string>> = {
  dateInvalid: 'is no date',
  timeInvalid: 'is no time',
  startMissing: 'has no start',
  endMissing: 'has neither an end nor a length',
  endBeforeStart: 'ends before it starts',
  noTime: 'starts when it ends',
  outOfRange: 'is longer than 366 days, or before 1970',
  durationInvalid: 'is no length of time',
  breaksInvalid: 'has breaks that do not lie in it',
  notUnderstood: 'is not understood',
};

/** Why a row cannot be read. */
export const describeRow = ({ reason, text }: Pick<RowProblem, 'reason' | 'text'>): string =>
  text === '' ? REASONS[reason] : `"${text}" ${REASONS[reason]}`;

const ORDERS = { ymd: 'year, month, day', dmy: 'day, month, year', mdy: 'month, day, year' } as const;

/** What is asked, and how it is said at a terminal. */
export const describeQuestion = (question: Question): string => {
  switch (question.about) {
    case 'format':
      return 'What program is the file of? Say it with --format';
    case 'columns':
      return `What are its columns (${question.header.join(', ')})? Say it with --column 'start=…' --column 'end=…'`;
    case 'dateOrder':
      return `Is ${question.example} ${question.orders.map((order) => `${ORDERS[order]} (--date-order ${order})`).join(' or ')}?`;
    case 'zone':
      return `By the clocks of which time zone are its times? Say it with --zone, such as --zone ${question.suggestion}`;
    case 'untimed':
      return `${question.rows} rows have a day and a length, and no time: --untimed 09:00 puts them one after the other from then on, --untimed untimed keeps them without a time, --untimed skip leaves them out`;
    case 'categories':
      return `What becomes of ${question.labels.map((label) => (label === '' ? 'time without a label' : `"${label}"`)).join(', ')}? Say it with --map 'Label=Category' ('Label=-' leaves it out), or make new categories of all labels with --new-categories`;
    case 'people':
      return `Who is ${question.people.map((name) => `"${name}"`).join(', ')}? Say it with --person 'Name=Discord id' ('Name=-' leaves the rows out)`;
    case 'shifted':
      return `${question.rows} rows are there already, ${question.hours.map((hours) => `${hours > 0 ? '+' : ''}${hours} h`).join(' and ')} away: is the zone right? --shifted skip leaves these rows out, --shifted store stores them as other ones`;
  }
};

export const STAYS: Readonly<Record<Staying['because'], string>> = {
  changed: 'somebody changed it since',
  running: 'it runs again',
  failed: 'it could not be read',
};

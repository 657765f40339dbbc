import type { Context } from '../../core/context.js';
import type { Choice } from './asked.js';
import type { ImportDraft } from './contract.js';
import { importWords } from './words.js';

type Format = NonNullable<ImportDraft['recognised']['format']>;
type DateOrder = NonNullable<ImportDraft['recognised']['dateOrder']>;

const FORMATS = [
  'timewarrior',
  'toggl',
  'clockify',
  'kimai',
  'dynamodb',
  'punchcard',
  'ics',
  'csv',
] as const satisfies readonly Format[];
const DATE_ORDERS = ['ymd', 'dmy', 'mdy'] as const satisfies readonly DateOrder[];

export const formatChoices = (context: Context): readonly Choice[] =>
  FORMATS.map((value) => ({ value, label: importWords(context)(`formats.${value}`) }));

export const dateOrderChoices = (context: Context): readonly Choice[] =>
  DATE_ORDERS.map((value) => ({ value, label: importWords(context)(`orders.${value}`) }));

import { formatNumber } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import { text, type Block } from '../layout/blocks.js';
import { cut } from '../text.js';
import type { ShownProblem, Some } from './model.js';

/** Characters of a file's name, and of what stands in a row, that a card shows. */
const NAME_MAX = 60;
const TEXT_MAX = 40;

/** `3 of 4: Preview` below the name of the file. */
export const head = (name: string, t: Translator, step: string | null): Block =>
  text(`### 📥 ${t('import.title', { file: userText(cut(name, NAME_MAX)) })}${step === null ? '' : `\n${step}`}`);

/** `4 rows`, with the number as the language writes it. */
export const countText = (of: 'rows' | 'entries' | 'people', count: number, t: Translator): string =>
  t(`import.count.${of}`, { count, n: formatNumber(count, t) });

/** The first few of many, and how many more there are. */
export const someLines = <T>(some: Some<T>, most: number, line: (one: T) => string, t: Translator): readonly string[] => {
  const shown = some.first.slice(0, most).map((one) => `- ${line(one)}`);
  const more = some.count - shown.length;
  return more > 0 ? [...shown, `- ${t('common.more', { n: formatNumber(more, t) })}`] : shown;
};

/** Where a row stands that cannot be read, why, and what stands there. */
export const problemText = ({ row, file, reason, text: found }: ShownProblem, t: Translator): string => {
  const where = file === null ? t('import.row', { n: row }) : t('import.rowIn', { n: row, file: userText(cut(file, TEXT_MAX)) });
  const why = t(`import.reasons.${reason}`);
  return found === '' ? `${where}: ${why}` : `${where}: ${why} (${userText(cut(found, TEXT_MAX))})`;
};

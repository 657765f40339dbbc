import type { Context } from '../../core/context.js';
import { sizeText } from '../../../kit/size.js';
import type { ImportDraft } from './contract.js';
import { countText, importWords } from './words.js';

const SEPARATORS = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;

/** By whose clocks times without an offset are read; null as long as nobody has said. */
export const zoneOf = ({ said, recognised }: Pick<ImportDraft, 'said' | 'recognised'>): string | null =>
  said.zone ?? recognised.zone;

/** What was recognised of a file, a sentence each, as in Discord. */
export const recognisedTexts = (draft: ImportDraft, context: Context): readonly string[] => {
  const say = importWords(context);
  const { format, model, zone: own } = context;
  const { recognised, bytes, rows, span } = draft;
  const { encoding, separator, headerLanguage, files, dateOrder, dateOrderRow, hasOffsets } = recognised;
  const languages = new Intl.DisplayNames([model.locale], { type: 'language' });
  const zone = zoneOf(draft);
  const order = dateOrder === null ? '' : say(`orders.${dateOrder}`);
  const about = [
    recognised.format === null ? say('formatUnknown') : say(`formats.${recognised.format}`),
    sizeText(bytes, format.locale),
    ...(encoding === null ? [] : [encoding.toUpperCase()]),
    ...(separator === null ? [] : [say(`separators.${SEPARATORS[separator]}`)]),
    ...(headerLanguage === null ? [] : [say('headerLanguage', { language: languages.of(headerLanguage) ?? headerLanguage })]),
    ...(files.length === 0 ? [] : [files.join(', ')]),
  ];
  const when = span === null ? [] : [`${format.moment(Date.parse(span.from), own)} – ${format.moment(Date.parse(span.to), own)}`];
  return [
    about.join(' · '),
    ...(dateOrder === null
      ? []
      : [dateOrderRow === null ? say('dates', { order }) : say('datesByRow', { order, n: dateOrderRow })]),
    ...(hasOffsets ? (rows === 0 ? [] : [say('timesWithOffset')]) : zone === null ? [] : [say('timesByZone', { zone })]),
    ...(rows === 0 ? [] : [[countText('rows', rows, context), ...when].join(' · ')]),
  ];
};

/** Where a row stands that cannot be read, why, and what stands there. */
export const problemText = ({ row, file, reason, text }: ImportDraft['problems']['first'][number], context: Context): string => {
  const say = importWords(context);
  const where = file === null ? say('row', { n: row }) : say('rowIn', { n: row, file });
  return `${where}: ${say(`reasons.${reason}`)}${text === '' ? '' : ` (${text})`}`;
};

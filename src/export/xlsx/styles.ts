import { plainXml, XML } from './xml.js';

/** What a cell looks like; the place in this list is its number in the file. */
const LOOKS = [
  'text',
  'date',
  'moment',
  'duration',
  'hours',
  'count',
  'heading',
  'headingRight',
  'label',
  'durationSum',
  'hoursSum',
  'countSum',
  'textSum',
] as const;
export type Look = (typeof LOOKS)[number];

export const styleOf = (look: Look): number => LOOKS.indexOf(look);

/** How days are written, by language; all of these are understood in every version of a spreadsheet. */
const DATES: Readonly<Record<string, string>> = { de: 'dd.mm.yyyy', en: 'yyyy-mm-dd' };

const FONT = '<name val="Calibri"/><family val="2"/>';
const BOLD = 1;
const HEAD_FILL = 2;
const UNDER = 1;
const OVER = 2;

interface Format {
  readonly number: number;
  readonly font?: number;
  readonly fill?: number;
  readonly border?: number;
  /** Numbers stand on the right, and all else on the left, a little away from the numbers before it. */
  readonly isLeft?: boolean;
  readonly isRight?: boolean;
}

const DATE = 164;
const MOMENT = 165;
const DURATION = 166;
/** `0.00` and `0`, which every spreadsheet knows by number. */
const HOURS = 2;
const COUNT = 1;

const FORMATS: Readonly<Record<Look, Format>> = {
  text: { number: 0, isLeft: true },
  date: { number: DATE, isLeft: true },
  moment: { number: MOMENT, isLeft: true },
  duration: { number: DURATION },
  hours: { number: HOURS },
  count: { number: COUNT },
  heading: { number: 0, font: BOLD, fill: HEAD_FILL, border: UNDER, isLeft: true },
  headingRight: { number: 0, font: BOLD, fill: HEAD_FILL, border: UNDER, isRight: true },
  label: { number: 0, font: BOLD, isLeft: true },
  durationSum: { number: DURATION, font: BOLD, border: OVER },
  hoursSum: { number: HOURS, font: BOLD, border: OVER },
  countSum: { number: COUNT, font: BOLD, border: OVER },
  textSum: { number: 0, font: BOLD, border: OVER, isLeft: true },
};

const formatXml = ({ number, font = 0, fill = 0, border = 0, isLeft = false, isRight = false }: Format): string => {
  const xf = `<xf numFmtId="${number}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"`;
  if (!isLeft && !isRight) return `${xf}/>`;
  const alignment = isLeft ? 'horizontal="left" indent="1"' : 'horizontal="right"';
  return `${xf} applyAlignment="1"><alignment ${alignment}/></xf>`;
};

const line = (side: string): string => `<${side} style="thin"><color rgb="FF8A8F98"/></${side}>`;

/** `xl/styles.xml` for readers of a locale. */
export const stylesXml = (locale: string): string => {
  const date = DATES[locale.split('-')[0] ?? ''] ?? 'yyyy-mm-dd';
  const formats = [
    [DATE, date],
    [MOMENT, `${date} hh:mm`],
    [DURATION, '[h]:mm'],
  ].map(([id, code]) => `<numFmt numFmtId="${String(id)}" formatCode="${plainXml(String(code))}"/>`);
  return [
    `${XML}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`,
    `<numFmts count="${formats.length}">${formats.join('')}</numFmts>`,
    `<fonts count="2"><font><sz val="11"/>${FONT}</font><font><b/><sz val="11"/>${FONT}</font></fonts>`,
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE9ECF1"/><bgColor indexed="64"/></patternFill></fill></fills>',
    '<borders count="3"><border><left/><right/><top/><bottom/><diagonal/></border>',
    `<border><left/><right/><top/>${line('bottom')}<diagonal/></border>`,
    `<border><left/><right/>${line('top')}<bottom/><diagonal/></border></borders>`,
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${LOOKS.length}">${LOOKS.map((look) => formatXml(FORMATS[look])).join('')}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
  ].join('');
};

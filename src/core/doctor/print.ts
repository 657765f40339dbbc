import type { Light, Report } from './finding.js';

const MARKS: Readonly<Record<Light, string>> = { green: 'ok  ', grey: '-   ', amber: 'WARN', red: 'BAD ' };
const COLOURS: Readonly<Record<Light, number>> = { green: 32, grey: 90, amber: 33, red: 31 };
const VERDICTS: Readonly<Record<Light, string>> = {
  grey: 'Nothing could be looked at.',
  green: 'All is well.',
  amber: 'It works, and something wants to be looked at.',
  red: 'Something does not work, or time can be lost.',
};

/** The report for people: a line for each finding, and below it what to do. @param colour for a terminal */
export const asText = ({ version, findings, worst }: Report, colour: boolean): string => {
  const paint = (light: Light, text: string): string => (colour ? `\u001b[${COLOURS[light]}m${text}\u001b[0m` : text);
  const width = Math.max(0, ...findings.map(({ check }) => check.length));
  const lines = findings.flatMap(({ check, light, text, mend }) => [
    `  ${paint(light, MARKS[light])}  ${check.padEnd(width)}  ${text}`,
    ...(mend === null ? [] : [`        ${' '.repeat(width)}  -> ${mend}`]),
  ]);
  return [`Punchcard ${version}`, '', ...lines, '', paint(worst, VERDICTS[worst]), ''].join('\n');
};

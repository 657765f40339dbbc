import { FORMATS, FORMAT_NAMES, type FormatFacts, type FormatName } from '../../export/formats.js';
import { SCHEDULED_DETAILS } from '../../domain/export-schedules.js';

/** A list with a first element, as choices of an option have to be. @throws Error when it is empty */
const nonEmpty = (names: readonly FormatName[]): [FormatName, ...FormatName[]] => {
  const [first, ...rest] = names;
  if (first === undefined) throw new Error('there are no formats of exports');
  return [first, ...rest];
};

/** All formats, as the command offers them. */
export const COMMAND_FORMATS = nonEmpty(FORMAT_NAMES);

const tellsSums = ({ details }: FormatFacts): boolean => SCHEDULED_DETAILS.every((detail) => details.includes(detail));

/** Formats that can tell sums: what is posted by itself has nothing else. */
export const SCHEDULED_FORMATS = nonEmpty(FORMAT_NAMES.filter((name) => tellsSums(FORMATS[name])));

export const isFormat = (name: string): name is FormatName => FORMAT_NAMES.some((one) => one === name);

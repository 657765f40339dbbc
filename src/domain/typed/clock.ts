/** A time of day as it was typed. */
export interface ClockTime {
  /** 0 to 24; 24:00 is the end of the day. */
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Only digits, as in `9` and `2026`: beside a date that is not whole they may be a part of the date. */
  readonly isBare: boolean;
}

/** The half of the day that a word names. */
export type Half = 'am' | 'pm';

const CLOCK = /^(um |at |@ ?|gegen )?(\d{1,2})(?:([:.])(\d{2})(?::(\d{2}))?|(\d{2}))?(?: ?(am|pm|a\.m\.?|p\.m\.?|uhr|h))?$/;
const UHR = /^(?:um |gegen )?(\d{1,2}) ?uhr ?(\d{2})$/;
const NOON = /^(?:at |um )?(?:noon|midday|mittags?|12 uhr mittags?)$/;

/**
 * Reads a time of day in lower case: `9:30`, `9.30`, `0930`, `9:30 pm`, `um 10`, `10 uhr 30`, `noon`. `half` is what another word says
 * (`abends`); it holds for hours up to 12. Null when the text is none.
 */
export const readClock = (text: string, half: Half | null): ClockTime | null => {
  if (NOON.test(text)) return half === null ? { hour: 12, minute: 0, second: 0, isBare: false } : null;
  const spelled = UHR.exec(text);
  if (spelled !== null) return clockOf(Number(spelled[1]), Number(spelled[2]), 0, half, false);
  const found = CLOCK.exec(text);
  if (found === null) return null;
  const [, before, hour, separator, minute, second, digits, after] = found as (string | undefined)[];
  // `9:30 h` is a time of day, `9h` are hours.
  if (after === 'h' && separator === undefined) return null;
  const meridiem = after?.startsWith('a') === true ? 'am' : after?.startsWith('p') === true ? 'pm' : null;
  // On a clock of twelve hours there is no hour 0 and none above 12.
  if (meridiem !== null && (Number(hour) < 1 || Number(hour) > 12 || half !== null)) return null;
  const isBare = before === undefined && separator === undefined && after === undefined;
  return clockOf(Number(hour), Number(minute ?? digits ?? 0), Number(second ?? 0), meridiem ?? half, isBare);
};

const clockOf = (typed: number, minute: number, second: number, half: Half | null, isBare: boolean): ClockTime | null => {
  const hour = half === null || typed === 0 || typed > 12 ? typed : (typed % 12) + (half === 'pm' ? 12 : 0);
  const isTime = minute < 60 && second < 60 && (hour < 24 || (hour === 24 && minute === 0 && second === 0));
  return isTime ? { hour, minute, second, isBare } : null;
};

const AFTERNOON = /(?:^| )(?:in the |am )?(?:evening|afternoon|abends?|nachmittags?)(?= |$)/;
const MORNING = /(?:^| )(?:in the |am )?(?:morning|morgens|vormittags?|früh)(?= |$)/;
/** After a day `morgen` is the morning; elsewhere it is tomorrow. */
const THAT_MORNING = /(?<=^(?:heute|(?:vor)?gestern|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch)) morgen(?= |$)/;

/** Takes words such as `abends` and `in the morning` out of a text. */
export const readHalf = (text: string): { readonly half: Half | null; readonly rest: string } => {
  for (const [half, words] of [
    ['pm', AFTERNOON],
    ['am', MORNING],
    ['am', THAT_MORNING],
  ] as const) {
    if (words.test(text)) return { half, rest: text.replace(words, '').trim() };
  }
  return { half: null, rest: text };
};

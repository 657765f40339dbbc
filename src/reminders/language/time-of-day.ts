import { readClock, readHalf, type ClockTime } from '../../domain/typed/clock.js';

/** Minutes after midnight of a reminder whose text names a day and no time. */
export const USUAL_MINUTE = 9 * 60;

/** Parts of the day that are named without a time; the last word of a text decides. Minutes after midnight. */
const PARTS: readonly (readonly [RegExp, number])[] = [
  [/(?:^| )(?:tonight|late evening)$/, 20 * 60],
  [/(?:^| )(?:(?:in the |this |am )?(?:evening|abends?))$/, 18 * 60],
  [/(?:^| )(?:(?:in the |this |am )?(?:afternoon|nachmittags?))$/, 15 * 60],
  [/(?:^| )(?:(?:at |am |um )?(?:noon|midday|mittags?))$/, 12 * 60],
  [/(?:^| )(?:(?:in the |this |am )?(?:morning|morgens|vormittags?|früh))$/, USUAL_MINUTE],
  [/(?<=(?:tag|mittwoch|heute)) morgen$/, USUAL_MINUTE],
];

/** A part of the day at the end of a text, and what stands before it; null when there is none. */
export const readPart = (text: string): { readonly minute: number; readonly rest: string } | null => {
  for (const [words, minute] of PARTS) if (words.test(text)) return { minute, rest: text.replace(words, '').trim() };
  return null;
};

/** What a text says of time: the part of the day that its words name (`half`), and all that is left of it. */
export const withoutHalf = (text: string): ReturnType<typeof readHalf> => {
  // `tonight at 8` is in the evening of today.
  const evening = /(?:^| )tonight(?= |$)/;
  return evening.test(text) ? { half: 'pm', rest: text.replace(evening, ' today').replace(/\s+/g, ' ').trim() } : readHalf(text);
};

/** A time by the clock, as minutes after midnight; null for none. Seconds are none that a reminder has. */
export const minuteOf = (
  text: string,
  half: ReturnType<typeof readHalf>['half'],
): (ClockTime & { readonly at: number }) | null => {
  const clock = readClock(text, half);
  return clock === null || clock.second > 0 ? null : { ...clock, at: clock.hour * 60 + clock.minute };
};

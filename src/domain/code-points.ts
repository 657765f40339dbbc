/** A text as Unicode code points: the unit of every length limit here (an emoji of several parts counts as several). */
export const codePoints = (text: string): readonly string[] => Array.from(text);
export const codePointCount = (text: string): number => codePoints(text).length;

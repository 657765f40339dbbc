/** A text as Unicode code points: the unit of every length limit here (an emoji of several parts counts as several). */
export const codePoints = (text: string): readonly string[] => Array.from(text);

/** How many they are, without making them. */
export const codePointCount = (text: string): number => {
  let count = 0;
  for (let at = 0; at < text.length; count += 1) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return count;
};

/** How many tints there are; `.tint-0` and so on in avatar.css. */
const TINTS = 6;

/** The number of the tint that stands for a person without a picture, as Discord picks it: by the moment in the id. */
export const tintOf = (user: string): number => Number((BigInt(user) >> 22n) % BigInt(TINTS));

/** Up to two letters that stand for a name. */
export const initials = (name: string): string =>
  name
    .split(/\s+/)
    .flatMap((word) => String.fromCodePoint(word.codePointAt(0) ?? 32).trim())
    .slice(0, 2)
    .join('')
    .toUpperCase();

/** What is told of several people together is of so many at least: a sum of fewer would tell of single ones. */
export const GROUP_AT_LEAST = 5;

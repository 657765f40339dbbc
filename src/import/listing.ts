import { LISTED_MAX, type Listed } from './api.js';

/** Some of many, as they come. */
export const listing = <T>(): { add(one: T): void; readonly listed: Listed<T> } => {
  const first: T[] = [];
  let count = 0;
  return {
    add(one) {
      count += 1;
      if (first.length < LISTED_MAX) first.push(one);
    },
    get listed() {
      return { count, first };
    },
  };
};

/** Neither left out nor null: Discord takes both for "not given". */
export const isGiven = <T>(value: T): value is NonNullable<T> => value !== null && value !== undefined;

/** How long a window of an allowance lasts, s. It begins with the first use, and everything is there again when it is over. */
export const ALLOWANCE_SECONDS = 10;

/** Uses of a window. `server`: of all members of a server together; null: what others do is of no concern. */
interface Uses {
  readonly member: number;
  readonly server: number | null;
}

/**
 * How much may be asked of the bot (ADR 0022). People click about six times a second when they try, ten at most, and Discord's client waits for the answer of
 * a button: a person is far below these numbers, a script is not.
 */
export const ALLOWANCES = {
  /** In, out, breaks. Apart from everything else, and whatever the rest of the server does: nobody stays on the clock because of something else. */
  clock: { member: 200, server: null },
  /** Choices while somebody types: each key may ask for them. */
  suggestions: { member: 200, server: 3_000 },
  other: { member: 100, server: 3_000 },
} as const satisfies Readonly<Record<string, Uses>>;

export type Allowance = keyof typeof ALLOWANCES;
export const ALLOWANCE_NAMES = Object.keys(ALLOWANCES) as readonly Allowance[];

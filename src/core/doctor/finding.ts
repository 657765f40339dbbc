import { z } from 'zod';

/** From the best to the worst. Grey: it was not looked at, and the finding says why; it counts for nothing. */
export const LIGHTS = ['grey', 'green', 'amber', 'red'] as const;
export type Light = (typeof LIGHTS)[number];

const Finding = z.object({
  light: z.enum(LIGHTS),
  /** One line. */
  text: z.string(),
  /** What to do about it, one line; null when there is nothing to do. */
  mend: z.string().nullable(),
});

/** What a check has found. */
export type Finding = Readonly<z.output<typeof Finding>>;

/** What `npm run doctor -- --json` prints. */
export const Report = z.object({
  version: z.string(),
  /** ISO 8601, by this machine's clock. */
  at: z.iso.datetime(),
  worst: z.enum(LIGHTS),
  findings: z.array(Finding.extend({ check: z.string() })),
});
export type Report = Readonly<z.output<typeof Report>>;

export const green = (text: string): Finding => ({ light: 'green', text, mend: null });
export const grey = (text: string): Finding => ({ light: 'grey', text, mend: null });
/** The check of the application says why. */
export const NO_DISCORD = grey('not looked at: there is no Discord to ask');
/** It works, and something will hurt one day. */
export const amber = (text: string, mend: string): Finding => ({ light: 'amber', text, mend });
/** It does not work, or time that people worked can be lost. */
export const red = (text: string, mend: string): Finding => ({ light: 'red', text, mend });

export const worstOf = (findings: readonly Pick<Finding, 'light'>[]): Light =>
  LIGHTS.findLast((light) => findings.some((finding) => finding.light === light)) ?? 'grey';

/**
 * How far a process is in bringing back what it had.
 * - 1: what it knows to have been stored is back, or waits for others.
 * - 2: so is what may have been stored, as nobody knows the outcome: it went where it fits.
 */
export type Stage = 0 | 1 | 2;

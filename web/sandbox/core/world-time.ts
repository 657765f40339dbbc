let movedMs = 0;

/** ms that the sandbox' time is ahead of this machine's. */
export const moveTimeTo = (ms: number): void => {
  movedMs = ms;
};

/** What time it is in the sandbox, ms since the epoch; its clock can be moved. */
export const worldNow = (): number => Date.now() + movedMs;

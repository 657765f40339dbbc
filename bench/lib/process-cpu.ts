import { readFileSync } from 'node:fs';

/** Linux counts CPU time in ticks of 10 ms. */
const TICK_US = 10_000;

/** CPU time of a process with all its threads so far, µs (user and system). @throws when it is gone */
export const processCpuUs = (pid: number): number => cpuUsOf(`/proc/${pid}/stat`);

/** The same of its main thread alone: where JavaScript runs, so that one core of it is all that there is. */
export const mainThreadCpuUs = (pid: number): number => cpuUsOf(`/proc/${pid}/task/${pid}/stat`);

const cpuUsOf = (file: string): number => {
  const stat = readFileSync(file, 'utf8');
  // The name, in parentheses, may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_US;
};

/** Resident memory, bytes. */
export const processRss = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1_024;

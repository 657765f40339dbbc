import { systemRandom } from '../random.js';

/** What a program that talks to a running bot has of the machine: its arguments and environment, the network, the clock, and where it prints. */
export const machine = () => ({
  args: process.argv.slice(2),
  environment: process.env,
  fetch: (url: URL, init: RequestInit) => fetch(url, init),
  wait: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  random: systemRandom,
  now: () => Date.now(),
  out: (text: string) => void process.stdout.write(text),
  err: (text: string) => void process.stderr.write(text),
});

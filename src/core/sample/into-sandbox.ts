import { z } from 'zod';
import { SampleRefused, type SampleCounts } from './refused.js';

const counts = z.object({ members: z.int(), entries: z.int() });
const refusal = z.object({ error: z.string() });

/**
 * Asks a sandbox that runs on this machine for a sample history; its own bot writes it.
 * @throws SampleRefused when nothing answers there, or it does not want to
 */
export const sampleIntoSandbox = async (
  url: string,
  plan: { readonly members: number; readonly days: number; readonly seed: number; readonly guild: string | null },
): Promise<SampleCounts> => {
  const { guild, ...rest } = plan;
  const response = await fetch(new URL('/sandbox/sample', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...rest, ...(guild === null ? {} : { guild }) }),
  }).catch(() => {
    throw new SampleRefused(`no sandbox answers at ${url}; start it with \`npm start\`, or give its address with --sandbox`);
  });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return counts.parse(body);
  const { data } = refusal.safeParse(body);
  throw new SampleRefused(data?.error ?? `${url} is not a sandbox`);
};

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What the sandbox keeps of itself on the disk, as far as it is needed to speak with it. */
const World = z.looseObject({ url: z.url(), application: z.looseObject({ id: z.string(), token: z.string() }) });

export interface SandboxSeen {
  readonly apiUrl: string;
  readonly token: string;
  readonly applicationId: string;
}

/** ms */
const PATIENCE_MS = 2_000;

/** The sandbox of this DATA_DIR when it runs, else why there is none. */
export const seeSandbox = async (dataDir: string): Promise<SandboxSeen | { readonly none: string }> => {
  const none = { none: 'no DISCORD_TOKEN is set and no sandbox runs: `npm start` opens one' };
  try {
    const { url, application } = World.parse(JSON.parse(await readFile(join(dataDir, 'sandbox', 'world.json'), 'utf8')));
    await fetch(`${url}/api/v10/gateway`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return { apiUrl: `${url}/api`, token: application.token, applicationId: application.id };
  } catch {
    return none;
  }
};

import { createServer } from 'node:net';
import { z } from 'zod';
import type { Check } from '../check.js';
import { amber, green, red, type Finding } from '../finding.js';

/** ms */
const PATIENCE_MS = 2_000;
/** What `/healthz` of a bot or a supervisor has, and hardly anything else. */
const Ours = z.looseObject({ version: z.string(), uptimeMs: z.number(), redis: z.looseObject({}) });
const OurSandbox = z.looseObject({ me: z.looseObject({ id: z.string() }), guilds: z.array(z.unknown()) });

/** Listens for a moment, and gives it up again. @returns the code of what kept us from it, or null */
const taken = (port: number, host: string): Promise<string | null> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });

const answers = async (url: string, schema: z.ZodType): Promise<boolean> => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return schema.safeParse(await response.json()).success;
  } catch {
    return false;
  }
};

interface Port {
  readonly variable: 'HTTP_PORT' | 'SANDBOX_PORT';
  readonly host: string;
  readonly port: number;
  /** When it is taken, the start ends; else it takes another one. */
  readonly needed: boolean;
  readonly ours: { readonly path: string; readonly schema: z.ZodType };
}

const judge = async ({ variable, host, port, needed, ours }: Port): Promise<Finding> => {
  const name = `${variable} ${port} on ${host}`;
  if (port === 0) return green(`${variable} takes any free port`);
  const code = await taken(port, host);
  if (code === null) return green(`${name} is free`);
  if (code !== 'EADDRINUSE')
    return red(`${name} cannot be listened on (${code})`, `Choose a port from 1024 on, and a host of this machine (HTTP_HOST)`);
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  if (await answers(`http://${reachable}:${port}${ours.path}`, ours.schema)) return green(`${name}: a Punchcard answers there`);
  return needed
    ? red(`${name} is used by another program`, `End that program, or set ${variable} to another port`)
    : amber(
        `${name} is used by another program; the start takes another port`,
        `Set ${variable} to a free port to know it beforehand`,
      );
};

export const ports: Check = {
  name: 'Ports',
  look({ config: { http, sandbox } }) {
    const health = { path: '/healthz', schema: Ours };
    const list: Port[] = [{ variable: 'HTTP_PORT', ...http, needed: http.fixed || sandbox === null, ours: health }];
    if (sandbox !== null)
      list.push({
        ...{ variable: 'SANDBOX_PORT', host: '127.0.0.1', port: sandbox.port, needed: sandbox.fixed },
        ours: { path: '/sandbox/state', schema: OurSandbox },
      });
    return Promise.all(list.map(judge));
  },
};

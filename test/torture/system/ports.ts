import { once } from 'node:events';
import net from 'node:net';

/**
 * Below what the system gives to anybody who asks for "any port": a process that is dead for a moment must find its own again, and not
 * somebody else's server in its place.
 */
const [LOWEST, HIGHEST] = [12_000, 31_000];

let next = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));

/** A loopback port that is free now, and that nobody gets by chance while its owner is restarted. */
export const reservePort = async (): Promise<number> => {
  for (let tries = 0; tries < 200; tries += 1) {
    const port = (next = next >= HIGHEST ? LOWEST : next + 1);
    const server = net.createServer().listen(port, '127.0.0.1');
    const free = await Promise.race([once(server, 'listening').then(() => true), once(server, 'error').then(() => false)]).catch(
      () => false,
    );
    server.close();
    if (free) return port;
  }
  throw new Error('no free port');
};

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.join(import.meta.dirname, '../..');
const read = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8');

/** The lines below each name under `services:`. */
const services = new Map(
  [...read('compose.yaml').matchAll(/^ {2}([\w-]+):\n((?: {4}.*\n|\n| {2}#.*\n)+)/gm)].map(([, name = '', body = '']) => [
    name,
    body,
  ]),
);

describe('compose.yaml', () => {
  it('has the three that are checked', () => {
    expect([...services.keys()].sort()).toEqual(['bot', 'redis', 'sandbox-door']);
  });

  it.each([...services])('%s runs without rights on a root that nobody can write to', (_name, body) => {
    expect(body).toMatch(/^ {4}read_only: true$/m);
    expect(body).toMatch(/^ {4}user: '[1-9]\d*:[1-9]\d*'$/m);
    expect(body).toMatch(/^ {4}cap_drop: \[ALL\]$/m);
    expect(body).toMatch(/^ {4}security_opt:\n {6}- no-new-privileges:true$/m);
    expect(body).not.toMatch(/privileged|cap_add|network_mode: host|docker\.sock|pid: host/);
  });

  it('publishes to this machine only', () => {
    const ports = [...read('compose.yaml').matchAll(/^ {6}- (\S*:\d+:\d+|\S+:\$\{\S+\}:\d+)$/gm)].map(([, port]) => port);
    expect(ports.length).toBeGreaterThan(0);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('keeps no secret of its own', () => {
    expect(read('compose.yaml')).toMatch(/DISCORD_TOKEN: \$\{DISCORD_TOKEN:-\}/);
  });
});

describe('Dockerfile', () => {
  const final =
    read('Dockerfile')
      .split(/^FROM /m)
      .at(-1) ?? '';

  it('ends as a user that owns only /data, with production dependencies and a health check', () => {
    expect(final.match(/^USER (.+)$/gm)).toEqual(['USER node']);
    expect(final.match(/chown/g)).toHaveLength(1);
    expect(final).toContain('mkdir /data && chown node:node /data');
    expect(final).toContain('COPY --from=dependencies');
    expect(final).toMatch(/^HEALTHCHECK /m);
    expect(read('Dockerfile')).toContain('npm ci --omit=dev');
  });

  it('takes in no secrets and no data', () => {
    const ignored = read('.dockerignore').split('\n');
    for (const name of ['.env', '.env.*', 'data/run', '.git', 'node_modules']) expect(ignored).toContain(name);
    expect(read('Dockerfile')).not.toMatch(/^(ARG|ENV).*(TOKEN|KEY|PASSWORD|SECRET)/m);
  });
});

import { createServer, type IncomingMessage } from 'node:http';
import { isIP, type AddressInfo } from 'node:net';
import { connect, type PeerCertificate } from 'node:tls';
import { createDiscordRest } from '../../../discord/rest.js';
import { NO_TIME } from '../../../discord/time.js';
import { parseEndpoint } from '../../../engine/redis/endpoint.js';
import type { Check, Patient } from '../check.js';
import { NO_DISCORD, amber, green, red, type Finding } from '../finding.js';
import { silent, uncounted } from '../silent.js';

/** What Discord asks of every request (docs: Reference, User Agent). */
const WELL_FORMED = /^DiscordBot \(https?:\/\/[^\s,()]+, ?[^\s,()]+\)( .*)?$/u;
const DAY_MS = 86_400_000;
const SOON_DAYS = 14;
const PATIENCE_MS = 5_000;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/;

/** @param agents what came with each request; undefined: nothing */
export const judgeAgents = (agents: readonly (string | undefined)[]): Finding => {
  const wrong = agents.filter((agent) => agent === undefined || !WELL_FORMED.test(agent));
  return agents.length > 0 && wrong.length === 0
    ? green(`requests name themselves: ${agents[0] ?? ''}`)
    : red(
        `requests do not name themselves as Discord demands (${wrong[0] ?? 'nothing'})`,
        'Install the dependencies anew (`npm ci`): something changes the headers of requests',
      );
};

/** Sends both kinds of requests that the bot makes to a server of our own, by the bot's own client, and looks at what arrives. */
const agentsSent = async ({ clock }: Patient): Promise<readonly (string | undefined)[]> => {
  const agents: (string | undefined)[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    agents.push(request.headers['user-agent']);
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const apiUrl = `http://127.0.0.1:${port}/api`;
  const rest = createDiscordRest({ apiUrl, token: 'doctor', clock, time: NO_TIME, log: silent, metrics: uncounted });
  try {
    await rest.request('GET', '/gateway');
    await rest.interaction('POST', '/interactions/1/doctor/callback', { body: {} });
  } finally {
    rest.close();
    server.close();
    server.closeAllConnections();
  }
  return agents;
};

/** What a connection by TLS was like. */
interface Met {
  readonly protocol: string | null;
  /** Null: it is trusted. */
  readonly distrust: string | null;
  /** ms; when the certificate ends. */
  readonly until: number;
}

const meet = (url: URL): Promise<Met> =>
  new Promise((resolve, reject) => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    // An address is no name of a server.
    const named = isIP(host) === 0 ? { servername: host } : {};
    const socket = connect({ host, port: Number(url.port || 443), rejectUnauthorized: false, ...named }, () => {
      const certificate: Partial<PeerCertificate> = socket.getPeerCertificate();
      const distrust = socket.authorized ? null : String(socket.authorizationError);
      resolve({ protocol: socket.getProtocol(), distrust, until: Date.parse(certificate.valid_to ?? '') });
      socket.destroy();
    });
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('no answer')));
    socket.on('error', reject);
  });

/** @param now ms */
export const judgeTls = (host: string, { protocol, distrust, until }: Met, now: number): Finding => {
  if (distrust !== null)
    return red(
      `the certificate of ${host} is not trusted (${distrust})`,
      'Look who answers there: a proxy that reads along needs its authority in NODE_EXTRA_CA_CERTS, anything else should not be there',
    );
  const days = Math.floor((until - now) / DAY_MS);
  return days < SOON_DAYS
    ? amber(`the certificate of ${host} ends in ${days} days`, 'Look at the clock of this machine; else renew the certificate')
    : green(`${protocol ?? 'TLS'} to ${host}, with a certificate that is trusted`);
};

const toDiscord = async (apiUrl: string, now: number): Promise<Finding> => {
  const url = new URL(apiUrl);
  if (url.protocol === 'https:') return judgeTls(url.host, await meet(url), now);
  return LOOPBACK.test(url.hostname)
    ? green(`${url.host} is on this machine, without TLS`)
    : red(`DISCORD_API_URL is not encrypted: everybody on the way to ${url.host} can read the token`, 'Use https://');
};

/** @param url of REDIS_URL */
export const judgeRedisUrl = (url: string): Finding => {
  const endpoint = parseEndpoint(url);
  if (endpoint.kind === 'socket') return green('Redis is reached by a socket of this machine');
  const hosts = endpoint.kind === 'cluster' ? endpoint.nodes.map(({ host }) => host) : [endpoint.host];
  if (endpoint.tls) return green('Redis is reached by TLS');
  return hosts.every((host) => LOOPBACK.test(host))
    ? green('Redis is on this machine')
    : amber(
        'Redis is reached without TLS: whoever is on the way reads its password and all that it holds',
        'Use rediss://, unless that network is yours alone',
      );
};

/** Who we say we are, and whether anybody can read along. */
export const requests: Check = {
  name: 'Requests',
  async look(patient) {
    const { discord, config, environment, clock } = patient;
    const findings = [judgeAgents(await agentsSent(patient))];
    if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
      findings.push(
        red(
          'NODE_TLS_REJECT_UNAUTHORIZED=0: no certificate is checked, so anybody can be Discord',
          'Take it out of the environment',
        ),
      );
    findings.push('none' in discord ? NO_DISCORD : await toDiscord(discord.options.apiUrl, clock.now()));
    if (config.redisUrl !== null) findings.push(judgeRedisUrl(config.redisUrl.reveal()));
    return findings;
  },
};

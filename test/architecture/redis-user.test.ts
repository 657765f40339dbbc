import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { COMMANDS } from '../../src/engine/redis/rights.js';
import { userRules } from '../support/redis-user.js';
import { ROOT } from './sources.js';

/** What ioredis sends of its own: at the start of a connection, and to find its way in a cluster. */
const OF_THE_CLIENT = ['info', 'select', 'subscribe', 'unsubscribe', 'eval', 'evalsha', 'readonly', 'readwrite', 'asking'];
const OF_THE_CLUSTER = ['cluster|info', 'cluster|slots'];

/** Commands in these sources, in lower case: sent by TypeScript, or called by a script. */
const commandsIn = (text: string): readonly string[] =>
  [/\bsend\(\s*'([A-Z]+)'/g, /\bscan\(\s*\w+,\s*'([A-Z]+)'/g, /\bredis\.p?call\(\s*'([A-Za-z]+)'/g]
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map(([, command = '']) => command.toLowerCase());

const engineSources = (): readonly string[] => {
  const folder = path.join(ROOT, 'src', 'engine');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => (file.endsWith('.ts') && !file.endsWith('.test.ts')) || file.endsWith('.lua'))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'));
};

it('allows the user of docs/redis-user.conf the commands that are sent, and no other', () => {
  const sent = new Set(['ping', ...OF_THE_CLIENT, ...OF_THE_CLUSTER, ...engineSources().flatMap(commandsIn)]);
  expect(sent.size).toBeGreaterThan(30);
  const allowed = userRules()
    .filter((rule) => rule.startsWith('+'))
    .map((rule) => rule.slice(1));
  expect([...allowed].sort(), 'the +commands in docs/redis-user.conf').toEqual([...sent].sort());
});

it('is compared by the doctor with the same list', () => {
  const allowed = userRules()
    .filter((rule) => rule.startsWith('+'))
    .map((rule) => rule.slice(1));
  expect([...COMMANDS].sort()).toEqual(allowed.sort());
});

it('finds commands however they are written', () => {
  expect(commandsIn("connection.send('GET', [a]); send(\n  'MGET',[]); scan(redis, 'HSCAN', k); redis.call('zadd', k)")).toEqual([
    'get',
    'mget',
    'hscan',
    'zadd',
  ]);
});

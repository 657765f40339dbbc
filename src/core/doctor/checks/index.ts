import type { Check } from '../check.js';
import { application } from './application.js';
import { clock } from './clock.js';
import { commands } from './commands.js';
import { disk } from './disk.js';
import { node } from './node.js';
import { installation, intents } from './portal.js';
import { ports } from './ports.js';
import { redisMemory, redisPersistence } from './redis-data.js';
import { redisRights } from './redis-rights.js';
import { redisServer } from './redis-server.js';
import { requests } from './requests.js';
import { secretKey } from './secret-key.js';
import { servers } from './servers.js';
import { webPage } from './web-page.js';

/** All that is looked at, in the order in which it is told. */
export const CHECKS: readonly Check[] = [
  ...[node, disk, secretKey, ports, clock, requests],
  ...[redisServer, redisPersistence, redisMemory, redisRights],
  ...[application, intents, installation, webPage, commands, servers],
];

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { realClock, testChain } from './chain.js';
import { connect } from '../../src/engine/redis/client.js';
import { FakeRandom, RecordingLogger } from './fakes.js';
import { dumpRedis } from './redis-dump.js';
import { startRedis } from './redis.js';
import { playStory } from './story.js';
import { pictureOf } from './store-picture.js';

/**
 * `npx tsx test/support/make-schema-fixture.ts test/fixtures/schema-<n>`: what this version of the program writes to Redis for the story, and
 * what it reads back. To be run once by each released version before its schema is raised, so that the test of the next schema can bring that
 * database forward and hold it against the picture; never again for an older one. Nothing has been released yet, so there is none.
 */
const dir = process.argv[2];
if (dir === undefined) throw new Error('say where to: test/fixtures/schema-<n>');
const redis = await startRedis();
try {
  await playStory(redis.url);
  const connection = connect({ url: redis.url, clock: realClock, random: new FakeRandom(), log: new RecordingLogger() });
  await new Promise<void>((resolve) => connection.onReady(resolve));
  const chain = await testChain(redis.url);
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, 'redis.jsonl'), await dumpRedis(connection));
  await writeFile(join(dir, 'picture.json'), `${JSON.stringify(await pictureOf(chain), null, 1)}\n`);
  await chain.close();
  await connection.close();
} finally {
  await redis.stop();
}

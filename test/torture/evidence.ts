import { cp, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { guildSpace } from '../../src/domain/ids.js';
import { testChain } from '../support/chain.js';
import type { System } from './system/system.js';
import { readLedger } from './verify/ledger.js';

/** Keeps what may explain a problem: the bots' logs and journals, Redis' ledger, and the book. Answers the folder. */
export const keepEvidence = async (world: System): Promise<string> => {
  const dir = await mkdtemp(path.join(tmpdir(), 'punchcard-torture-log-'));
  const keep = (name: string, what: unknown): Promise<void> => writeFile(path.join(dir, name), JSON.stringify(what, null, 1));
  const keepLedgers = async (): Promise<void> => {
    const chain = await testChain(world.redis.url);
    for (const guild of world.guilds) {
      const ledger = await readLedger(chain.store, guildSpace(guild));
      await keep(`ledger-${guild}.json`, Object.fromEntries(ledger));
    }
    await chain.close();
  };
  await Promise.all([
    ...world.slots.map((slot, at) => writeFile(path.join(dir, `bot-${at}.log`), slot.output)),
    // What is being written meanwhile, or gone with a disk, is no evidence.
    ...world.slots.map((slot, at) =>
      cp(slot.journalDir, path.join(dir, `journal-${at}`), { recursive: true }).catch(() => undefined),
    ),
    keepLedgers().catch(() => undefined),
    keep(
      'book.json',
      world.guilds.flatMap((guild) => world.book.acknowledgedIn(guild)),
    ),
  ]);
  return dir;
};

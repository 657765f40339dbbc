import { FEATURES } from '../../../src/commands/index.js';
import { run } from '../../../src/core/run.js';
import { createTranslators, type Translators } from '../../../src/i18n/translators.js';
import { testChain, type TestChain } from '../../support/chain.js';
import { correctionsDoor } from './corrections-door.js';

/** The bot as it is, with one more command: see corrections-door.ts. */

const own = createTranslators();
const translators: Translators = {
  ...own,
  lookup: (locale, key) =>
    own.lookup(locale, key) ?? (locale === 'en' && key.startsWith('commands.correct.') ? 'Under torture' : undefined),
};

/** What the door reads, it reads by a line of its own to the same Redis; opened when it is needed, since the start is measured. */
let opened: Promise<TestChain> | undefined;
const chain = (): Promise<TestChain> => (opened ??= testChain(process.env['REDIS_URL'] ?? '', { startTimeoutMs: 0 }));

await run({
  // The clock of its world is moved, and what is due then is not to wait until alarms look by themselves.
  follow: (alarms) => setInterval(() => void alarms.ring(), 250).unref(),
  features: [...FEATURES, correctionsDoor({ history: async (...of) => (await chain()).store.history(...of) })],
  translators,
});

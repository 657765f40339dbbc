import { beforeEach, describe, expect, it } from 'vitest';
import { FakeRest, FixedSpaces, MemorySigns, onTheClockState, refusal } from '../../test/support/discord-fakes.js';
import { FakeClock, FAKE_START } from '../../test/support/fake-clock.js';
import { RecordingLogger } from '../../test/support/fakes.js';
import { guildSpace, personalSpace, userId, type SpaceId } from '../domain/ids.js';
import { createMembership, type Membership, type MembershipPort } from './membership.js';
import { createSignsOfLife, type SignsOfLife } from './signs-of-life.js';

const SPACE = guildSpace('100');
const USER = userId('200');
const HOUR = 3_600_000;

let clock: FakeClock;
let rest: FakeRest;
let log: RecordingLogger;
let spaces: FixedSpaces;
let known: SpaceId[];
let state = onTheClockState(3, FAKE_START);
let told: unknown[];
let port: MembershipPort;
let stored: MemorySigns;
let signs: SignsOfLife;
let storedPresence: MemorySigns;
let presence: SignsOfLife;
let membership: Membership;

beforeEach(() => {
  clock = new FakeClock();
  rest = new FakeRest(clock);
  log = new RecordingLogger();
  spaces = new FixedSpaces();
  known = [SPACE];
  told = [];
  state = onTheClockState(3, FAKE_START);
  port = {
    memberLeft: (...args) => Promise.resolve(void told.push(['left', ...args])),
    memberJoined: (...args) => Promise.resolve(void told.push(['back', ...args])),
    guildRemoved: (...args) => Promise.resolve(void told.push(['removed', ...args])),
    guildJoined: (...args) => Promise.resolve(void told.push(['joined', ...args])),
  };
  stored = new MemorySigns();
  storedPresence = new MemorySigns();
  start();
});

/** What a process has at its start: nothing in memory. */
const start = (): void => {
  const store = { load: () => Promise.resolve(state), spaces: () => Promise.resolve(known) };
  signs = createSignsOfLife({ signs: stored, store, clock, log });
  presence = createSignsOfLife({ signs: storedPresence, store, clock, log });
  membership = createMembership({ port, store, spaces, rest, signs, presence, clock, log });
};

describe('a member who left', () => {
  it('left at the moment Discord says so', async () => {
    clock.advance(HOUR);
    signs.seen(SPACE, USER, clock.now() - 10 * 60_000);
    membership.left('100', '200');
    await expect.poll(() => told).toEqual([['left', SPACE, USER, FAKE_START + HOUR]]);
  });

  it('left at the last proof of presence when Discord says so hours later, and nobody had seen them since', async () => {
    presence.seen(SPACE, USER, FAKE_START + 20 * 60_000);
    signs.seen(SPACE, USER, FAKE_START + HOUR);
    clock.advance(7 * HOUR);
    membership.left('100', '200');
    await expect.poll(() => told).toEqual([['left', SPACE, USER, FAKE_START + 20 * 60_000]]);
  });

  it('left now when it is not known whether they were there: Redis is away', async () => {
    clock.advance(7 * HOUR);
    stored.up = false;
    membership.left('100', '200');
    await expect.poll(() => told).toEqual([['left', SPACE, USER, FAKE_START + 7 * HOUR]]);
  });

  it('is found gone: left at the last proof of presence, however long they were in the server after it', async () => {
    presence.seen(SPACE, USER, FAKE_START + 2 * HOUR);
    presence.seen(SPACE, USER, FAKE_START + HOUR);
    signs.seen(SPACE, USER, FAKE_START + 4 * HOUR);
    clock.advance(5 * HOUR);
    await membership.foundGone(SPACE, USER);
    expect(told).toEqual([['left', SPACE, USER, FAKE_START + 2 * HOUR]]);
  });

  it('is found gone after a restart: the same, within a minute', async () => {
    await clock.advanceAsync(2 * HOUR);
    presence.seen(SPACE, USER, clock.now());
    await clock.advanceAsync(5_000);
    start();
    await clock.advanceAsync(5 * HOUR);
    await membership.foundGone(SPACE, USER);
    expect(told).toEqual([['left', SPACE, USER, FAKE_START + 2 * HOUR]]);
  });

  it('is left to the next sweep while nobody can say when it was seen', async () => {
    storedPresence.up = false;
    await membership.foundGone(SPACE, USER);
    expect(told).toEqual([]);
  });
});

describe('the bot in its guilds', () => {
  const mine = (): boolean => true;

  it('was removed while nobody looked: Discord is asked before timers stop', async () => {
    rest.on(/^GET \/guilds\/100$/, () => {
      throw refusal(404, 10_004);
    });
    expect(await membership.compare(new Set(), mine)).toEqual([]);
    expect(told).toEqual([['removed', SPACE, FAKE_START]]);
  });

  it('was removed, as an event says and Discord confirms: at the moment of the event', async () => {
    rest.on(/^GET \/guilds\/100$/, async () => {
      await clock.advanceAsync(HOUR);
      throw refusal(404, 10_004);
    });
    membership.removed('100');
    await expect.poll(() => told).toEqual([['removed', SPACE, FAKE_START]]);
  });

  it('is there although an event says that it was removed', async () => {
    rest.on(/^GET \/guilds\/100$/, () => ({ id: '100' }));
    membership.removed('100');
    await expect.poll(() => log.at('warn')).toHaveLength(1);
    expect(told).toEqual([]);
  });

  it('was removed while Discord did not answer: the next sweep asks again, and takes the moment of the event', async () => {
    rest.on(/^GET \/guilds\/100$/, () => {
      throw refusal(503, null);
    });
    membership.removed('100');
    await expect.poll(() => log.at('info')).toHaveLength(1);
    expect(told).toEqual([]);
    clock.advance(HOUR);
    rest.on(/^GET \/guilds\/100$/, () => {
      throw refusal(403, 50_001);
    });
    await membership.compare(new Set(), mine);
    expect(told).toEqual([['removed', SPACE, FAKE_START]]);
  });

  it('was invited again before Discord answered about its removal', async () => {
    rest.on(/^GET \/guilds\/100$/, () => {
      membership.joined('100');
      throw refusal(404, 10_004);
    });
    membership.removed('100');
    await expect.poll(() => told).toEqual([['joined', SPACE]]);
    await clock.advanceAsync(0);
    expect(told).toEqual([['joined', SPACE]]);
  });

  it('is in a guild that the list left out', async () => {
    rest.on(/^GET \/guilds\/100$/, () => ({ id: '100' }));
    expect(await membership.compare(new Set(), mine)).toEqual([SPACE]);
    expect(await membership.compare(null, mine)).toEqual([SPACE]);
    expect(told).toEqual([]);
  });

  it('is taken to be there while Discord does not answer', async () => {
    rest.on(/^GET \/guilds\/100$/, () => {
      throw refusal(503, null);
    });
    expect(await membership.compare(null, mine)).toEqual([SPACE]);
    expect(told).toEqual([]);
  });

  it('came back while nobody looked', async () => {
    spaces.settings = { ...spaces.settings, removedAt: FAKE_START - HOUR };
    expect(await membership.compare(new Set(['100']), mine)).toEqual([SPACE]);
    expect(told).toEqual([['joined', SPACE]]);
  });

  it('is still away, without asking', async () => {
    spaces.settings = { ...spaces.settings, removedAt: FAKE_START - HOUR };
    expect(await membership.compare(new Set(), mine)).toEqual([]);
    expect([told, rest.calls]).toEqual([[], []]);
  });

  it('looks after no personal space, and no guild of another process', async () => {
    known = [SPACE, personalSpace('200'), guildSpace('101')];
    expect(await membership.compare(new Set(['100', '101']), (guild) => guild !== '101')).toEqual([SPACE]);
  });
});

it('an engine that cannot take it is in the log, and not in the way', async () => {
  port.memberLeft = () => Promise.reject(new Error('Redis is away'));
  membership.left('100', '200');
  await expect.poll(() => log.at('error')).toHaveLength(1);
});

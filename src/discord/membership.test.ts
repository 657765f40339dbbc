import { beforeEach, describe, expect, it } from 'vitest';
import { FakeRest, FixedSpaces, offTheClockState, onTheClockState, refusal } from '../../test/support/discord-fakes.js';
import { FakeClock, FAKE_START } from '../../test/support/fake-clock.js';
import { RecordingLogger } from '../../test/support/fakes.js';
import { guildSpace, personalSpace, userId, type SpaceId } from '../domain/ids.js';
import { createMembership, type Membership, type MembershipPort } from './membership.js';

const SPACE = guildSpace('100');
const USER = userId('200');
const HOUR = 3_600_000;

let clock: FakeClock;
let rest: FakeRest;
let log: RecordingLogger;
let spaces: FixedSpaces;
let known: SpaceId[];
let state = offTheClockState(0, 0);
let told: unknown[];
let port: MembershipPort;
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
    guildRemoved: (...args) => Promise.resolve(void told.push(['removed', ...args])),
    guildJoined: (...args) => Promise.resolve(void told.push(['joined', ...args])),
  };
  membership = createMembership({
    port,
    store: { load: () => Promise.resolve(state), spaces: () => Promise.resolve(known) },
    spaces,
    rest,
    clock,
    log,
  });
});

describe('a member who left', () => {
  it('left at the moment Discord says so', () => {
    clock.advance(HOUR);
    membership.left('100', '200');
    expect(told).toEqual([['left', SPACE, USER, FAKE_START + HOUR]]);
  });

  it('is found gone: left when last seen', async () => {
    membership.seen(SPACE, USER, FAKE_START + 2 * HOUR);
    membership.seen(SPACE, USER, FAKE_START + HOUR);
    clock.advance(5 * HOUR);
    await membership.foundGone(SPACE, USER);
    expect(told).toEqual([['left', SPACE, USER, FAKE_START + 2 * HOUR]]);
  });

  it('is found gone and was never seen: left at the last change, and not before it', async () => {
    clock.advance(5 * HOUR);
    await membership.foundGone(SPACE, USER);
    membership.seen(SPACE, USER, FAKE_START - HOUR);
    await membership.foundGone(SPACE, USER);
    expect(told).toEqual([
      ['left', SPACE, USER, FAKE_START],
      ['left', SPACE, USER, FAKE_START],
    ]);
  });

  it('is nobody’s business when not on the clock', async () => {
    state = offTheClockState(4, FAKE_START);
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

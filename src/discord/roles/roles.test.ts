import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  FakeMembers,
  FakeRest,
  FixedSpaces,
  MemoryGiven,
  MemoryTurns,
  offTheClockState,
  onTheClockState,
  refusal,
} from '../../../test/support/discord-fakes.js';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { FakeRandom, RecordingMetrics, silentLogger } from '../../../test/support/fakes.js';
import { guildId, guildSpace, requestId, roleId, userId, type SpaceId, type UserId } from '../../domain/ids.js';
import { EMPTY_MEMBER, type MemberState } from '../../domain/session.js';
import type { LedgerRow } from '../../engine/ledger/kinds/index.js';
import { StoreUnavailable } from '../../engine/store.js';
import { createTranslators } from '../../i18n/translators.js';
import type { GuildRoles } from '../../commands/deps.js';
import type { Desired } from '../desired/index.js';
import { createPace } from '../desired/pace.js';
import { createGuildReader } from '../guilds/facts.js';
import { createRoles } from './index.js';

const GUILD = guildId('100000000000000001');
const SPACE = guildSpace(GUILD);
const USER = userId('200000000000000001');
const ON = roleId('300000000000000001');
const BREAK = roleId('300000000000000002');
const BOT_ROLE = '300000000000000009';
const BOT = '400000000000000001';
const MINUTE = 60_000;

let clock: FakeClock;
let rest: FakeRest;
let members: FakeMembers;
let given: MemoryGiven;
let turns: MemoryTurns;
let spaces: FixedSpaces;
let states: Map<string, MemberState>;
/** What the ledger tells of everybody. */
let history: LedgerRow[];
let storeUp: boolean;
let gone: string[];
let seen: string[];
let guild: { roles: { id: string; name: string; position: number; permissions?: string }[]; system_channel_id: string | null };
let roles: Desired<UserId, MemberState>;
let desk: GuildRoles;

const key = (space: SpaceId, user: UserId): string => `${space}:${user}`;
const reach = async (): Promise<void> => {
  await Promise.resolve();
  if (!storeUp) throw new StoreUnavailable('down', { maybeApplied: false });
};
const build = (): typeof roles => {
  const built = createRoles({
    rest,
    turns,
    pace: createPace(clock, 1),
    guilds: createGuildReader({ rest, clock }),
    store: {
      reload: async (space, user) => {
        await reach();
        return states.get(key(space, user)) ?? EMPTY_MEMBER;
      },
      onTheClock: async (space) => {
        await reach();
        return [...states].flatMap(([name, { active: session }]) =>
          name.startsWith(`${space}:`) && session !== null ? [{ user: userId(name.slice(space.length + 1)), session }] : [],
        );
      },
      history: async () => {
        await reach();
        return { records: history, storedAt: history.map(({ at }) => at), next: null };
      },
    },
    spaces,
    given,
    translate: (locale) => createTranslators({ strict: true }).for(locale),
    memberGone: (space, user) => gone.push(key(space, user)),
    memberSeen: (space, user) => seen.push(key(space, user)),
    clock,
    random: new FakeRandom(),
    log: silentLogger,
    metrics: new RecordingMetrics(),
  });
  desk = built.desk;
  return built.kept;
};
/** A change that is stored and announced. */
const change = (user: UserId, state: MemberState, space = SPACE): void => {
  states.set(key(space, user), state);
  roles.changed(space, user, state);
};
const roleCalls = (): string[] => rest.made(/^(PUT|DELETE) .*\/roles\//);
const warnings = (): unknown[] => rest.calls.filter(({ method, path }) => method === 'POST' && path.startsWith('/channels/'));
const idle = async (): Promise<void> => {
  for (let step = 0; step === 0 || (step < 2_000 && roles.stats().queued > 0); step++) await clock.advanceAsync(100);
  expect(roles.stats().queued).toBe(0);
};

beforeEach(() => {
  clock = new FakeClock();
  rest = new FakeRest(clock);
  given = new MemoryGiven();
  turns = new MemoryTurns();
  spaces = new FixedSpaces();
  spaces.settings = { ...spaces.settings, onRole: ON, breakRole: BREAK };
  states = new Map();
  history = [];
  storeUp = true;
  gone = [];
  seen = [];
  guild = {
    system_channel_id: '500000000000000001',
    roles: [
      { id: GUILD, name: '@everyone', position: 0 },
      { id: ON, name: 'On the clock', position: 1 },
      { id: BREAK, name: 'On break', position: 2 },
      { id: BOT_ROLE, name: 'Punchcard', position: 5, permissions: String(1n << 28n) },
    ],
  };
  rest.on(/^GET \/users\/@me$/, () => ({ id: BOT }));
  rest.on(/^GET \/guilds\/\d+$/, () => ({ id: GUILD, ...guild }));
  rest.on(/^POST \/channels\/\d+\/messages$/, () => ({ id: '1' }));
  members = new FakeMembers(rest);
  members.of(GUILD, BOT).add(BOT_ROLE);
  roles = build();
});

describe('what the state asks for', () => {
  it('is given, exchanged for the break role, and taken away again', async () => {
    change(USER, onTheClockState(1, 0));
    await idle();
    expect([...members.of(GUILD, USER)]).toEqual([ON]);
    expect(await given.get(SPACE, USER)).toEqual([ON]);

    change(USER, onTheClockState(2, 0, true));
    await idle();
    expect([...members.of(GUILD, USER)]).toEqual([BREAK]);

    change(USER, offTheClockState(3, 0));
    await idle();
    expect([...members.of(GUILD, USER)]).toEqual([]);
    expect(await given.get(SPACE, USER)).toEqual([]);
    expect(rest.calls.find(({ method }) => method === 'PUT')?.reason).toBe('Punchcard: follows the time clock');
  });

  it('is put right when the store had lost what was given', async () => {
    change(USER, onTheClockState(1, 0));
    await idle();
    members.of(GUILD, USER).clear();
    given.lose(SPACE, USER);
    await idle();
    expect([...members.of(GUILD, USER)]).toEqual([ON]);
  });

  it('cancels in and out that happen before it is its turn', async () => {
    // Another member of the guild holds the line.
    change(userId('299'), onTheClockState(1, 0));
    change(USER, onTheClockState(1, 0));
    change(USER, offTheClockState(2, 0));
    await idle();
    expect(roleCalls().filter((line) => line.includes(USER))).toEqual([]);
  });

  it('wins over a change that is announced late', async () => {
    states.set(key(SPACE, USER), offTheClockState(2, 0));
    roles.changed(SPACE, USER, onTheClockState(1, 0));
    await idle();
    expect(roleCalls()).toEqual([]);
  });

  it('is followed by what was announced while the store is away', async () => {
    storeUp = false;
    roles.changed(SPACE, USER, onTheClockState(1, 0));
    await idle();
    expect([...members.of(GUILD, USER)]).toEqual([ON]);
  });

  it('is not followed any more when it turns out, before its turn, that it did not fit', async () => {
    storeUp = false;
    given.up = false;
    roles.changed(SPACE, USER, onTheClockState(5, 0));
    await clock.advanceAsync(100);
    storeUp = true;
    given.up = true;
    change(USER, offTheClockState(1, 0));
    await idle();
    expect([...members.of(GUILD, USER)]).toEqual([]);
  });

  it('waits for the memory of given roles when Redis is away, then is done once', async () => {
    given.up = false;
    change(USER, onTheClockState(1, 0));
    await clock.advanceAsync(10_000);
    expect(roleCalls()).toEqual([]);
    given.up = true;
    await idle();
    expect(roleCalls()).toHaveLength(1);
  });

  it('leaves roles alone that the bot did not give', async () => {
    members.of(GUILD, USER).add('300000000000000007');
    states.set(key(SPACE, USER), offTheClockState(1, 0));
    await roles.sweep(SPACE);
    change(USER, offTheClockState(2, 0));
    await idle();
    expect([...members.of(GUILD, USER)]).toEqual(['300000000000000007']);
  });

  it('takes nothing and gives nothing in a space of a person', async () => {
    roles.changed('u1' as SpaceId, USER, onTheClockState(1, 0));
    await clock.advanceAsync(1_000);
    expect(rest.calls).toEqual([]);
  });
});

describe('pace', () => {
  it('stays under 50 requests in any second with 1,000 changes in 20 guilds, and all are done', async () => {
    const people: [SpaceId, UserId][] = [];
    for (let n = 0; n < 1_000; n++) people.push([guildSpace(String(101 + (n % 20))), userId(String(10_000 + n))]);
    for (const [space, user] of people) change(user, onTheClockState(1, 0), space);
    await idle();
    const times = rest.calls.map(({ at }) => at);
    const most = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length));
    expect(most).toBeLessThanOrEqual(45);
    expect(most).toBeGreaterThan(30);
    for (const [space, user] of people) expect([...members.of(space.slice(1), user)]).toEqual([ON]);
  });

  it('lets a small guild through while a large one is busy', async () => {
    for (let n = 0; n < 500; n++) change(userId(String(10_000 + n)), onTheClockState(1, 0));
    change(USER, onTheClockState(1, 0), guildSpace('777'));
    await clock.advanceAsync(1_000);
    expect([...members.of('777', USER)]).toEqual([ON]);
    expect(roles.stats().queued).toBeGreaterThan(300);
  });
});

describe('failures', () => {
  it('of Discord are tried again with growing waits', async () => {
    let failures = 3;
    rest.on(/^PUT .*\/roles\/(\d+)$/, (_call, [, role = '']) => {
      if (failures-- > 0) throw refusal(failures === 1 ? null : 503, null);
      members.of(GUILD, USER).add(role);
    });
    change(USER, onTheClockState(1, 0));
    await idle();
    expect([...members.of(GUILD, USER)]).toEqual([ON]);
    const [first = 0, second = 0, third = 0, fourth = 0] = rest.calls
      .filter(({ method }) => method === 'PUT')
      .map(({ at }) => at);
    expect(second - first).toBeGreaterThanOrEqual(500);
    expect(third - second).toBeGreaterThanOrEqual(1_000);
    expect(fourth - third).toBeGreaterThanOrEqual(2_000);
  });

  it('that did what was asked leave nothing wrong when the state goes back meanwhile', async () => {
    change(USER, onTheClockState(1, 0));
    await idle();
    let fails = 0;
    rest.on(/^DELETE \/guilds\/\d+\/members\/\d+\/roles\/\d+$/, () => {
      members.of(GUILD, USER).delete(ON);
      fails += 1;
      throw refusal(502, null);
    });
    change(USER, offTheClockState(2, 0));
    while (fails === 0) await clock.advanceAsync(1);
    await clock.advanceAsync(100);
    change(USER, onTheClockState(3, 0));
    await idle();
    expect([...members.of(GUILD, USER)]).toEqual([ON]);
  });

  it('of a role are warned about once, cost one try per sweep, and are mended when the role is', async () => {
    guild.roles.find(({ id }) => id === ON)!.position = 9;
    let broken = true;
    rest.on(/^PUT \/guilds\/\d+\/members\/(\d+)\/roles\/(\d+)$/, (_, [, user = '', role = '']) => {
      if (broken) throw refusal(403, 50_013);
      members.of(GUILD, user).add(role);
    });
    for (let n = 0; n < 20; n++) change(userId(String(10_000 + n)), onTheClockState(1, 0));
    await idle();
    expect(roleCalls()).toHaveLength(1);
    expect(desk.problems(GUILD)).toMatchObject([{ role: ON, error: { code: 'ROLE_ABOVE_BOT' } }]);
    expect(warnings()).toHaveLength(1);
    expect(warnings()[0]).toMatchObject({
      path: '/channels/500000000000000001/messages',
      body: { content: expect.stringContaining(`<@&${ON}>`) as unknown, allowed_mentions: { parse: [] } },
    });
    expect(roles.stats().failing).toBe(1);

    await roles.sweep(SPACE);
    await idle();
    expect(roleCalls()).toHaveLength(2);
    expect(warnings()).toHaveLength(1);

    broken = false;
    roles.guildChanged(GUILD);
    await clock.advanceAsync(5_000);
    await idle();
    expect(desk.problems(GUILD)).toEqual([]);
    for (let n = 0; n < 20; n++) expect([...members.of(GUILD, String(10_000 + n))]).toEqual([ON]);
  });

  it('of a deleted role are a problem to give, and none to take', async () => {
    change(USER, onTheClockState(1, 0));
    await idle();
    rest.on(/\/roles\/\d+$/, () => {
      throw refusal(404, 10_011);
    });
    change(USER, offTheClockState(2, 0));
    await idle();
    expect(desk.problems(GUILD)).toEqual([]);
    expect(await given.get(SPACE, USER)).toEqual([]);
    change(USER, onTheClockState(3, 0));
    await idle();
    expect(desk.problems(GUILD)).toMatchObject([{ error: { code: 'ROLE_NOT_FOUND' } }]);
    expect(await given.get(SPACE, USER)).toEqual([]);
  });

  it('are forgotten when the role is no longer used', async () => {
    rest.on(/^PUT .*\/roles\//, () => {
      throw refusal(403, 50_013);
    });
    change(USER, onTheClockState(1, 0));
    await idle();
    expect(desk.problems(GUILD)).toMatchObject([{ error: { code: 'ROLE_PERMISSION_MISSING' } }]);
    spaces.settings = { ...spaces.settings, onRole: null };
    roles.resync(SPACE);
    await idle();
    expect(desk.problems(GUILD)).toEqual([]);
  });

  it('of an unknown member say that the member is gone', async () => {
    rest.on(/\/roles\/\d+$/, () => {
      throw refusal(404, 10_007);
    });
    change(USER, onTheClockState(1, 0));
    await idle();
    expect(gone).toEqual([key(SPACE, USER)]);
    expect(await given.get(SPACE, USER)).toEqual([]);
  });
});

describe('the sweep', () => {
  it('resumes what a crash left: gives what is missing, takes what is left over', async () => {
    const other = userId('299');
    states.set(key(SPACE, USER), onTheClockState(4, 0));
    await given.set(SPACE, other, [ON]);
    members.of(GUILD, other).add(ON);
    roles = build();
    await roles.sweep(SPACE);
    await idle();
    expect([...members.of(GUILD, USER)]).toEqual([ON]);
    expect([...members.of(GUILD, other)]).toEqual([]);
    expect(seen.sort()).toEqual([key(SPACE, USER), key(SPACE, other)].sort());
  });

  it('remembers a role before giving it, so that a crash in between leaves nothing behind', async () => {
    rest.on(/^PUT .*\/roles\//, () => new Promise(() => undefined));
    change(USER, onTheClockState(1, 0));
    await clock.advanceAsync(100);
    expect(roleCalls()).toHaveLength(1);
    expect(await given.get(SPACE, USER)).toEqual([ON]);
  });

  it('leaves off when it is no longer wanted, but not what a member did meanwhile', async () => {
    const others = ['297', '298', '299'].map(userId);
    for (const other of others) await given.set(SPACE, other, [ON]);
    roles = build();
    let wanted = true;
    rest.on(/^GET .*\/members\//, (call) => {
      wanted = false;
      return { roles: call.path.endsWith('/297') ? [ON] : [] };
    });
    await roles.sweep(SPACE, () => wanted);
    change(userId('299'), onTheClockState(1, 0));
    await idle();
    const lookedAt = rest.made(/^GET .*\/members\/29\d$/).map((call) => call.slice(-3));
    expect(lookedAt.sort()).toEqual(['297', '299']);
    expect(roleCalls().some((path) => path.includes('299'))).toBe(true);
  });

  it.each([
    ['now', 0],
    ['by a clock that was an hour behind', 60 * 60_000],
  ])('takes what Redis has forgotten that we gave from who went off the clock %s', async (_when, ago) => {
    const { active } = onTheClockState(2, 0);
    const last = active && { ...active, status: 'ENDED_UNCONFIRMED' as const, endedAt: clock.now() };
    const other = '500000000000000009';
    for (const role of [ON, BREAK, other]) members.of(GUILD, USER).add(role);
    states.set(key(SPACE, USER), { ...offTheClockState(3, clock.now() - ago), last });
    roles.doubted(SPACE, USER);
    await idle();
    expect([...members.of(GUILD, USER)]).toEqual([other]);
  });

  it.each([
    ['lately', MINUTE, []],
    ['long ago', 2 * 60 * MINUTE, [ON]],
  ])('takes it also when the entry that it was given for %s is deleted by now', async (_when, ago, left) => {
    const before = onTheClockState(2, 0).active;
    const at = clock.now() - ago;
    const row = {
      kind: 'entry',
      id: 'row',
      requestId: requestId('out'),
      user: USER,
      version: 3,
      event: 'clockedOut',
      at,
    } as const;
    history = [{ ...row, actor: USER, source: 'command', before, after: null }];
    members.of(GUILD, USER).add(ON);
    states.set(key(SPACE, USER), offTheClockState(4, clock.now()));
    roles.doubted(SPACE, USER);
    await idle();
    expect([...members.of(GUILD, USER)]).toEqual(left);
  });

  it('leaves a role that nobody was given for any session lately', async () => {
    members.of(GUILD, USER).add(ON);
    states.set(key(SPACE, USER), offTheClockState(4, clock.now()));
    roles.doubted(SPACE, USER);
    await idle();
    expect([...members.of(GUILD, USER)]).toEqual([ON]);
  });

  it('looks nobody up in a space without roles, whoever is in doubt', async () => {
    spaces.settings = { ...spaces.settings, onRole: null, breakRole: null };
    states.set(key(SPACE, USER), offTheClockState(3, clock.now()));
    roles.doubted(SPACE, USER);
    await idle();
    expect(rest.calls).toEqual([]);
  });

  it('mends what was changed by hand', async () => {
    change(USER, onTheClockState(1, 0));
    await idle();
    members.of(GUILD, USER).clear();
    await roles.sweep(SPACE);
    await idle();
    expect([...members.of(GUILD, USER)]).toEqual([ON]);
  });

  it('takes the old role when the settings change', async () => {
    change(USER, onTheClockState(1, 0));
    await idle();
    spaces.settings = { ...spaces.settings, onRole: BREAK };
    roles.resync(SPACE);
    await idle();
    expect([...members.of(GUILD, USER)]).toEqual([BREAK]);
  });

  it('finds members who left', async () => {
    states.set(key(SPACE, USER), onTheClockState(1, 0));
    rest.on(/^GET \/guilds\/\d+\/members\//, () => {
      throw refusal(404, 10_007);
    });
    await roles.sweep(SPACE);
    await idle();
    expect(gone).toEqual([key(SPACE, USER)]);
  });

  it('looks members up slowly', async () => {
    for (let n = 0; n < 100; n++)
      states.set(key(guildSpace(String(101 + (n % 10))), userId(String(10_000 + n))), onTheClockState(1, 0));
    for (let n = 0; n < 10; n++) await roles.sweep(guildSpace(String(101 + n)));
    await idle();
    const times = rest.calls.filter(({ method }) => method === 'GET').map(({ at }) => at);
    expect(times).toHaveLength(100);
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan((100 / 15 - 1) * 1_000);
  });

  it('counts whom a sweep has looked at as checked only, also while it is done', async () => {
    for (let n = 0; n < 20; n++) states.set(key(SPACE, userId(String(10_000 + n))), onTheClockState(1, 0));
    await roles.sweep(SPACE);
    const counts: string[] = [];
    for (let step = 0; roles.stats().queued > 0 && step < 1_000; step++) {
      const { queued, checks } = roles.stats();
      if (queued !== checks) counts.push(`${queued} of which ${checks}`);
      await clock.advanceAsync(10);
    }
    expect(counts).toEqual([]);
    change(USER, onTheClockState(1, 0));
    expect(roles.stats()).toMatchObject({ queued: 1, checks: 0 });
    await idle();
  });

  it('has room for the next space when hardly anybody waits', async () => {
    for (let n = 0; n < 60; n++) states.set(key(SPACE, userId(String(10_000 + n))), onTheClockState(1, 0));
    await roles.sweep(SPACE);
    expect(roles.stats().checks).toBeGreaterThan(50);
    let waiting = -1;
    void roles.room().then(() => (waiting = roles.stats().checks));
    await clock.advanceAsync(1_000);
    expect(waiting).toBe(-1);
    await idle();
    expect(waiting).toBeGreaterThan(0);
    expect(waiting).toBeLessThan(20);
    await roles.room();
  });
});

describe('of two processes', () => {
  /** Holds the next call of this method until `proceed`. */
  const hold = (method: 'PUT' | 'DELETE') => {
    let proceed = (): void => undefined;
    let isHeld = false;
    const until = new Promise<void>((resolve) => (proceed = resolve));
    rest.on(new RegExp(`^${method} /guilds/\\d+/members/\\d+/roles/(\\d+)$`), async (_, [, role = '']) => {
      if (!isHeld) {
        isHeld = true;
        await until;
      }
      if (method === 'PUT') members.of(GUILD, USER).add(role);
      else members.of(GUILD, USER).delete(role);
    });
    return { proceed, begun: () => isHeld };
  };

  it('one waits until the other is done', async () => {
    const turn = await turns.take(SPACE, `roles:${USER}`);
    change(USER, onTheClockState(1, 0));
    await clock.advanceAsync(5_000);
    expect(roleCalls()).toEqual([]);
    await turn?.end();
    await idle();
    expect([...members.of(GUILD, USER)]).toEqual([ON]);
    expect(turns.taken).toEqual(new Set());
  });

  it('one whose turn ended too early compares with Discord', async () => {
    const held = hold('PUT');
    change(USER, onTheClockState(1, clock.now()));
    while (!held.begun()) await clock.advanceAsync(1);
    // The other has come and gone, and remembers nothing of it.
    turns.taken.clear();
    given.rows.clear();
    held.proceed();
    await idle();
    change(USER, offTheClockState(2, clock.now()));
    await idle();
    expect([...members.of(GUILD, USER)]).toEqual([]);
  });

  it('the slower one mends what its late call did, giving', async () => {
    const other = build();
    const held = hold('PUT');
    change(USER, onTheClockState(1, 0));
    while (!held.begun()) await clock.advanceAsync(1);
    states.set(key(SPACE, USER), offTheClockState(2, 0));
    turns.taken.clear();
    other.changed(SPACE, USER, offTheClockState(2, 0));
    while (other.stats().queued > 0) await clock.advanceAsync(10);
    held.proceed();
    await idle();
    expect([...members.of(GUILD, USER)]).toEqual([]);
    expect(await given.get(SPACE, USER)).toEqual([]);
  });

  it('and taking', async () => {
    change(USER, onTheClockState(1, 0));
    await idle();
    const other = build();
    const held = hold('DELETE');
    change(USER, offTheClockState(2, 0));
    while (!held.begun()) await clock.advanceAsync(1);
    states.set(key(SPACE, USER), onTheClockState(3, 0));
    turns.taken.clear();
    other.changed(SPACE, USER, onTheClockState(3, 0));
    while (other.stats().queued > 0) await clock.advanceAsync(10);
    held.proceed();
    await idle();
    expect([...members.of(GUILD, USER)]).toEqual([ON]);
    expect(await given.get(SPACE, USER)).toEqual([ON]);
  });
});

it('asks Redis for nobody in a space without roles', async () => {
  spaces.settings = { ...spaces.settings, onRole: null, breakRole: null };
  const asked = [vi.spyOn(turns, 'take'), vi.spyOn(given, 'get')];
  change(USER, onTheClockState(1, 0));
  await clock.advanceAsync(1_000);
  for (const ask of asked) expect(ask).not.toHaveBeenCalled();
});

it('takes a role in a space that has none to give any more', async () => {
  change(USER, onTheClockState(1, 0));
  await idle();
  spaces.settings = { ...spaces.settings, onRole: null, breakRole: null };
  change(USER, offTheClockState(2, 0));
  await idle();
  expect([...members.of(GUILD, USER)]).toEqual([]);
});

it('stops with what is in flight, and takes nothing new', async () => {
  let proceed = (): void => undefined;
  rest.on(/^PUT .*\/roles\//, () => new Promise<void>((resolve) => (proceed = resolve)));
  change(USER, onTheClockState(1, 0));
  await clock.advanceAsync(1);
  const stopped = roles.stop();
  expect(roleCalls()).toHaveLength(1);
  proceed();
  await stopped;
  expect(turns.taken).toEqual(new Set());
  change(userId('299'), onTheClockState(1, 0));
  await clock.advanceAsync(MINUTE);
  expect(roleCalls()).toHaveLength(1);
});

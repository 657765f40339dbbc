import { describe, expect, it } from 'vitest';
import { FixedSpaces, MemorySigns, offTheClockState, onTheClockState } from '../../test/support/discord-fakes.js';
import { FakeClock, FAKE_START } from '../../test/support/fake-clock.js';
import { RecordingLogger } from '../../test/support/fakes.js';
import { blankCategory } from '../domain/category-rules.js';
import type { Category } from '../domain/category.js';
import { categoryId, guildSpace, roleId, userId } from '../domain/ids.js';
import type { MemberState } from '../domain/session.js';
import { StoreUnavailable } from '../engine/store.js';
import { createRequiredRoles } from './required-roles.js';
import { createSignsOfLife } from './signs-of-life.js';

const SPACE = guildSpace('100');
const USER = userId('200');
const CREW = roleId('300');
const MINUTE = 60_000;

const setUp = (category: Partial<Category> = {}, settings: object = {}) => {
  const clock = new FakeClock();
  const log = new RecordingLogger();
  const state: { now: MemberState } = { now: onTheClockState(3, FAKE_START) };
  const spaces = new FixedSpaces();
  const config = {
    ...spaces.loaded(),
    categories: [{ ...blankCategory(categoryId('work'), 'Work'), requires: CREW, ...category }],
    settings: { ...spaces.settings, ...settings },
  };
  const lost: unknown[] = [];
  const guild = { roles: [CREW], isUp: true, isSilent: false, forgotten: 0 };
  const store = { load: () => Promise.resolve(state.now), loaded: () => state.now };
  const presence = createSignsOfLife({ signs: new MemorySigns(), store, clock, log });
  const watch = createRequiredRoles({
    port: { roleLost: (...args) => Promise.resolve(void lost.push(args)) },
    store,
    spaces: { get: () => Promise.resolve(config), loaded: () => config },
    guilds: {
      facts: (id) => {
        if (guild.isSilent) return new Promise(() => undefined);
        return guild.isUp
          ? Promise.resolve({
              ...{ id, self: '1', own: [], systemChannel: null },
              roles: guild.roles.map((role) => ({
                id: role,
                name: 'Crew',
                position: 1,
                managed: false,
                mentionable: false,
                permissions: '0',
              })),
            })
          : Promise.reject(new StoreUnavailable('Discord is away', { maybeApplied: false }));
      },
      forget: () => void (guild.forgotten += 1),
    },
    presence,
    clock,
    log,
  });
  return { clock, log, state, lost, guild, presence, watch };
};

describe('a member on the clock who has lost the role that the category requires', () => {
  it('ends at the moment that Discord says so', async () => {
    const { clock, watch, lost } = setUp();
    clock.advance(90 * MINUTE);
    await watch.changed('100', '200', ['7', CREW]);
    expect(lost).toEqual([]);
    await watch.changed('100', '200', ['7']);
    expect(lost).toEqual([[SPACE, USER, 's3', FAKE_START + 90 * MINUTE]]);
  });

  it('found by a sweep: ends at the last proof of presence', async () => {
    const { clock, watch, lost, presence } = setUp();
    presence.seen(SPACE, USER, FAKE_START + 20 * MINUTE);
    clock.advance(90 * MINUTE);
    await watch.found(SPACE, USER, new Set([roleId('7')]));
    expect(lost).toEqual([[SPACE, USER, 's3', FAKE_START + 20 * MINUTE]]);
  });

  it('found at a click: the same, and the click itself is no proof; whoever has the role is not held up', async () => {
    const { clock, watch, lost, presence } = setUp();
    clock.advance(90 * MINUTE);
    expect(watch.clicked(SPACE, USER, [CREW])).toBeNull();
    const ending = watch.clicked(SPACE, USER, ['7']);
    presence.seen(SPACE, USER, clock.now());
    await ending;
    expect(lost).toEqual([[SPACE, USER, 's3', FAKE_START]]);
  });

  it('a click waits a second for it at most, and Discord is not asked anew for a role that is known to be deleted', async () => {
    const { clock, watch, guild } = setUp();
    guild.isSilent = true;
    const waiting = watch.clicked(SPACE, USER, []);
    expect(waiting).not.toBeNull();
    clock.advance(1_000);
    await waiting;
    guild.isSilent = false;
    guild.roles = [];
    await watch.clicked(SPACE, USER, []);
    expect(guild.forgotten).toBe(0);
  });

  it.each([
    ['the role was deleted, which nobody of them did', (h: ReturnType<typeof setUp>) => void (h.guild.roles = [])],
    ['Discord does not say which roles there are', (h: ReturnType<typeof setUp>) => void (h.guild.isUp = false)],
    ['they are off the clock', (h: ReturnType<typeof setUp>) => void (h.state.now = offTheClockState(4, FAKE_START))],
  ])('goes on when %s', async (_why, arrange) => {
    const h = setUp();
    arrange(h);
    await h.watch.changed('100', '200', []);
    await h.watch.found(SPACE, USER, new Set());
    await h.watch.clicked(SPACE, USER, []);
    expect(h.lost).toEqual([]);
  });

  it.each([
    ['the requirement is younger than the session', { requiresSince: FAKE_START + 1 }, {}],
    ['none is required', { requires: null }, {}],
    ['the bot gives the role itself', {}, { onRole: CREW }],
  ])('goes on when %s', async (_why, category, settings) => {
    const { watch, lost } = setUp(category, settings);
    await watch.changed('100', '200', []);
    expect(watch.clicked(SPACE, USER, [])).toBeNull();
    expect(lost).toEqual([]);
  });

  it('ends when the requirement is as old as the session', async () => {
    const { watch, lost } = setUp({ requiresSince: FAKE_START });
    await watch.changed('100', '200', []);
    expect(lost).toHaveLength(1);
  });
});

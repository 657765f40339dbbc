import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ADA, BOB, createHarness, HOME, SPACE, type RecordingResponder } from '../../test/support/commands-harness.js';
import { requestId, userId } from '../domain/ids.js';
import { ok } from '../domain/result.js';
import { loadedZoneOf, zoneOf } from './zone-of.js';

const offered = ({ responses }: RecordingResponder): readonly { readonly name: string; readonly value: string }[] =>
  z.object({ data: z.object({ choices: z.array(z.object({ name: z.string(), value: z.string() })) }) }).parse(responses[0]).data
    .choices;

const ada = { user: userId(ADA), space: SPACE };

const inBerlin = async () => {
  const h = await createHarness();
  const by = { actor: null, requestId: requestId('1'), at: 0, event: 'set' };
  await h.spaces.update(SPACE, by, (config) => ok({ ...config, settings: { ...config.settings, timeZone: 'Europe/Berlin' } }));
  return h;
};

describe('/timezone set', () => {
  it("keeps a member's zone, which counts wherever they are, and their own space's days", async () => {
    const h = await inBerlin();
    expect(await zoneOf(ada, h.deps)).toBe('Europe/Berlin');
    const { said } = await h.run('timezone set', { zone: 'Asia/Kathmandu' });
    // 5 January 2026, 9:00 in UTC.
    expect(said).toMatch(/Your time zone is now Asia\/Kathmandu, where it is Mon, 2:45.PM GMT\+5:45/);
    expect(said).toContain('The totals of this server stay in its own zone, Europe/Berlin.');
    expect(await zoneOf(ada, h.deps)).toBe('Asia/Kathmandu');
    expect(await zoneOf({ user: userId(ADA), space: HOME }, h.deps)).toBe('Asia/Kathmandu');
    expect((await h.spaces.get(HOME)).settings.timeZone).toBe('Asia/Kathmandu');
    expect((await h.spaces.get(SPACE)).settings.timeZone).toBe('Europe/Berlin');
    expect(await zoneOf({ user: userId(BOB), space: SPACE }, h.deps)).toBe('Europe/Berlin');
  });

  it.each([
    ['europe/berlin', 'Europe/Berlin'],
    ['america/new york', 'America/New_York'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['US/Pacific', 'America/Los_Angeles'],
    ['utc', 'UTC'],
    ['München', 'Europe/Berlin'],
    ['wien', 'Europe/Vienna'],
    ['Nepal', 'Asia/Kathmandu'],
    ['Österreich', 'Europe/Vienna'],
    ['Europe/Berlin · Mon, 10:00 AM GMT+1', 'Europe/Berlin'],
  ])('takes %j, also without picking from the list', async (typed, zone) => {
    const h = await createHarness();
    await h.run('timezone set', { zone: typed }, { locale: 'de' });
    expect(await zoneOf(ada, h.deps)).toBe(zone);
  });

  it.each(['Atlantis', '+02:00', 'Europe', 'United States', '🕰️'])('refuses %j', async (typed) => {
    const h = await createHarness();
    expect((await h.run('timezone set', { zone: typed })).said).toContain('I do not know the time zone');
    expect(await zoneOf(ada, h.deps)).toBe('UTC');
    expect(h.configs.events).toEqual([]);
  });

  it('writes nothing anew for the same zone, and nothing while the database is away', async () => {
    const h = await createHarness();
    await h.run('timezone set', { zone: 'Europe/Berlin' });
    await h.run('timezone set', { zone: 'Europe/Berlin' });
    expect(h.configs.events).toEqual(['timeZoneSet', 'timeZoneSet']);
    h.redis.away();
    expect((await h.run('timezone set', { zone: 'Asia/Tokyo' })).said).toContain('database cannot be reached');
  });
});

describe('the list of zones', () => {
  it('is found by name, city and country, in the language of the member, with the time there', async () => {
    const h = await createHarness();
    const found = async (typed: string, locale = 'de') => offered(await h.complete('timezone set', 'zone', typed, { locale }));
    expect((await found('berlin'))[0]).toEqual({ name: 'Europe/Berlin · Mo, 10:00 GMT+1', value: 'Europe/Berlin' });
    expect((await found('Deutschland')).map(({ value }) => value)).toContain('Europe/Berlin');
    expect((await found('germany', 'en-GB')).map(({ value }) => value)).toContain('Europe/Berlin');
    expect((await found('sao pau'))[0]?.value).toBe('America/Sao_Paulo');
    expect((await found('kiev'))[0]?.value).toBe('Europe/Kyiv');
    expect((await found('new_yo'))[0]?.value).toBe('America/New_York');
    expect(await found('zzzz')).toEqual([]);
    const american = (await found('united states', 'en-US')).map(({ value }) => value);
    expect(american).toHaveLength(25);
    expect(american.slice(0, 4).toSorted()).toEqual([
      'America/Chicago',
      'America/Denver',
      'America/Los_Angeles',
      'America/New_York',
    ]);
    for (const { name } of await found('a')) expect(name.length).toBeLessThanOrEqual(100);
  });

  it('begins with the own zone, that of the server, and those of the language', async () => {
    const h = await inBerlin();
    await h.run('timezone set', { zone: 'Asia/Tokyo' });
    const zones = offered(await h.complete('timezone set', 'zone', '', { locale: 'en-GB' })).map(({ value }) => value);
    expect(zones).toEqual(['Asia/Tokyo', 'Europe/Berlin', 'Europe/London', 'UTC']);
  });
});

describe('/timezone show and reset', () => {
  it('say which zone holds, and whose it is', async () => {
    const h = await inBerlin();
    const first = (await h.run('timezone show')).said;
    expect(first).toContain('Your time zone: Europe/Berlin');
    expect(first).toContain('that of this server');
    await h.run('timezone set', { zone: 'Asia/Tokyo' });
    expect((await h.run('timezone show')).said).toContain('You have chosen it yourself');
    expect((await h.run('timezone show', {}, { guild: null })).said).toContain('days of your own space');
    expect((await h.run('timezone show', {}, { locale: 'de' })).said).toContain('Du hast sie selbst gewählt');
    expect((await h.run('timezone reset')).said).toContain('Your time zone: Europe/Berlin');
    expect(await zoneOf(ada, h.deps)).toBe('Europe/Berlin');
  });

  it('are known without waiting once they were read', async () => {
    const h = await inBerlin();
    await zoneOf(ada, h.deps);
    expect(loadedZoneOf(ada, h.deps)).toBe('Europe/Berlin');
    h.redis.away();
    expect(loadedZoneOf(ada, h.deps)).toBeUndefined();
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { RecordingLogger } from '../../../test/support/fakes.js';
import { PEOPLE_FOR_MS } from '../../actions/people.js';
import { guildId, userId } from '../../domain/ids.js';
import { createPeople, type Peopled } from './people.js';

const [GUILD, ADA] = [guildId('1'), userId('7')];
let clock: FakeClock;
let people: Peopled;
let asked: string[];
/** How Discord answers: what it says, an error, or nothing yet. */
let answer: () => Promise<unknown>;
const says = (nick: string) => Promise.resolve({ nick, roles: [], user: { id: ADA, username: 'ada' } });

beforeEach(() => {
  clock = new FakeClock();
  asked = [];
  answer = () => says('Ada');
  const request = (_method: string, path: string) => {
    if (path === `/guilds/${GUILD}`) return Promise.resolve({ owner_id: '9', roles: [] });
    asked.push(path);
    return answer();
  };
  people = createPeople({ rest: { request }, clock, log: new RecordingLogger() });
});

const nameOf = async (): Promise<string | null> => {
  const found = await people.member(GUILD, ADA);
  return found.ok ? (found.value?.name ?? null) : found.error.code;
};

describe('who is who in a guild', () => {
  it('is asked once for all who ask, and again after a while', async () => {
    expect(await Promise.all([nameOf(), nameOf()])).toEqual(['Ada', 'Ada']);
    answer = () => says('Lady Ada');
    clock.advance(PEOPLE_FOR_MS - 1);
    expect(await nameOf()).toBe('Ada');
    clock.advance(1);
    expect(await nameOf()).toBe('Lady Ada');
    expect(asked).toHaveLength(2);
  });

  it('is as it was within the last minute while Discord takes its time, or does not answer', async () => {
    await nameOf();
    let late: (member: unknown) => void = () => undefined;
    answer = () => new Promise((resolve) => (late = resolve));
    clock.advance(PEOPLE_FOR_MS);
    const waiting = [nameOf(), nameOf()];
    await Promise.resolve();
    clock.advance(500);
    expect(await Promise.all(waiting)).toEqual(['Ada', 'Ada']);
    late(await says('Lady Ada'));
    expect(await nameOf()).toBe('Lady Ada');
    expect(asked).toHaveLength(2);
    answer = () => Promise.reject(new Error('no answer'));
    clock.advance(PEOPLE_FOR_MS);
    expect([await nameOf(), await nameOf()]).toEqual(['Lady Ada', 'Lady Ada']);
    expect(asked).toHaveLength(3);
    clock.advance(2_000);
    expect(await nameOf()).toBe('Lady Ada');
    expect(asked).toHaveLength(4);
    clock.advance(60_000);
    expect(await nameOf()).toBe('DISCORD_UNAVAILABLE');
  });

  it('is nothing of before once an event said that it changed', async () => {
    await nameOf();
    people.memberChanged(GUILD, ADA);
    answer = () => Promise.reject(new Error('no answer'));
    expect(await nameOf()).toBe('DISCORD_UNAVAILABLE');
    answer = () => Promise.resolve({ nick: null, roles: [], user: { id: ADA, username: 'ada' } });
    expect(await nameOf()).toBe('ada');
  });
});

import { describe, expect, it } from 'vitest';
import { MemoryDocumentStore, memoryDocuments } from '../../test/support/memory-documents.js';
import { FakeIds, RecordingLogger } from '../../test/support/fakes.js';
import { domainError, type DomainError } from '../domain/errors.js';
import { guildSpace, sessionId, userId } from '../domain/ids.js';
import { EMPTY_MEMBER } from '../domain/session.js';
import { profile } from '../engine/documents/kinds/profile.js';
import { spacesOn } from '../engine/spaces/on-documents.js';
import { err, ok, type Result } from '../domain/result.js';
import type { Clocking } from '../engine/api.js';
import type { Retention } from '../engine/index.js';
import { createMembershipPort } from './membership.js';

const SPACE = guildSpace('100000000000000001');
const ADA = userId('200000000000000001');
const NOW = 1_000_000;

const setUp = () => {
  const asked: unknown[] = [];
  const refusal: { error: DomainError | null } = { error: null };
  const answer = <T>(value: T): Promise<Result<T, DomainError>> =>
    Promise.resolve(refusal.error === null ? ok(value) : err(refusal.error));
  const retention: Pick<Retention, 'endMember' | 'stopAll'> = {
    endMember: (...args) => {
      asked.push(['endMember', ...args]);
      return answer(null);
    },
    stopAll: (...args) => {
      asked.push(['stopAll', ...args]);
      return answer(2);
    },
  };
  const configs = new MemoryDocumentStore();
  const documents = memoryDocuments(configs);
  const spaces = spacesOn(documents);
  const stood: unknown[] = [];
  const known = { version: 1 };
  const store = {
    load: () => Promise.resolve({ ...EMPTY_MEMBER, ...known }),
    stand: (...args: unknown[]) => Promise.resolve(void stood.push(args)),
  };
  const log = new RecordingLogger();
  const clocking: Pick<Clocking, 'endAt'> = {
    endAt: ({ session, endedAt, reason, actor }) => {
      asked.push(['endAt', session, endedAt, reason, actor]);
      return answer({ state: EMPTY_MEMBER, session: null as never, durability: 'stored', replayed: false });
    },
  };
  const telling = {
    willEnd: (...args: unknown[]) => Promise.resolve(void asked.push(['willEnd', ...args])),
    ended: (...args: unknown[]) => Promise.resolve(void asked.push(['ended', ...args])),
  };
  const port = createMembershipPort({
    ...{ documents, store, retention, clocking, telling, spaces, clock: { now: () => NOW }, ids: new FakeIds(), log },
  });
  return { documents, stood, known, asked, refusal, configs, log, port, config: () => spaces.get(SPACE) };
};

describe('what Discord says about who is there', () => {
  it('ends the session of a member who left, at that moment, and marks it so', async () => {
    const { port, asked } = setUp();
    await port.memberLeft(SPACE, ADA, 5);
    expect(asked).toEqual([['endMember', SPACE, ADA, 5, 'member_left']]);
  });

  it('ends the session of a member who lost the role of its category, and tells them; of one that is over nothing', async () => {
    const { port, asked, refusal, log } = setUp();
    const who = { space: SPACE, user: ADA };
    await port.roleLost(SPACE, ADA, sessionId('s1'), 7);
    const told = [
      ['willEnd', who, 's1'],
      ['endAt', 's1', 7, 'role_lost', null],
    ];
    expect(asked).toEqual([...told, ['ended', who]]);
    asked.length = 0;
    refusal.error = domainError('STALE_CONTROL');
    await port.roleLost(SPACE, ADA, sessionId('s1'), 7);
    expect(asked).toEqual(told);
    expect(log.at('warn')).toEqual([]);
  });

  it('is told to the boards when somebody leaves and comes back, and keeps nothing of who never used the bot', async () => {
    const { port, documents, stood, known } = setUp();
    const left = async (): Promise<boolean> => (await documents.of(profile).get({ space: SPACE, user: ADA })).left;
    await port.memberLeft(SPACE, ADA, 5);
    await port.memberLeft(SPACE, ADA, 6);
    expect(await left()).toBe(true);
    expect(stood).toEqual([[SPACE, ADA, { says: null, left: true, role: null }]]);
    await port.memberJoined(SPACE, ADA);
    await port.memberJoined(SPACE, ADA);
    expect(await left()).toBe(false);
    expect(stood).toHaveLength(2);
    known.version = 0;
    await port.memberLeft(SPACE, ADA, 7);
    expect(await left()).toBe(false);
    expect(stood).toHaveLength(2);
  });

  it('stops all timers of a guild without the bot first, and then lets the retention time begin, once', async () => {
    const { port, asked, configs, config } = setUp();
    await port.guildRemoved(SPACE, 5);
    expect(asked).toEqual([['stopAll', SPACE, 'bot_removed', 5]]);
    expect((await config()).settings.removedAt).toBe(5);
    await port.guildRemoved(SPACE, 9);
    expect((await config()).settings.removedAt).toBe(5);
    expect(configs.events).toEqual(['botRemoved']);
  });

  it('leaves a guild unmarked whose timers could not all be stopped, so that the next sweep comes again', async () => {
    const { port, refusal, config, log } = setUp();
    refusal.error = domainError('STORE_UNAVAILABLE');
    await port.guildRemoved(SPACE, 5);
    await port.memberLeft(SPACE, ADA, 5);
    expect((await config()).settings.removedAt).toBeNull();
    expect(log.at('warn').map(({ fields }) => fields['code'])).toEqual(['STORE_UNAVAILABLE', 'STORE_UNAVAILABLE']);
  });

  it('stores the settings of a guild that is new, and takes back the end of one that is not', async () => {
    const { port, configs, config } = setUp();
    await port.guildJoined(SPACE);
    expect((await config()).version).toBe(1);
    await port.guildJoined(SPACE);
    expect((await config()).version).toBe(1);
    await port.guildRemoved(SPACE, 5);
    await port.guildJoined(SPACE);
    expect((await config()).settings.removedAt).toBeNull();
    expect(configs.events).toEqual(['botJoined', 'botRemoved', 'botJoined']);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryDocumentStore, memoryDocuments } from '../../../test/support/memory-documents.js';
import { MemoryDue } from '../../../test/support/memory-due.js';
import { nextDigestAt, SENT_WITHIN } from '../../domain/digest.js';
import { domainError, type DomainError, type ErrorCode } from '../../domain/errors.js';
import { channelId, guildSpace, requestId, userId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { EMPTY_MEMBER } from '../../domain/session.js';
import { spreadOf } from '../../domain/spread.js';
import { digest } from '../documents/kinds/digest.js';
import { serverDigest } from '../documents/kinds/server-digest.js';
import { spacesOn } from '../spaces/on-documents.js';
import { ATTEMPTS, digestJobs, followDigests, type DigestSender } from './digest.js';

const SPACE = guildSpace('100000000000000001');
const ANN = userId('11');
const WHO = { space: SPACE, user: ANN };
const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
const WEEKS = { timeZone: 'UTC', dayStart: 0, weekStart: 'monday' } as const;
const THURSDAY = Date.parse('2026-03-26T12:00Z');
const OF_ANN = nextDigestAt(THURSDAY, WEEKS, spreadOf(ANN, SENT_WITHIN));
const OF_SERVER = nextDigestAt(THURSDAY, WEEKS, spreadOf(SPACE, SENT_WITHIN));

let now: number;
let store: MemoryDocumentStore;
let docs: ReturnType<typeof memoryDocuments>;
let due: MemoryDue;
let sent: string[];
let warned: ErrorCode[];
let isReached: boolean;
let posted: Result<unknown, DomainError> | null;
let requests = 0;

const by = (event: string) => ({ actor: null, requestId: requestId(`r${(requests += 1)}`), at: now, event });
const ask = (isOn: boolean) => docs.of(digest).update(WHO, by('digestSet'), (kept) => ok({ ...kept, isOn }));
const settings = (change: object) =>
  spacesOn(docs).update(SPACE, by('settings'), (config) => ok({ ...config, settings: { ...config.settings, ...change } }));
const parts = () => ({
  ...{ documents: docs, spaces: spacesOn(docs), due, now: () => now },
  store: { load: () => Promise.resolve(EMPTY_MEMBER) },
  digests: {
    forMember: (_space, _user, { from }) =>
      Promise.resolve(() => {
        sent.push(from);
        return Promise.resolve(isReached);
      }),
    forServer: (_space, channel, { from }) => {
      const result = posted;
      if (result === null) return Promise.resolve(null);
      return Promise.resolve(() => {
        sent.push(`${channel} ${from}`);
        return Promise.resolve(result);
      });
    },
    warn: (_space, _channel, { code }) => Promise.resolve(void warned.push(code)),
  } satisfies DigestSender,
});
const [ofMember, ofServer] = [0, 1].map((nth) => () => {
  const job = digestJobs(parts())[nth];
  if (job === undefined) throw new Error('no job');
  return job.run({ space: SPACE, user: nth === 0 ? ANN : null, about: '', at: now, payload: null });
}) as [() => Promise<unknown>, () => Promise<unknown>];
const kept = () => docs.of(digest).get(WHO);
const again = (at: number) => ({ again: at, payload: null });

beforeEach(() => {
  [now, sent, warned, isReached, posted] = [THURSDAY, [], [], true, ok('1')];
  store = new MemoryDocumentStore();
  docs = memoryDocuments(store);
  due = new MemoryDue();
});

describe('the digest of a member', () => {
  it('is sent once a week, of the week that is over', async () => {
    await ask(true);
    now = OF_ANN;
    expect(await ofMember()).toEqual(again(OF_ANN + WEEK));
    // The row comes again after a crash, and after a restart.
    expect(await ofMember()).toEqual(again(OF_ANN + WEEK));
    now = OF_ANN + WEEK;
    await ofMember();
    expect(sent).toEqual(['20260323', '20260330']);
  });

  it('comes late after an outage, and once for all weeks that were missed', async () => {
    await ask(true);
    now = OF_ANN + 3 * WEEK + 2 * 24 * HOUR;
    expect(await ofMember()).toEqual(again(OF_ANN + 4 * WEEK));
    expect(sent).toEqual(['20260413']);
  });

  it('is not sent twice when the process died before it could note that it was sent', async () => {
    await ask(true);
    now = OF_ANN;
    // Redis goes while it is sent.
    const broken = parts();
    const dies: DigestSender['forMember'] = () =>
      Promise.resolve(() => {
        sent.push('begun');
        store.offline = true;
        return Promise.resolve(true);
      });
    const [job] = digestJobs({ ...broken, digests: { ...broken.digests, forMember: dies } });
    await expect(job?.run({ ...WHO, about: '', at: now, payload: null })).rejects.toThrow();
    store.offline = false;
    docs = memoryDocuments(store);
    // So soon Discord knows the nonce: the same message is asked for again.
    now += 60_000;
    const soon = await kept();
    expect(soon).toMatchObject({ told: null, trying: { week: '20260323' } });
    // So late it would be another one.
    now += HOUR;
    expect(await ofMember()).toEqual(again(OF_ANN + WEEK));
    expect(sent).toEqual(['begun']);
    expect(await kept()).toMatchObject({ told: '20260323', trying: null });
  });

  it('is tried some times, and then turned off, which its member is told', async () => {
    await ask(true);
    now = OF_ANN;
    isReached = false;
    for (let nth = 1; nth < ATTEMPTS; nth += 1) {
      expect(await ofMember()).toEqual(again(now + HOUR));
      now += HOUR;
    }
    expect(await ofMember()).toBe('done');
    expect(sent).toHaveLength(ATTEMPTS);
    expect(await kept()).toMatchObject({ isOn: false, isGivenUp: true });
    expect(await ofMember()).toBe('done');
    expect(sent).toHaveLength(ATTEMPTS);
  });

  it('has nothing to do for who turned it off, or where the bot is gone', async () => {
    expect(await ofMember()).toBe('done');
    await ask(true);
    await settings({ removedAt: 1 });
    now = OF_ANN;
    expect(await ofMember()).toEqual(again(OF_ANN + WEEK));
    expect(sent).toEqual([]);
  });
});

describe('the digest of a server', () => {
  it('is posted once a week in the channel that it chose', async () => {
    now = OF_SERVER;
    expect(await ofServer()).toBe('done');
    await settings({ digestChannel: channelId('77') });
    expect(await ofServer()).toEqual(again(OF_SERVER + WEEK));
    expect(await ofServer()).toEqual(again(OF_SERVER + WEEK));
    now += WEEK;
    // Too few people: nothing is posted, and it is not tried for ever.
    posted = null;
    expect(await ofServer()).toEqual(again(OF_SERVER + 2 * WEEK));
    expect(await docs.of(serverDigest).get(SPACE)).toMatchObject({ told: '20260330' });
    expect(sent).toEqual(['77 20260323']);
  });

  it('tells once of a channel that is lost, and tries it again the next week', async () => {
    await settings({ digestChannel: channelId('77') });
    now = OF_SERVER;
    posted = err(domainError('CHANNEL_READ_ONLY'));
    await ofServer();
    now += WEEK;
    await ofServer();
    expect(warned).toEqual(['CHANNEL_READ_ONLY']);
    posted = ok('1');
    now += WEEK;
    await ofServer();
    expect(await docs.of(serverDigest).get(SPACE)).toMatchObject({ problem: null, told: '20260406' });
  });

  it('comes again while Discord is away', async () => {
    await settings({ digestChannel: channelId('77') });
    now = OF_SERVER;
    posted = err(domainError('DISCORD_UNAVAILABLE'));
    await expect(ofServer()).rejects.toThrow('DISCORD_UNAVAILABLE');
    now += HOUR;
    posted = ok('1');
    expect(await ofServer()).toEqual(again(OF_SERVER + WEEK));
    expect(sent).toHaveLength(2);
  });
});

it('has rows as soon as it is asked for or a channel is chosen', async () => {
  let read = 0;
  const follow = async () => {
    const records = store.records.slice(read);
    read = store.records.length;
    await followDigests(parts())(SPACE, records);
  };
  const rows = async () => (await due.earliest(SPACE, 10, 0)).rows.map(({ kind, user, at }) => [kind, user, at]);
  await settings({ rounding: 'up' });
  await ask(false);
  await follow();
  expect(await rows()).toEqual([]);
  await ask(true);
  await settings({ digestChannel: channelId('77') });
  await follow();
  const expected = [
    ['digest', ANN, OF_ANN],
    ['server-digest', null, OF_SERVER],
  ];
  expect((await rows()).toSorted()).toEqual(expected);
  // What the job notes is no reason to put the row anew.
  now = OF_ANN;
  await ofMember();
  now += HOUR;
  await follow();
  expect((await rows()).toSorted()).toEqual(expected);
});

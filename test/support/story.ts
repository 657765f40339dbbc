import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  categoryId,
  guildSpace,
  personalSpace,
  requestId,
  roleId,
  sessionId,
  userId,
  type UserId,
} from '../../src/domain/ids.js';
import { domainError } from '../../src/domain/errors.js';
import { ok } from '../../src/domain/result.js';
import type { SessionCommand } from '../../src/domain/commands.js';
import { countingOf } from '../../src/domain/counting.js';
import { createEngine } from '../../src/engine/index.js';
import { plan } from '../../src/engine/change/plan.js';
import { realClock, testChain } from './chain.js';
import { value as must } from './engine.js';
import { FakeIds } from './fakes.js';

const [HOUR, DAY] = [3_600_000, 86_400_000];
export const OFFICE = guildSpace('1200000000000000001');
export const WORKSHOP = guildSpace('1200000000000000002');
export const [ANN, BEN, CLEO, DAN] = ['1300000000000000001', '1300000000000000002', '1300000000000000003', '4'].map(userId) as [
  UserId,
  UserId,
  UserId,
  UserId,
];
export const HOME = personalSpace(ANN);

/**
 * Two guilds and a person's own space from February to March 2026, with invented people: breaks, a session over
 * midnight, two months, corrected and reopened entries, notes in several scripts, one on the clock and one on break, settings, roles and notices.
 * The same story in every version of the program, told through its engine: what tests of backups, erasure and the schema begin with.
 */
export const playStory = async (url: string): Promise<void> => {
  let now = Date.UTC(2026, 1, 27, 8);
  const clock = { ...realClock, now: () => now };
  const dir = await mkdtemp(join(tmpdir(), 'pc-story-'));
  const chain = await testChain(url, { clock });
  const engine = createEngine({ ...chain, clock, ids: new FakeIds(), journalDir: dir });
  await engine.start();
  let requests = 1_400_000_000_000_000_000n;
  const request = () => requestId(String(++requests));
  const by = (event: string) => ({ actor: ANN, requestId: request(), at: now, event });
  const base = (space: typeof OFFICE, user: UserId) => ({ space, user, requestId: request(), at: now, source: 'command' });
  const { tracker } = engine;
  const clockIn = async (space: typeof OFFICE, user: UserId, category: string, note: string | null = null) =>
    must(await tracker.clockIn({ ...base(space, user), category: categoryId(category), note }));
  /** What has no command yet goes the way the tracker would take. */
  const command = async (space: typeof OFFICE, user: UserId, command: SessionCommand) => {
    const state = await chain.store.load(space, user);
    const counting = countingOf((await chain.spaces.get(space)).settings);
    const planned = must(
      plan(state, { ...base(space, user), askedAt: now, command, actor: BEN, source: 'button' }, { counting }),
    );
    if ((await chain.store.commit(planned.commit)).kind !== 'ok') throw new Error('not committed');
  };

  must(
    await chain.spaces.update(OFFICE, by('settingsChanged'), (config) =>
      ok({
        ...config,
        settings: { ...config.settings, timeZone: 'Europe/Berlin', onRole: roleId('77'), breakRole: roleId('78') },
        categories: [
          {
            id: categoryId('work'),
            name: 'Arbeit',
            colour: 0x336699,
            emoji: '🛠️',
            description: null,
            weight: 1,
            order: 0,
            role: null,
            requires: null,
            archived: false,
          },
          {
            id: categoryId('x.y'),
            name: 'Réunion',
            colour: null,
            emoji: null,
            description: 'a, b',
            weight: 2,
            order: 1,
            role: null,
            requires: null,
            archived: true,
          },
        ],
      }),
    ),
  );
  must(
    await chain.spaces.update(OFFICE, by('settingsChanged'), (config) =>
      ok({ ...config, settings: { ...config.settings, locale: 'de' } }),
    ),
  );

  for (let day = 0; day < 4; day += 1) {
    for (const [index, user] of [ANN, BEN, CLEO].entries()) {
      const { session } = await clockIn(
        OFFICE,
        user,
        index === 1 ? 'x.y' : 'work',
        day === 1 ? 'naïve – 日本 🕰️ "quoted"' : null,
      );
      now += HOUR + index * 61_007;
      if (day % 2 === 0) {
        must(await tracker.pause(base(OFFICE, user)));
        now += 17 * 60_000 + 3;
        must(await tracker.resume(base(OFFICE, user)));
      }
      now += 2 * HOUR + 59;
      must(await tracker.setNote({ ...base(OFFICE, user), note: `day ${day}`, session: session.id }));
      must(await tracker.clockOut({ ...base(OFFICE, user) }));
    }
    now += DAY / 2;
  }
  const last = (await chain.store.load(OFFICE, ANN)).last;
  if (last === null) throw new Error('no last session');
  await command(OFFICE, ANN, { type: 'adjust', session: sessionId(last.id), effectiveMs: 5_400_000 });
  await command(OFFICE, ANN, { type: 'confirm', session: sessionId(last.id) });
  const benLast = (await chain.store.load(OFFICE, BEN)).last;
  if (benLast === null) throw new Error('no last session');
  await command(OFFICE, BEN, { type: 'reopen', session: sessionId(benLast.id) });
  now += HOUR;
  must(await tracker.clockOut({ ...base(OFFICE, BEN), note: 'after all' }));

  await clockIn(WORKSHOP, DAN, 'work');
  now += HOUR;
  must(await tracker.endSession({ ...base(WORKSHOP, DAN), reason: 'member_left', source: 'leave' }));
  await clockIn(HOME, ANN, 'reading');
  now += 30 * HOUR;
  must(await tracker.clockOut(base(HOME, ANN)));
  await clockIn(OFFICE, CLEO, 'work', 'still here');
  now += HOUR;
  await clockIn(OFFICE, BEN, 'work');
  now += HOUR;
  must(await tracker.pause(base(OFFICE, BEN)));

  await chain.givenRoles.set(OFFICE, CLEO, [roleId('77')]);
  await chain.givenRoles.set(OFFICE, BEN, [roleId('77'), roleId('78')]);
  const unapplied = { space: OFFICE, user: ANN, requestId: request(), command: 'pause', at: now };
  await chain.notices.put({ ...unapplied, error: domainError('SESSION_NOT_ACTIVE') });
  await chain.notices.put({ ...unapplied, requestId: request(), command: 'clockOut', error: domainError('EVENT_TOO_OLD') });
  // Totals of one member lie cached.
  const period = { day: '20260304', weekFrom: '20260302', weekTo: '20260308', monthFrom: '20260301', monthTo: '20260331' };
  await chain.store.status(OFFICE, ANN, period);
  await engine.drain(5_000);
  await chain.close();
  await rm(dir, { recursive: true, force: true });
};

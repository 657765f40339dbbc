import { beforeEach, expect, it } from 'vitest';
import { MessageFlags } from 'discord-api-types/v10';
import { FakeRest, FixedSpaces, MemoryPostedLogs, refusal } from '../../../test/support/discord-fakes.js';
import { requestProblems } from '../../../test/support/contract/index.js';
import { FakeClock, FAKE_START } from '../../../test/support/fake-clock.js';
import { silentLogger } from '../../../test/support/fakes.js';
import { MemoryDocumentStore, memoryDocuments } from '../../../test/support/memory-documents.js';
import type { LogPlaces } from '../../domain/activity-log.js';
import { domainError } from '../../domain/errors.js';
import {
  categoryId,
  channelId,
  guildSpace,
  personalSpace,
  requestId,
  sessionId,
  userId,
  type SpaceId,
} from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import type { Session } from '../../domain/session.js';
import { activityLog } from '../../engine/documents/kinds/activity-log.js';
import type { KeyChange } from '../../engine/ledger/diff.js';
import type { LedgerRow } from '../../engine/ledger/kinds/index.js';
import type { Handle } from '../../engine/outbox/outbox.js';
import { createTranslators } from '../../i18n/translators.js';
import { createActivityLog, type ActivityLog } from './index.js';

const SPACE = guildSpace('100');
const [COMMON, OWN] = [channelId('600'), channelId('601')];
const [ADA, BOSS] = [userId('300'), userId('301')];
const HOUR = 3_600_000;

let clock: FakeClock;
let rest: FakeRest;
let spaces: FixedSpaces;
let documents: ReturnType<typeof memoryDocuments>;
let posted: MemoryPostedLogs;
/** Channel -> what stands there, each message once. */
let messages: Map<string, string[]>;
let nonces: Set<string>;
let warnings: string[];
let refuses: Map<string, number>;
/** Answers that get lost on their way to us. */
let lost = 0;
let count = 0;

/** A process. */
const start = (): { readonly tell: Handle<LedgerRow>; readonly log: ActivityLog } => {
  const translators = createTranslators({ strict: true });
  const consumed: Handle<LedgerRow>[] = [];
  const log = createActivityLog({
    ...{ rest, spaces, documents, posted, clock, log: silentLogger },
    guilds: { facts: (id) => Promise.resolve({ id, self: '400', roles: [], own: [], systemChannel: '9' }) },
    outbox: {
      consume: (_name, handle) => {
        consumed.push(handle);
        return () => Promise.resolve();
      },
    },
    translate: (locale) => translators.for(locale),
    pace: { request: () => Promise.resolve() },
  });
  log.start();
  return { log, tell: (space, rows) => consumed[0]?.(space, rows) ?? Promise.reject(new Error('it does not consume')) };
};

beforeEach(() => {
  clock = new FakeClock();
  rest = new FakeRest(clock);
  spaces = new FixedSpaces();
  spaces.settings = { ...spaces.settings, logChannel: COMMON };
  documents = memoryDocuments(new MemoryDocumentStore());
  posted = new MemoryPostedLogs();
  messages = new Map();
  nonces = new Set();
  warnings = [];
  refuses = new Map();
  lost = 0;
  rest.on(/^POST \/channels\/(\d+)\/messages$/, ({ path, body }, [, channel = '']) => {
    expect(requestProblems({ method: 'POST', path, body })).toEqual([]);
    const { nonce, flags } = body as { nonce?: string; flags?: number };
    if (channel === '9') return void warnings.push(JSON.stringify(body));
    const code = refuses.get(channel);
    if (code !== undefined) throw refusal(code === 0 ? 503 : 403, code === 0 ? null : code);
    expect(nonce?.length).toBeLessThanOrEqual(25);
    expect((flags ?? 0) & MessageFlags.SuppressNotifications).not.toBe(0);
    if (!nonces.has(nonce ?? '')) messages.set(channel, [...(messages.get(channel) ?? []), JSON.stringify(body)]);
    nonces.add(nonce ?? '');
    if (lost > 0) {
      lost -= 1;
      throw refusal(null, null);
    }
    return { id: '1' };
  });
});

const place = (places: LogPlaces) =>
  documents
    .of(activityLog)
    .update(SPACE, { actor: null, requestId: requestId(`p${(count += 1)}`), at: 1, event: 'set' }, (kept) =>
      ok({ ...kept, places }),
    );

const session: Session = {
  id: sessionId('s1'),
  category: categoryId('work'),
  status: 'ENDED_UNCONFIRMED',
  note: 'secret',
  startedAt: FAKE_START - HOUR,
  pauses: [],
  pausedSince: null,
  endedAt: FAKE_START,
  endReason: 'member',
  overrideMs: null,
  counting: null,
};
const facts = (at = FAKE_START) => {
  const request = requestId(String((count += 1)));
  return { id: `${request}/300/0`, requestId: request, version: 2, at, source: 'command' };
};
const entry = (event: string, more: Partial<Extract<LedgerRow, { kind: 'entry' }>> = {}): LedgerRow => ({
  ...{ kind: 'entry', ...facts(), user: ADA, actor: ADA, event, before: null, after: session },
  ...more,
});
const changed = (document: string, changes: readonly KeyChange[], user: typeof ADA | null = null): LedgerRow => ({
  ...{ kind: 'document', ...facts(), user, actor: BOSS, event: 'changed', document, changes },
});
const said = (channel: string): string => (messages.get(channel) ?? []).join('\n');

it('tells each kind in its channel, in the language of the server, without notes unless it wants them', async () => {
  await place({ settings: OWN, pause: 'off' });
  const { tell } = start();
  const forced = { ...session, endReason: 'forced' as const };
  const rows = [
    entry('clockedIn'),
    entry('paused'),
    entry('clockedOut', { after: forced, actor: BOSS }),
    entry('entryEdited', { before: session, after: { ...session, endedAt: FAKE_START + HOUR }, actor: BOSS }),
    entry('noteSet', { before: { ...session, note: null } }),
    entry('confirmed'),
    entry('recounted'),
    changed('configuration', [{ path: ['settings', 'overlap'], before: 'refuse', after: 'allow' }]),
    changed('configuration', [{ path: ['categories', 'work', 'name'], before: 'a', after: 'b' }]),
    changed('preferences', [{ path: ['directMessages'], after: true }], ADA),
  ];
  expect(await tell(SPACE, rows)).toBe('gathers');
  expect([messages.get(COMMON)?.length, messages.get(OWN)?.length]).toEqual([1, 1]);
  const common = said(COMMON);
  for (const text of ['<@300> · **Clocked in** · work', '**Clocked out** · work · 1 h · by <@301>', '(1 h) → ', '(2 h)'])
    expect(common).toContain(text);
  for (const text of ['Began a break', 'secret', 'Confirmed', 'Changed the note', 'directMessages'])
    expect(common).not.toContain(text);
  expect(common.match(/\\n/g)).toHaveLength(2);
  expect(said(OWN)).toContain('**Overlapping entries** · Not allowed → Allowed · by <@301>');
  expect(said(OWN)).toContain('Categories were changed');
  spaces.settings = { ...spaces.settings, logNotes: true, locale: 'de' };
  await tell(SPACE, [entry('clockedIn')]);
  expect(said(COMMON)).toContain('Eingestempelt** · work · “secret”');
});

it('tells of requests and of roles, but not what is in a request', async () => {
  const { tell, log } = start();
  const request = { id: '7', reason: 'private', state: { kind: 'open' } };
  await tell(SPACE, [
    changed('approval-requests', [{ path: [], after: { requests: [request] } }], ADA),
    changed('approval-requests', [{ path: ['requests', '8'], after: { ...request, id: '8' } }], ADA),
    changed('approval-requests', [{ path: ['requests', '7', 'state', 'kind'], before: 'open', after: 'declined' }], ADA),
    changed('approval-requests', [{ path: ['requests', '8'], before: { ...request, id: '8' } }], ADA),
    changed('approval-requests', [{ path: ['requests', '7'], before: { ...request, state: { kind: 'declined' } } }], ADA),
  ]);
  expect(said(COMMON).match(/Asked for a change/g)).toHaveLength(2);
  expect(said(COMMON)).toContain('<@300> · **Request declined** · by <@301>');
  expect(said(COMMON).match(/Took the request back/g)).toHaveLength(1);
  expect(said(COMMON)).not.toContain('private');
  await log.roleRefused(SPACE, '500', domainError('ROLE_ABOVE_BOT'));
  await start().log.roleRefused(SPACE, '500', domainError('ROLE_ABOVE_BOT'));
  expect(said(COMMON).match(/<@&500> could not be given/g)).toHaveLength(1);
});

it('is one message for many events, and says how many it has no room for', async () => {
  const { tell } = start();
  const clicks = Array.from({ length: 40 }, () => entry('clockedIn'));
  await tell(SPACE, clicks);
  expect(messages.get(COMMON)).toHaveLength(1);
  expect(said(COMMON).match(/Clocked in/g)).toHaveLength(40);
  const request = requestId('import');
  const imported = Array.from({ length: 100 }, (_, at) => entry('entryImported', { requestId: request, id: `import/300/${at}` }));
  await tell(SPACE, imported);
  expect(messages.get(COMMON)?.at(-1)).toContain('Imported 100 entries');
  await tell(
    SPACE,
    Array.from({ length: 100 }, () => entry('clockedIn')),
  );
  expect(messages.get(COMMON)?.at(-1)).toMatch(/and \d+ more/);
});

it.each(['after Discord took the message', 'before anything was posted', 'after the first of two messages'])(
  'posts every row once when it is killed %s, though more rows have come since',
  async (when) => {
    await place({ clockOut: OWN });
    const rows = [entry('clockedIn'), entry('clockedOut'), entry('clockedIn')];
    if (when.startsWith('after Discord')) lost = 1;
    else refuses.set(when.startsWith('before') ? COMMON : OWN, 0);
    await expect(start().tell(SPACE, rows)).rejects.toThrow();
    refuses.clear();
    // Another process: the position has not moved.
    const { tell } = start();
    await tell(SPACE, [...rows, entry('clockedIn')]);
    // And once more, because it was killed before it moved the position.
    await start().tell(SPACE, [...rows, entry('clockedIn')].slice(0, 3));
    expect(said(COMMON).match(/Clocked in/g)).toHaveLength(3);
    expect(said(OWN).match(/Clocked out/g)).toHaveLength(1);
  },
);

it('does not wait for a channel that refuses, tells those who can mend it once, and how much is missing', async () => {
  await place({ clockOut: OWN });
  refuses.set(OWN, 50_001);
  const first = start();
  await first.tell(SPACE, [entry('clockedIn'), entry('clockedOut')]);
  await first.tell(SPACE, [entry('clockedIn'), entry('clockedOut')]);
  expect(said(COMMON).match(/Clocked in/g)).toHaveLength(2);
  expect(rest.made(/channels\/601/)).toHaveLength(1);
  // Another process tries once, and warns nobody again.
  await start().tell(SPACE, [entry('clockedOut')]);
  expect(rest.made(/channels\/601/)).toHaveLength(2);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain('I cannot see <#601>');
  refuses.clear();
  await first.tell(SPACE, [entry('clockedOut')]);
  expect(said(OWN)).toBe('');
  clock.advance(600_000);
  await first.tell(SPACE, [entry('clockedOut')]);
  expect(said(OWN)).toContain('4 earlier events were not told here');
  await first.tell(SPACE, [entry('clockedOut')]);
  expect(messages.get(OWN)?.at(-1)).not.toContain('earlier');
});

it('tries a channel again as soon as settings change', async () => {
  refuses.set(COMMON, 50_013);
  const { tell } = start();
  await tell(SPACE, [entry('clockedIn')]);
  refuses.clear();
  await tell(SPACE, [changed('configuration', [{ path: ['settings', 'overlap'], before: 'refuse', after: 'allow' }])]);
  expect(said(COMMON)).toContain('1 earlier event was not told here');
});

it('goes on after what Discord will never take', async () => {
  rest.on(/^POST \/channels\/600\/messages$/, () => {
    throw refusal(400, 50_035);
  });
  await start().tell(SPACE, [entry('clockedIn')]);
  expect(warnings).toEqual([]);
});

it('begins where it was switched on', async () => {
  const { tell } = start();
  const before = entry('clockedIn', { user: BOSS });
  const on = changed('configuration', [{ path: ['settings', 'logChannel'], before: null, after: COMMON }]);
  await tell(SPACE, [before, on, entry('clockedIn')]);
  expect(said(COMMON)).not.toContain('<@301> · **Clocked in**');
  expect(said(COMMON)).toContain('<@300> · **Clocked in**');
  await place({ clockOut: OWN });
  spaces.settings = { ...spaces.settings, logChannel: null };
  const own = changed('activity-log', [{ path: [], after: { places: { clockOut: OWN } } }]);
  await tell(SPACE, [entry('clockedOut', { user: BOSS }), own, entry('clockedOut')]);
  expect(said(OWN)).not.toContain('<@301> · **Clocked out**');
  expect(said(OWN)).toContain('<@300> · **Clocked out**');
});

it('counts what is older than a day, once, and tells how much it was', async () => {
  const { tell } = start();
  const old = Array.from({ length: 3 }, () => entry('clockedIn', { at: FAKE_START - 25 * HOUR }));
  await tell(SPACE, old);
  await tell(SPACE, old);
  expect(said(COMMON)).toBe('');
  await tell(SPACE, [entry('clockedIn')]);
  expect(said(COMMON)).toContain('3 earlier events were not told here');
  expect(said(COMMON).match(/Clocked in/g)).toHaveLength(1);
});

it.each<readonly [string, SpaceId, () => void]>([
  ['in a space of one person', personalSpace('300'), () => undefined],
  ['where no channel is set', SPACE, () => (spaces.settings = { ...spaces.settings, logChannel: null })],
  ['where the bot was removed', SPACE, () => (spaces.settings = { ...spaces.settings, removedAt: 1 })],
])('tells nothing %s', async (_what, space, prepare) => {
  prepare();
  expect(await start().tell(space, [entry('clockedIn')])).toBeUndefined();
  expect([rest.calls, posted.rows.size]).toEqual([[], 0]);
});

it('passes on what Discord may take later, so that it is tried again', async () => {
  refuses.set(COMMON, 0);
  await expect(start().tell(SPACE, [entry('clockedIn')])).rejects.toThrow();
  posted.up = false;
  await expect(start().tell(SPACE, [entry('clockedIn')])).rejects.toThrow();
});

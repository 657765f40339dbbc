import { expect, it } from 'vitest';
import { collect } from '../../../test/conformance/fixtures.js';
import { ADA, BOB, SPACE, type createHarness } from '../../../test/support/commands-harness.js';
import { value } from '../../../test/support/engine.js';
import { MANAGER, manageRoutes } from '../../../test/support/manage-routes.js';
import { channelId, requestId, userId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import { requestRoutes } from './requests.js';

const routes = () => manageRoutes(requestRoutes);
type Harness = Awaited<ReturnType<typeof createHarness>>;

/** A server where members correct their own time by half an hour at most, and somebody who has worked for two hours. */
const setUp = async ({ spaces, clock, snowflake, run }: Harness, user = ADA) => {
  const by = { actor: null, requestId: requestId(snowflake()), at: clock.now(), event: 'settingChanged' };
  value(
    await spaces.update(SPACE, by, (config) =>
      ok({ ...config, settings: { ...config.settings, requestChannel: channelId('600'), selfEditBy: 30 } }),
    ),
  );
  await run('clockin', { category: 'Work' }, { user });
  clock.advance(7_200_000);
  await run('clockout', {}, { user });
};
const entryOf = async (h: Harness, user = ADA): Promise<string> =>
  (await h.deps.timesheet.entries(SPACE, userId(user), 0, Infinity)).at(-1)!.id;

it('is asked, shown in Discord, listed with before and after, approved once, and made', async () => {
  const { body, refusalOf, h } = await routes();
  await setUp(h);
  const change = { type: 'adjust', entry: await entryOf(h), effectiveSeconds: 3_600 };
  const asked = await body('askForApproval', { body: { change, reason: 'forgot' } });
  expect(asked).toMatchObject({
    state: 'open',
    because: 'tooMuch',
    reason: 'forgot',
    before: { effectiveSeconds: 7_200 },
    after: { effectiveSeconds: 3_600 },
  });
  expect(h.messages.posted).toHaveLength(1);
  expect(await refusalOf('listOpenRequests')).toBe('CAPABILITY_MISSING');
  expect(await body('listOpenRequests', { by: MANAGER })).toMatchObject({
    items: [{ id: asked['id'], member: ADA }],
    next: null,
  });
  const params = { member: ADA, request: asked['id'] };
  const manager = { ...MANAGER, user: ADA };
  expect(await refusalOf('approveRequest', { params, by: manager })).toBe('REQUEST_OWN');
  expect(await body('approveRequest', { params, by: MANAGER, body: { reason: 'fine' } })).toMatchObject({
    ...{ made: 'applied', request: { state: 'approved', answer: { reason: 'fine', isApplied: true } } },
  });
  expect(await refusalOf('approveRequest', { params, by: MANAGER })).toBe('REQUEST_ANSWERED');
  expect(await refusalOf('declineRequest', { params, by: MANAGER, body: { reason: 'no' } })).toBe('REQUEST_ANSWERED');
  const [entry] = await h.deps.timesheet.entries(SPACE, userId(ADA), 0, Infinity);
  expect(entry?.overrideMs).toBe(3_600_000);
  expect(JSON.stringify(h.messages.posted.at(-1)?.view)).toContain('fine');
});

it('is listed of a member who never recorded time, until it is answered', async () => {
  const { body, h } = await routes();
  const by = { actor: null, requestId: requestId(h.snowflake()), at: h.clock.now(), event: 'settingChanged' };
  value(
    await h.spaces.update(SPACE, by, (config) =>
      ok({ ...config, settings: { ...config.settings, requestChannel: channelId('600'), membersAddEntries: false } }),
    ),
  );
  const [start, end] = [h.clock.now() - 7_200_000, h.clock.now() - 3_600_000].map((at) => new Date(at).toISOString());
  const asked = await body('askForApproval', { body: { change: { type: 'addEntry', entry: { category: 'Work', start, end } } } });
  expect(await collect(h.deps.timesheet.members(SPACE))).toEqual([]);
  const list = () => body('listOpenRequests', { by: MANAGER });
  expect(await list()).toMatchObject({ items: [{ id: asked['id'], member: ADA }], next: null });
  await body('declineRequest', { params: { member: ADA, request: asked['id'] }, by: MANAGER, body: { reason: 'no' } });
  expect(await list()).toEqual({ items: [], next: null });
});

it('is declined with a reason, or taken back by its member alone', async () => {
  const { body, refusalOf, h } = await routes();
  await setUp(h);
  const change = { type: 'deleteEntry', entry: await entryOf(h) };
  const first = await body('askForApproval', { body: { change } });
  expect(await refusalOf('askForApproval', { body: { change } })).toBe('REQUEST_PENDING');
  const params = { member: ADA, request: first['id'] };
  expect(await body('declineRequest', { params, by: MANAGER, body: { reason: 'keep it' } })).toMatchObject({ state: 'declined' });
  expect(await refusalOf('withdrawRequest', { params })).toBe('REQUEST_ANSWERED');
  const second = await body('askForApproval', { body: { change } });
  expect(await refusalOf('withdrawRequest', { params: { request: second['id'] }, by: { user: BOB } })).toBe('REQUEST_NOT_FOUND');
  expect(await refusalOf('withdrawRequest', { params: { request: second['id'] } })).toBe(null);
  expect(await body('listOpenRequests', { by: MANAGER })).toMatchObject({ items: [] });
});

it('is not asked for what one may do alone, and nobody is asked where no channel shows it', async () => {
  const { body, refusalOf, h } = await routes();
  await setUp(h);
  const entry = await entryOf(h);
  const small = { change: { type: 'adjust', entry, effectiveSeconds: 7_000 } };
  expect(await refusalOf('askForApproval', { body: small })).toBe('NOTHING_TO_CHANGE');
  expect(await refusalOf('askForApproval', { body: { change: { type: 'deleteEntry', entry: 'nothing' } } })).toBe(
    'SESSION_NOT_FOUND',
  );
  const by = { actor: null, requestId: requestId(h.snowflake()), at: h.clock.now(), event: 'settingChanged' };
  value(await h.spaces.update(SPACE, by, (config) => ok({ ...config, settings: { ...config.settings, requestChannel: null } })));
  expect(await refusalOf('askForApproval', { body: { change: { type: 'deleteEntry', entry } } })).toBe('SELF_EDIT_TOO_MUCH');
  expect(await body('listOwnRequests')).toEqual({ requests: [] });
});

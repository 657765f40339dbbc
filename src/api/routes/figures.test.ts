import { describe, expect, it } from 'vitest';
import { BOB, SPACE } from '../../../test/support/commands-harness.js';
import { value } from '../../../test/support/engine.js';
import { MANAGER, manageRoutes } from '../../../test/support/manage-routes.js';
import { readInsights } from '../../commands/insights/read.js';
import { requestId, userId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import { sharing } from '../../engine/documents/kinds/sharing.js';
import { figureRoutes } from './figures.js';
import { seasonRoutes } from './seasons.js';

const DAY = 86_400_000;

const setUp = async (members: number) => {
  const routes = await manageRoutes((deps, h) =>
    figureRoutes({ ...deps, insights: { read: (asked, reader) => readInsights(asked, reader, h.deps) } }),
  );
  const { h } = routes;
  for (let at = 0; at < members; at += 1) await h.run('clockin', { category: 'Work' }, { user: String(7_000 + at) });
  h.clock.advance(3_600_000);
  for (let at = 0; at < members; at += 1) await h.run('clockout', {}, { user: String(7_000 + at) });
  h.clock.advance(DAY);
  return routes;
};

describe('figures of a server', () => {
  it('tell nothing of four people, and sums of five', async () => {
    const few = await setUp(4);
    expect(await few.refusalOf('getStats')).toBe('CAPABILITY_MISSING');
    expect(await few.body('getStats', { by: MANAGER })).toMatchObject({ least: 5, stats: null });
    const enough = await setUp(5);
    expect(await enough.body('getStats', { by: MANAGER, query: { days: 7 } })).toMatchObject({
      stats: { people: 5, seconds: 18_000 },
    });
  });
});

describe('insights', () => {
  it('are read by nobody before their member has agreed, and by others only whom they show them to', async () => {
    const { body, refusalOf, h } = await setUp(1);
    const own = { by: { user: '7000' } };
    const others = { query: { member: '7000' }, by: MANAGER };
    expect([await refusalOf('getInsights', own), await refusalOf('getInsights', others)]).toEqual([
      'INSIGHTS_NOT_SHARED',
      'INSIGHTS_NOT_SHARED',
    ]);
    const agree = (insightsFor: { roles: never[]; members: ReturnType<typeof userId>[] }) =>
      h.documents
        .of(sharing)
        .update(
          { space: SPACE, user: userId('7000') },
          { actor: null, requestId: requestId(h.snowflake()), at: h.clock.now(), event: 'x' },
          (kept) => ok({ ...kept, insights: true, insightsFor }),
        );
    value(await agree({ roles: [], members: [] }));
    const read = await body('getInsights', own);
    expect(read).toMatchObject({ member: '7000', days: 28, insights: { hours: 1, activeDays: 1 } });
    expect((read['lately'] as number[]).at(-1)).toBe(1);
    expect(await refusalOf('getInsights', others)).toBe('INSIGHTS_NOT_SHARED');
    const shown = async (by: object) => (await body('listShownInsights', { by }))['members'];
    expect([await shown(MANAGER), await shown({ user: '7000' })]).toEqual([[], []]);
    value(await agree({ roles: [], members: [userId(MANAGER.user!)] }));
    expect([await shown(MANAGER), await shown({ user: BOB })]).toMatchObject([[{ user: '7000' }], []]);
    expect(await body('getInsights', others)).toMatchObject({ member: '7000' });
    expect(await refusalOf('getInsights', { ...others, by: { ...MANAGER, scopes: ['own:read'] } })).toBe('SCOPE_MISSING');
    expect(await refusalOf('getInsights', { query: { member: '7000' }, by: { user: BOB } })).toBe('INSIGHTS_NOT_SHARED');
  });
});

describe('seasons', () => {
  it('are started, listed, ended and deleted by those who may change settings', async () => {
    const { body, refusalOf } = await manageRoutes(seasonRoutes);
    expect(await refusalOf('startSeason', { body: { name: 'Spring' } })).toBe('CAPABILITY_MISSING');
    const started = await body('startSeason', { body: { name: 'Spring' }, by: MANAGER });
    expect(started).toMatchObject({ name: 'Spring', to: null, isRunning: true });
    expect(await refusalOf('startSeason', { body: { name: 'Other' }, by: MANAGER })).toBe('SEASON_OVERLAPS');
    expect(await body('endSeason', { by: MANAGER })).toMatchObject({ id: started['id'], to: started['from'] });
    expect(await body('listSeasons')).toMatchObject({ seasons: [{ id: started['id'] }] });
    const params = { season: started['id'] };
    expect(await refusalOf('deleteSeason', { params, by: MANAGER })).toBe(null);
    expect(await refusalOf('deleteSeason', { params, by: MANAGER })).toBe('SEASON_NOT_FOUND');
  });
});

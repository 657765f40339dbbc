import { describe, expect, it } from 'vitest';
import { ADA, BOB, createApiHarness, HOME, SPACE } from '../../../test/support/api-harness.js';
import { requestId, userId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import { sharing } from '../../engine/documents/kinds/sharing.js';

const path = `/spaces/${SPACE}/me/privacy`;
const NOBODY = { roles: [], members: [] };

describe('own privacy over HTTP', () => {
  it('says what is kept, and what others see', async () => {
    const h = await createApiHarness();
    expect((await h.call(`GET ${path}`)).body).toMatchObject({
      kept: { entries: 0, first: null, isOnTheClock: false, hasHistory: false },
      sharing: { boards: 'server', insights: false, insightsFor: NOBODY },
    });
    await h.run('clockin', { category: 'Work' });
    h.clock.advance(3_600_000);
    await h.run('clockout');
    const { kept } = (await h.call(`GET ${path}`)).body;
    expect(kept).toMatchObject({ entries: 1, last: new Date(h.clock.now()).toISOString(), hasHistory: true, untold: 0 });
  });

  it('is changed as in Discord, each by itself, and of nobody else', async () => {
    const h = await createApiHarness();
    const patch = async (said: object) => (await h.call(`PATCH ${path}`, { body: { sharing: said } })).body['sharing'];
    expect(await patch({ boards: 'no' })).toEqual({ boards: 'no', insights: false, insightsFor: NOBODY });
    expect(await patch({ insights: true })).toEqual({ boards: 'no', insights: true, insightsFor: NOBODY });
    expect(await h.documents.of(sharing).get({ space: SPACE, user: userId(BOB) })).toMatchObject({
      boards: null,
      insights: false,
    });
    expect(await patch({ boards: 'server', insights: false })).toMatchObject({ boards: 'server', insights: false });
  });

  it('takes agreement back for everybody it was shared with', async () => {
    const h = await createApiHarness();
    const origin = { actor: null, requestId: requestId(h.snowflake()), at: h.clock.now(), event: 'x' };
    const insightsFor = { roles: [], members: [userId(BOB)] };
    await h.documents
      .of(sharing)
      .update({ space: SPACE, user: userId(ADA) }, origin, (own) => ok({ ...own, insights: true, insightsFor }));
    expect((await h.call(`GET ${path}`)).body['sharing']).toMatchObject({ insightsFor });
    const back = await h.call(`PATCH ${path}`, { body: { sharing: { insights: false } } });
    expect(back.body['sharing']).toMatchObject({ insights: false, insightsFor: NOBODY });
  });

  it('has no boards in the own space', async () => {
    const h = await createApiHarness();
    const own = `/spaces/${HOME}/me/privacy`;
    expect((await h.call(`GET ${own}`)).body['sharing']).toMatchObject({ boards: null });
    const refused = await h.call(`PATCH ${own}`, { body: { sharing: { boards: 'no', insights: true } } });
    expect(refused.body['code']).toBe('GUILD_ONLY');
    expect((await h.call(`GET ${own}`)).body['sharing']).toMatchObject({ insights: false });
  });
});

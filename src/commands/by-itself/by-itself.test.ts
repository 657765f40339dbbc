import { describe, expect, it } from 'vitest';
import { ADA, createHarness, SPACE } from '../../../test/support/commands-harness.js';
import { domainError } from '../../domain/errors.js';
import { categoryId, personalSpace, requestId, userId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import { byItself } from '../../engine/documents/kinds/by-itself.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import { createTranslators } from '../../i18n/translators.js';
import { createTellingByItself } from './telling.js';

const ADA_ID = userId(ADA);
const HOUR = 3_600_000;
const WHO = { space: SPACE, user: ADA_ID };

const setUp = async () => {
  const h = await createHarness();
  const { deps } = h;
  const telling = createTellingByItself({ ...deps, translators: createTranslators() });
  const end = async () => {
    const { active } = h.state(ADA);
    if (active === null) throw new Error('off the clock');
    await telling.willEnd(WHO, active.id);
    const ended = await deps.sessions.endAt({
      ...{ ...WHO, requestId: requestId('lost'), at: h.clock.now(), actor: null, source: 'sweep' },
      ...{ session: active.id, endedAt: active.startedAt + HOUR, reason: 'role_lost' },
    });
    expect(ended.ok).toBe(true);
    await telling.ended(WHO);
  };
  const agree = async () => {
    const by = { actor: ADA_ID, requestId: requestId('dm'), at: h.clock.now(), event: 'privacySet' };
    const own = { space: personalSpace(ADA), user: ADA_ID };
    await deps.documents.of(preferences).update(own, by, (kept) => ok({ ...kept, directMessages: true }));
  };
  const untold = async () => (await deps.documents.of(byItself).get(WHO)).untold;
  const working = async () => {
    await h.run('clockin', { category: 'Work' });
    h.clock.advance(3 * HOUR);
  };
  return { ...h, telling, end, agree, untold, working };
};

describe('what happened by itself', () => {
  it('is told with the next private reply, once, and no message is sent', async () => {
    const h = await setUp();
    await h.working();
    await h.end();
    await h.telling.notClockedIn(
      WHO,
      categoryId('meeting'),
      domainError('CATEGORY_ROLE_REQUIRED', { name: 'Meeting', role: '77' }),
    );
    expect(h.direct).toEqual([]);
    const told = JSON.stringify((await h.run('status')).followUps);
    expect(told).toMatch(/Your session in .*Work.* ended: .*1 h.*ended when the role was lost/s);
    expect(told).toMatch(/did not clock you in to .*Meeting.*<@&77>/s);
    expect(await h.untold()).toEqual([]);
    expect(JSON.stringify((await h.run('status')).followUps)).not.toContain('by itself');
  });

  it('goes by direct message to who agreed to get any, in the language of the server', async () => {
    const h = await setUp();
    await h.agree();
    await h.working();
    await h.end();
    expect(JSON.stringify(h.direct.map(({ view }) => view))).toContain('ended when the role was lost');
    expect(await h.untold()).toEqual([]);
  });

  it('says nothing of a session that has not ended, also when it was about to', async () => {
    const h = await setUp();
    await h.working();
    await h.telling.willEnd(WHO, h.state(ADA).active!.id);
    await h.telling.ended(WHO);
    expect(JSON.stringify((await h.run('status')).followUps)).not.toContain('by itself');
    expect(await h.untold()).toHaveLength(1);
  });

  it('says nothing of a session that its member ended after all, and does not look at it for ever', async () => {
    const h = await setUp();
    await h.working();
    await h.telling.willEnd(WHO, h.state(ADA).active!.id);
    const said = JSON.stringify((await h.run('clockout')).followUps);
    expect(said).not.toContain('by itself');
    expect(await h.untold()).toEqual([]);

    h.clock.advance(HOUR);
    await h.working();
    await h.telling.willEnd(WHO, h.state(ADA).active!.id);
    h.clock.advance(8 * 24 * HOUR);
    await h.run('status');
    expect(await h.untold()).toEqual([]);
  });
});

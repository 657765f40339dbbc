import { describe, expect, it } from 'vitest';
import { ADA, createApiHarness, HOME, SPACE } from '../../../test/support/api-harness.js';
import { requestId, userId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import { reminderList } from '../../engine/documents/kinds/reminder-list.js';

const path = `/spaces/${SPACE}/reminders`;

const agreed = async () => {
  const h = await createApiHarness();
  const by = { actor: null, requestId: requestId(h.snowflake()), at: h.clock.now(), event: 'x' };
  await h.documents.of(preferences).update({ space: HOME, user: userId(ADA) }, by, (own) => ok({ ...own, directMessages: true }));
  return h;
};

describe('reminders over HTTP', () => {
  it('are set in words, listed, changed and taken away', async () => {
    const h = await agreed();
    const set = await h.call(`POST ${path}`, { body: { text: 'Stand-up', when: 'every weekday at 8:45' } });
    expect(set).toMatchObject({ status: 201, body: { text: 'Stand-up', repeat: '1w01234', time: '08:45', timeZone: 'UTC' } });
    const { id } = set.body;
    expect((await h.call(`GET ${path}`)).body).toEqual({ reminders: [set.body] });
    const at = new Date(h.clock.now() + 3_600_000).toISOString();
    const changed = await h.call(`PATCH ${path}/${String(id)}`, { body: { when: at } });
    expect(changed.body).toMatchObject({ id, text: 'Stand-up', repeat: null, next: at });
    expect((await h.call(`DELETE ${path}/${String(id)}`)).status).toBe(204);
    expect((await h.call(`DELETE ${path}/${String(id)}`)).body['code']).toBe('REMINDER_NOT_FOUND');
    expect((await h.documents.of(reminderList).get({ space: SPACE, user: userId(ADA) })).list).toEqual([]);
  });

  it('are refused for what is not understood, for what is over, and without agreement to direct messages', async () => {
    const h = await createApiHarness();
    const code = async (body: object) => (await h.call(`POST ${path}`, { body })).body['code'];
    expect(await code({ text: 'x', when: 'some day' })).toBe('REMINDER_TIME_INVALID');
    expect(await code({ text: 'x', when: '2020-01-01 9:00' })).toBe('REMINDER_PAST');
    expect(await code({ text: 'x', when: 'tomorrow' })).toBe('REMINDER_NEEDS_MESSAGES');
    expect(await code({ text: ' ', when: 'tomorrow' })).toBe('REQUEST_INVALID');
  });

  it('go to channels by the same questions as in Discord', async () => {
    const h = await createApiHarness();
    const target = { kind: 'channel', channel: '600', role: '700' };
    const refused = await h.call(`POST ${path}`, { body: { text: 'x', when: 'tomorrow', target } });
    expect(refused.body['code']).toBe('ROLE_REMINDERS_OFF');
    const set = await h.call(`POST ${path}`, { body: { text: 'x', when: 'tomorrow', target: { ...target, role: null } } });
    expect(set.body).toMatchObject({ target: { kind: 'channel', channel: '600', role: null } });
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { FakeRest, refusal } from '../../test/support/discord-fakes.js';
import { FakeClock } from '../../test/support/fake-clock.js';
import { silentLogger } from '../../test/support/fakes.js';
import { channelId, messageId } from '../domain/ids.js';
import { ok } from '../domain/result.js';
import { createTranslators } from '../i18n/translators.js';
import { layout } from '../views/layout/layout.js';
import { noticeView } from '../views/notice.js';
import { createChannelMessages } from './channel-messages.js';

const CHANNEL = channelId('600');
const view = noticeView('hello');
let rest: FakeRest;

beforeEach(() => {
  rest = new FakeRest(new FakeClock());
});

const messages = () => createChannelMessages({ rest, log: silentLogger });

describe('a message in a channel', () => {
  it('is posted once for its nonce, and pings nobody', async () => {
    rest.on(/^POST \/channels\/600\/messages$/, () => ({ id: '700' }));
    expect(await messages().post(CHANNEL, view, '123')).toEqual(ok('700'));
    expect(rest.calls[0]?.body).toEqual({ ...view, nonce: '123', enforce_nonce: true });
    expect(rest.calls[0]?.body).toMatchObject({ allowed_mentions: { parse: [] } });
  });

  it('makes no sound where that is not wanted', async () => {
    rest.on(/^POST \/channels\/600\/messages$/, () => ({ id: '700' }));
    await messages().post(CHANNEL, view, '123', { silent: true });
    await messages().post(CHANNEL, layout([], createTranslators().for('en')), '124', { silent: true });
    expect(rest.calls.map(({ body }) => body)).toMatchObject([{ flags: 1 << 12 }, { flags: (1 << 12) | (1 << 15) }]);
  });

  it('is changed', async () => {
    rest.on(/^PATCH \/channels\/600\/messages\/700$/, () => ({ id: '700' }));
    expect(await messages().edit(CHANNEL, messageId('700'), view)).toEqual(ok(undefined));
    expect(rest.calls[0]?.body).toEqual(view);
  });

  it.each([
    [404, 10_003, 'CHANNEL_NOT_FOUND'],
    [404, 10_008, 'MESSAGE_NOT_FOUND'],
    [403, 50_001, 'CHANNEL_HIDDEN'],
    [403, 50_013, 'CHANNEL_READ_ONLY'],
    [503, null, 'DISCORD_UNAVAILABLE'],
    [null, null, 'DISCORD_UNAVAILABLE'],
  ])('Discord refuses it with %s/%s: %s', async (status, code, wanted) => {
    rest.on(/./, () => {
      throw refusal(status, code);
    });
    expect(await messages().post(CHANNEL, view, '1')).toMatchObject({ error: { code: wanted } });
    expect(await messages().edit(CHANNEL, messageId('700'), view)).toMatchObject({ error: { code: wanted } });
  });

  it('of which Discord names no id is not known to be there', async () => {
    rest.on(/./, () => ({}));
    expect(await messages().post(CHANNEL, view, '1')).toMatchObject({ error: { code: 'DISCORD_UNAVAILABLE' } });
  });
});

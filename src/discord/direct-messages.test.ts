import { beforeEach, describe, expect, it } from 'vitest';
import { FakeRest, refusal } from '../../test/support/discord-fakes.js';
import { FakeClock } from '../../test/support/fake-clock.js';
import { silentLogger } from '../../test/support/fakes.js';
import { userId } from '../domain/ids.js';
import { noticeView } from '../views/notice.js';
import { createDirectMessages } from './direct-messages.js';

const ADA = userId('200');
let rest: FakeRest;

beforeEach(() => {
  rest = new FakeRest(new FakeClock());
  rest.on(/^POST \/users\/@me\/channels$/, () => ({ id: '900', type: 1 }));
});

const send = () => createDirectMessages({ rest, log: silentLogger }).send(ADA, noticeView('hello'));

describe('a direct message', () => {
  it('goes into the channel that Discord names', async () => {
    rest.on(/^POST \/channels\/900\/messages$/, () => ({ id: '1' }));
    expect(await send()).toBe(true);
    expect(rest.calls.map(({ body }) => body)).toEqual([{ recipient_id: ADA }, noticeView('hello')]);
  });

  it('that Discord does not take is told, and does not throw', async () => {
    rest.on(/^POST \/channels\/900\/messages$/, () => {
      throw refusal(403, 50_007);
    });
    expect(await send()).toBe(false);
  });

  it.each([
    [403, 50_007, 'refused'],
    [403, 50_278, 'refused'],
    [503, null, 'unavailable'],
    [429, null, 'unavailable'],
  ] as const)('that Discord answers with %s (%s) is %s', async (status, code, outcome) => {
    rest.on(/^POST \/channels\/900\/messages$/, () => {
      throw refusal(status, code);
    });
    const messages = createDirectMessages({ rest, log: silentLogger });
    expect(await messages.deliver(ADA, noticeView('hello'), 'once')).toBe(outcome);
  });
});

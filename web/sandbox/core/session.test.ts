import { expect, it } from 'vitest';
import { z } from 'zod';
import type { SandboxState } from '../../../src/sandbox/protocol.js';
import type { Api } from './api.js';
import { emptyModel } from './model.js';
import { Session } from './session.js';
import type { SocketHandlers } from './socket.js';
import { Store } from '../../kit/store.js';

it('what is done while another person takes over is sent when the page hears as that person, and not before', async () => {
  const store = new Store(emptyModel('en', '1', { guild: undefined, channel: '7' }));
  const sent: string[] = [];
  const stateOf = (id = '1') => z.custom<SandboxState>().parse({ me: { id }, guilds: [], directMessages: [], movedMs: 0 });
  const api = z.custom<Api>().parse({
    state: (as?: string) => Promise.resolve(stateOf(as)),
    messages: () => Promise.resolve([]),
    interact: (_interaction: unknown, as: string) => Promise.resolve(void sent.push(as)),
  });
  /** Of each connection, the newest last. */
  const listening: SocketHandlers[] = [];
  const session = new Session({
    store,
    api,
    listen: (_as, given) => {
      listening.push(given);
      return () => undefined;
    },
    nonce: () => 'n',
    later: () => undefined,
  });
  await session.start();
  listening.at(-1)?.open();
  // The place that a person had is kept as long as they see it.
  const here = () => store.update((model) => ({ ...model, place: { guild: undefined, channel: '7' } }));
  here();
  session.suggest({ name: 'clockin', type: 1 });
  expect(sent).toEqual(['1']);

  session.actAs('2');
  session.suggest({ name: 'clockin', type: 1 });
  await expect.poll(() => listening.length).toBe(2);
  expect(sent).toEqual(['1']);
  here();
  listening.at(-1)?.open();
  expect(sent).toEqual(['1', '2']);
});

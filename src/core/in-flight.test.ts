import { InteractionType, type APIPingInteraction } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { Responder } from '../commands/kit/responder.js';
import { trackInFlight } from './in-flight.js';

const ping: APIPingInteraction = {
  id: '1',
  application_id: '2',
  type: InteractionType.Ping,
  token: 't',
  version: 1,
  app_permissions: '0',
  authorizing_integration_owners: {},
  entitlements: [],
  attachment_size_limit: 0,
};
const unused = () => Promise.reject(new Error('not to be called'));
const responder: Responder = { respond: unused, editOriginal: unused, followUp: unused };

describe('trackInFlight', () => {
  it('is idle only after the last one, also one that came while waiting', async () => {
    const ends: (() => void)[] = [];
    const inFlight = trackInFlight(() => new Promise((resolve) => ends.push(resolve)));
    void inFlight.dispatch(ping, responder);
    let idle = false;
    const waiting = inFlight.idle().then(() => (idle = true));
    void inFlight.dispatch(ping, responder);
    ends[0]?.();
    await new Promise((resolve) => setImmediate(resolve));
    expect(idle).toBe(false);
    ends[1]?.();
    await waiting;
    expect(idle).toBe(true);
  });

  it('is idle after one that failed', async () => {
    const inFlight = trackInFlight(() => Promise.reject(new Error('no')));
    const failed = expect(inFlight.dispatch(ping, responder)).rejects.toThrow('no');
    await inFlight.idle();
    await failed;
  });
});

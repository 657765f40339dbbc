import { InteractionResponseType as Answer, MessageFlags } from 'discord-api-types/v10';
import Fastify, { type FastifyInstance } from 'fastify';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeRest, refusal } from '../../../test/support/discord-fakes.js';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { RecordingLogger, RecordingMetrics } from '../../../test/support/fakes.js';
import { createSigner, interactionFixtures, pingFixture } from '../../../test/support/interaction-fixtures.js';
import type { Dispatch } from '../../commands/kit/responder.js';
import { NO_TIME } from '../time.js';
import { registerInteractions, type Concerns } from './plugin.js';
import { publicKeyOf } from './signature.js';

const signer = createSigner();
const MINUTE = 60_000;

let clock: FakeClock;
let rest: FakeRest;
let app: FastifyInstance;
let dispatch: Dispatch;
let dispatched: number;
let log: RecordingLogger;
let concerns: Concerns;

beforeEach(async () => {
  clock = new FakeClock();
  rest = new FakeRest(clock);
  dispatched = 0;
  dispatch = (_, responder) => responder.respond({ type: Answer.ChannelMessageWithSource, data: { content: 'here' } });
  app = Fastify();
  log = new RecordingLogger();
  concerns = await registerInteractions(app, {
    publicKey: publicKeyOf(signer.publicKey),
    dispatch: (interaction, responder) => {
      dispatched += 1;
      return dispatch(interaction, responder);
    },
    rest,
    clock,
    time: NO_TIME,
    log,
    metrics: new RecordingMetrics(),
  });
});

const payload = () => interactionFixtures({ at: clock.now() })[0]!.payload;
const post = (signed: { headers: Record<string, string>; body: string }) =>
  app.inject({ method: 'POST', url: '/interactions', headers: signed.headers, payload: signed.body });

describe('a signed request', () => {
  it('is dispatched, and what the handler responds is the answer', async () => {
    const response = await post(signer.sign(payload(), clock.now()));
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toMatch(/^application\/json/);
    expect(response.json()).toEqual({ type: 4, data: { content: 'here' } });
    expect(dispatched).toBe(1);
    expect(rest.calls).toEqual([]);
  });

  it('that pings is ponged without the dispatcher', async () => {
    const response = await post(signer.sign(pingFixture(), clock.now()));
    expect(response.json()).toEqual({ type: 1 });
    expect(dispatched).toBe(0);
  });

  it('is answered with files as multipart', async () => {
    dispatch = (_, responder) =>
      responder.respond({ type: Answer.ChannelMessageWithSource, data: { content: 'a file' } }, [
        { name: 'hours.csv', data: Buffer.from('a;b\n'), contentType: 'text/csv' },
      ]);
    const response = await post(signer.sign(payload(), clock.now()));
    const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(String(response.headers['content-type']))?.[1] ?? 'none';
    const parts = response.body.split(`--${boundary}`).map((part) => part.trim());
    expect(parts).toEqual([
      '',
      'Content-Disposition: form-data; name="payload_json"\r\n\r\n{"type":4,"data":{"content":"a file"}}',
      'Content-Disposition: form-data; name="files[0]"; filename="hours.csv"\r\nContent-Type: text/csv\r\n\r\na;b',
      '--',
    ]);
  });

  it('may be deferred and edited later, also while Discord has not taken the answer in yet', async () => {
    let early = 2;
    rest.on(/^PATCH /, () => {
      if (early-- > 0) throw refusal(404, 10_015);
      return { id: '1' };
    });
    const done: string[] = [];
    dispatch = async (interaction, responder) => {
      await responder.respond({ type: Answer.DeferredChannelMessageWithSource, data: { flags: MessageFlags.Ephemeral } });
      done.push('deferred');
      await responder.editOriginal({ content: `for ${interaction.id}` });
      done.push('edited');
    };
    const interaction = payload();
    const answered = post(signer.sign(interaction, clock.now()));
    await expect.poll(() => done).toEqual(['deferred']);
    await clock.advanceAsync(2_000);
    expect((await answered).json()).toEqual({ type: 5, data: { flags: 64 } });
    expect(done).toEqual(['deferred', 'edited']);
    const webhook = `/webhooks/${String(interaction['application_id'])}/${interaction.token}/messages/@original`;
    expect(rest.calls.map(({ method, path, body }) => [method, path, body])).toEqual(
      Array.from({ length: 3 }, () => ['PATCH', webhook, { content: `for ${interaction.id}` }]),
    );
  });

  it('that nobody answers is an error, not a hanging connection', async () => {
    dispatch = () => Promise.resolve();
    expect((await post(signer.sign(payload(), clock.now()))).statusCode).toBe(500);
  });

  it('can be acknowledged once', async () => {
    let second: unknown;
    dispatch = async (_, responder) => {
      await responder.respond({ type: Answer.DeferredMessageUpdate });
      second = await responder.respond({ type: Answer.DeferredMessageUpdate }).catch((error: unknown) => error);
    };
    await post(signer.sign(payload(), clock.now()));
    await expect.poll(() => second).toBeInstanceOf(Error);
  });

  it.each([
    ['no JSON', 'this is not JSON'],
    ['an empty body', ''],
    ['JSON that is no interaction', '{"type":2}'],
    ['an unknown type', JSON.stringify({ ...pingFixture(), type: 99 })],
  ])('with %s is a bad request', async (_, body) => {
    expect((await post(signer.sign(body, clock.now()))).statusCode).toBe(400);
    expect(dispatched).toBe(0);
  });
});

describe('401 without looking further', () => {
  const refused = async (change: (signed: { headers: Record<string, string>; body: string }) => void) => {
    const signed = signer.sign(payload(), clock.now());
    change(signed);
    const response = await post(signed);
    expect(response.statusCode).toBe(401);
    expect(dispatched).toBe(0);
  };

  it('a changed body', () => refused((signed) => Object.assign(signed, { body: signed.body.replace('clockin', 'clockon') })));
  it('a changed timestamp', () =>
    refused(({ headers }) => {
      headers['x-signature-timestamp'] = String(Number(headers['x-signature-timestamp']) + 1);
    }));
  it('a signature by somebody else', () =>
    refused((signed) => Object.assign(signed, createSigner().sign(payload(), clock.now()))));
  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['too short', 'ab'],
    ['not hexadecimal', 'zz'.repeat(64)],
    ['too long', 'ab'.repeat(65)],
  ])('a signature that is %s', (_, value) =>
    refused(({ headers }) => {
      if (value === undefined) delete headers['x-signature-ed25519'];
      else headers['x-signature-ed25519'] = value;
    }),
  );
  it.each([undefined, '', 'now', '-1', '1e9', '99999999999999'])('a timestamp of %j', (value) =>
    refused(({ headers }) => {
      if (value === undefined) delete headers['x-signature-timestamp'];
      else headers['x-signature-timestamp'] = value;
    }),
  );

  it.each([
    ['older than five minutes', -5 * MINUTE - 1_000, 401],
    ['newer than five minutes', 5 * MINUTE + 1_000, 401],
    ['four minutes old', -4 * MINUTE, 200],
    ['four minutes ahead', 4 * MINUTE, 200],
  ])('a request that is %s', async (_, offset, status) => {
    const response = await post(signer.sign(payload(), clock.now() + offset));
    expect(response.statusCode).toBe(status);
  });

  it('a right signature at the wrong time: said once, and in health until a good one comes', async () => {
    for (const offset of [-301_000, -302_000, -301_000]) {
      const refused = await post(signer.sign(pingFixture(), clock.now() + offset));
      expect(refused.statusCode).toBe(401);
    }
    expect(log.at('error')).toMatchObject([
      { fields: { seconds: 301 }, message: expect.stringContaining('301 s behind') as string },
    ]);
    expect(concerns()).toEqual([expect.stringContaining('301 s behind our clock')]);
    await post(createSigner().sign(pingFixture(), clock.now() - 301_000));
    expect(log.at('error')).toHaveLength(1);
    await post(signer.sign(pingFixture(), clock.now()));
    expect(concerns()).toEqual([]);
  });

  it('a ping that is not signed', async () => {
    const body = JSON.stringify(pingFixture());
    expect((await post({ headers: { 'content-type': 'application/json' }, body })).statusCode).toBe(401);
  });
});

it('takes no body above its limit', async () => {
  const response = await post(signer.sign({ ...payload(), padding: 'x'.repeat(1024 * 1024) }, clock.now()));
  expect(response.statusCode).toBe(413);
});

it('leaves the parsers of other routes alone', async () => {
  app.post('/other', (request) => request.body);
  const response = await app.inject({ method: 'POST', url: '/other', payload: { a: 1 } });
  expect(response.json()).toEqual({ a: 1 });
});

it.each(['', 'ab', 'zz'.repeat(32), 'ab'.repeat(33)])('a public key of %j is refused at start', (hex) => {
  expect(() => publicKeyOf(hex)).toThrow(TypeError);
});

import { InteractionResponseType } from 'discord-api-types/v10';
import { beforeEach, expect, it } from 'vitest';
import { FakeRest, refusal } from '../../test/support/discord-fakes.js';
import { FakeClock } from '../../test/support/fake-clock.js';
import { AnsweredElsewhere, type Responder } from '../commands/kit/responder.js';
import { callbackResponder } from './responder.js';

const DEFER = { type: InteractionResponseType.DeferredChannelMessageWithSource } as const;

let clock: FakeClock;
let rest: FakeRest;
let responder: Responder;

beforeEach(() => {
  clock = new FakeClock();
  rest = new FakeRest(clock);
  responder = callbackResponder({ id: '11', application_id: '22', token: 'tok' }, { rest, clock });
});

/** Fails the first times with these, then works. */
const failing = (pattern: RegExp, ...errors: unknown[]): void => {
  rest.on(pattern, () => {
    if (errors.length > 0) throw errors.shift();
    return undefined;
  });
};
const settled = async (promise: Promise<void>): Promise<unknown> => {
  const result = promise.then(
    () => 'done',
    (error: unknown) => error,
  );
  await clock.advanceAsync(5_000);
  return result;
};

it('acknowledges by callback, edits and follows up by webhook', async () => {
  rest.on(/./, () => undefined);
  await responder.respond(DEFER);
  await responder.editOriginal({ content: 'a' });
  await responder.followUp({ content: 'b' });
  expect(rest.calls.map(({ method, path, body }) => [method, path, body])).toEqual([
    ['POST', '/interactions/11/tok/callback', { type: 5 }],
    ['PATCH', '/webhooks/22/tok/messages/@original', { content: 'a' }],
    ['POST', '/webhooks/22/tok', { content: 'b' }],
  ]);
});

it('acknowledges again after a lost answer, and takes "already acknowledged" for a yes then', async () => {
  failing(/callback$/, refusal(null, null), refusal(400, 40_060));
  expect(await settled(responder.respond(DEFER))).toBe('done');
  expect(rest.calls).toHaveLength(2);
});

it('takes "already acknowledged" at the first try for another process that was first', async () => {
  failing(/callback$/, refusal(400, 40_060));
  expect(await settled(responder.respond(DEFER))).toBeInstanceOf(AnsweredElsewhere);
});

it('does not repeat what Discord refuses', async () => {
  failing(/./, refusal(404, 10_062), refusal(400, 50_035));
  expect(await settled(responder.respond(DEFER))).toMatchObject({ code: 10_062 });
  expect(await settled(responder.editOriginal({ content: 'a' }))).toMatchObject({ code: 50_035 });
  expect(rest.calls).toHaveLength(2);
});

it('repeats an edit, which changes nothing the second time', async () => {
  failing(/^PATCH/, refusal(null, null), refusal(503, null));
  expect(await settled(responder.editOriginal({ content: 'a' }))).toBe('done');
  expect(rest.calls).toHaveLength(3);
});

it('repeats a follow-up only when it was surely not sent', async () => {
  failing(/^POST/, refusal(503, null));
  expect(await settled(responder.followUp({ content: 'a' }))).toBe('done');
  expect(rest.calls).toHaveLength(2);
  failing(/^POST/, refusal(null, null));
  expect(await settled(responder.followUp({ content: 'a' }))).toMatchObject({ status: null });
  expect(rest.calls).toHaveLength(3);
});

it('gives up after a few tries', async () => {
  rest.on(/./, () => {
    throw refusal(500, null);
  });
  expect(await settled(responder.editOriginal({ content: 'a' }))).toMatchObject({ status: 500 });
  expect(rest.calls).toHaveLength(4);
});

import { InteractionResponseType } from 'discord-api-types/v10';
import { beforeEach, expect, it } from 'vitest';
import { FakeRest, refusal } from '../../test/support/discord-fakes.js';
import { FakeClock } from '../../test/support/fake-clock.js';
import { RecordingLogger } from '../../test/support/fakes.js';
import { AnsweredElsewhere } from '../commands/kit/responder.js';
import { createRivals, type Rivals } from './rivals.js';
import { callbackResponder } from './responder.js';

let clock: FakeClock;
let rest: FakeRest;
let log: RecordingLogger;
let companions: number | Error;
let rivals: Rivals;

beforeEach(() => {
  clock = new FakeClock();
  rest = new FakeRest(clock);
  log = new RecordingLogger();
  companions = 1;
  rivals = createRivals({
    companions: () => (companions instanceof Error ? Promise.reject(companions) : Promise.resolve(companions)),
    clock,
    log,
  });
});

const click = async (): Promise<unknown> => {
  const responder = rivals.watch(callbackResponder({ id: '1', application_id: '2', token: 't' }, { rest, clock }));
  const outcome = await responder
    .respond({ type: InteractionResponseType.DeferredMessageUpdate })
    .catch((error: unknown) => error);
  await new Promise((resolve) => setImmediate(resolve));
  return outcome;
};
const fasterOne = (): void => {
  rest.on(/callback$/, () => {
    throw refusal(400, 40_060);
  });
};

it('a click that somebody answers who does not share our Redis is said once at error, and in health', async () => {
  rest.on(/callback$/, () => undefined);
  expect(await click()).toBeUndefined();
  expect(rivals.concerns()).toEqual([]);
  fasterOne();
  for (let n = 0; n < 5; n += 1) expect(await click()).toBeInstanceOf(AnsweredElsewhere);
  expect(log.at('error')).toHaveLength(1);
  expect([rivals.about, rivals.concerns()]).toEqual([true, [expect.stringContaining('REDIS_URL')]]);
  clock.advance(10 * 60_000 + 1);
  expect([rivals.about, rivals.concerns()]).toEqual([false, []]);
});

it.each([2, new Error('Redis is away')])('with %s as companions nothing is wrong', async (given) => {
  companions = given;
  fasterOne();
  expect(await click()).toBeInstanceOf(AnsweredElsewhere);
  expect([log.at('error'), rivals.concerns()]).toEqual([[], []]);
});

import { InteractionResponseType } from 'discord-api-types/v10';
import { beforeEach, expect, it } from 'vitest';
import { FakeRest, refusal } from '../../test/support/discord-fakes.js';
import { FakeClock } from '../../test/support/fake-clock.js';
import { RecordingLogger } from '../../test/support/fakes.js';
import { AnsweredElsewhere } from '../commands/kit/responder.js';
import { isInteraction } from './interaction.js';
import { createRivals, type Rivals } from './rivals.js';
import { callbackResponder } from './responder.js';

let clock: FakeClock;
let rest: FakeRest;
let log: RecordingLogger;
let companions: number | Error;
let takenBack: string[];
let rivals: Rivals;

beforeEach(() => {
  clock = new FakeClock();
  rest = new FakeRest(clock);
  log = new RecordingLogger();
  companions = 1;
  takenBack = [];
  rivals = createRivals({
    companions: () => (companions instanceof Error ? Promise.reject(companions) : Promise.resolve(companions)),
    takeBack: ({ id }) => Promise.resolve(takenBack.push(id) > 0),
    clock,
    log,
  });
});

const raw: unknown = { id: '1', application_id: '2', token: 't', type: 2 };
if (!isInteraction(raw)) throw new Error('not an interaction');
const INTERACTION = raw;

const click = async (): Promise<unknown> => {
  const responder = rivals.watch(callbackResponder(INTERACTION, { rest, clock }), INTERACTION);
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
  // Each of them counts there, and none here.
  expect(takenBack).toEqual(['1', '1', '1', '1', '1']);
  expect([rivals.about, rivals.concerns()]).toEqual([true, [expect.stringContaining('REDIS_URL')]]);
  clock.advance(10 * 60_000 + 1);
  expect([rivals.about, rivals.concerns()]).toEqual([false, []]);
});

it.each([2, new Error('Redis is away')])('with %s as companions nothing is wrong', async (given) => {
  companions = given;
  fasterOne();
  expect(await click()).toBeInstanceOf(AnsweredElsewhere);
  expect([log.at('error'), rivals.concerns(), takenBack]).toEqual([[], [], []]);
});

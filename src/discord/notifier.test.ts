import { beforeEach, expect, it } from 'vitest';
import { FakeRest, refusal } from '../../test/support/discord-fakes.js';
import { FakeClock } from '../../test/support/fake-clock.js';
import { RecordingLogger } from '../../test/support/fakes.js';
import { FIXTURE_APPLICATION, interactionFixtures } from '../../test/support/interaction-fixtures.js';
import { domainError } from '../domain/errors.js';
import { guildSpace, requestId, userId } from '../domain/ids.js';
import type { Unapplied } from '../engine/api.js';
import { createTranslators } from '../i18n/translators.js';
import { isInteraction, originOf } from './interaction.js';
import { createNotifier, type Notifier } from './notifier.js';

const MINUTE = 60_000;
let clock: FakeClock;
let rest: FakeRest;
let log: RecordingLogger;
let told: Unapplied[];
let notifier: Notifier;
let unapplied: Unapplied;
let token: string;

beforeEach(() => {
  clock = new FakeClock();
  rest = new FakeRest(clock);
  log = new RecordingLogger();
  told = [];
  const translators = createTranslators({ strict: true });
  notifier = createNotifier({
    rest,
    notices: { told: (_space, _user, notices) => Promise.resolve(void told.push(...notices)) },
    translate: (locale) => translators.for(locale),
    clock,
    log,
  });
  const payload: unknown = interactionFixtures({ at: clock.now(), locale: 'de' })[0]!.payload;
  if (!isInteraction(payload)) throw new Error('the fixture is no interaction');
  token = payload.token;
  notifier.remember(payload, originOf(payload));
  unapplied = {
    space: guildSpace('100'),
    user: userId('200'),
    requestId: requestId(payload.id),
    command: 'clockIn',
    at: clock.now(),
    error: domainError('SESSION_ALREADY_ACTIVE'),
  };
});

it('follows the click up, privately and in the member’s language, and crosses the notice off', async () => {
  rest.on(/^POST/, () => ({ id: '1' }));
  clock.advance(14 * MINUTE);
  await notifier.tell(unapplied);
  expect(rest.calls).toMatchObject([{ path: `/webhooks/${FIXTURE_APPLICATION}/${token}`, body: { flags: 64 } }]);
  expect(JSON.stringify(rest.calls[0]?.body)).toContain('Einstempeln');
  expect(told).toEqual([unapplied]);
});

it('leaves it for the next reply when the token is too old, or not ours', async () => {
  await notifier.tell({ ...unapplied, requestId: requestId('1') });
  clock.advance(15 * MINUTE);
  await notifier.tell(unapplied);
  expect([rest.calls, told]).toEqual([[], []]);
});

it('leaves it for the next reply when Discord refuses, without the token in the log', async () => {
  rest.on(/^POST/, () => {
    throw refusal(404, 10_015);
  });
  await notifier.tell(unapplied);
  expect(told).toEqual([]);
  expect(log.at('info')).toHaveLength(1);
  expect(JSON.stringify(log.lines)).not.toContain(token);
});

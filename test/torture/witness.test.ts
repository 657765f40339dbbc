import { expect, it } from 'vitest';
import type { ERRORS } from '../../src/domain/errors.js';
import { createTranslators } from '../../src/i18n/translators.js';
import { errorView } from '../../src/views/error.js';
import { messageView } from '../../src/views/message.js';
import { hear, type Heard } from './answers.js';
import { say } from './corrections.js';
import type { Click } from './interactions.js';
import { Witness, type Earlier, type Outcome } from './witness.js';

const t = createTranslators().for('en');
const yes = (said?: Parameters<typeof say>[0]): Heard =>
  hear(messageView({ embeds: [{ description: said === undefined ? 'a card' : say(said) }] }));
const journaled = hear(messageView({ embeds: [{ footer: { text: t('common.willSync') } }] }));
const no = (code: keyof typeof ERRORS): Heard => hear(errorView({ code, params: { reference: 'R', max: 1, input: 'x' } }, t));

/** What somebody finds wrong after these answers, one after the other. */
const after = (...answers: readonly (readonly [Click, Outcome, Earlier?])[]): readonly string[] => {
  const witness = new Witness();
  for (const [click, outcome, earlier = 'new'] of answers) {
    witness.sent();
    witness.heard(click, '1', earlier, outcome);
  }
  return witness.rest(0).map((found) => found.split(';')[0] ?? '');
};

it('hears every refusal of the table as what it is', () => {
  for (const code of ['SESSION_NOT_ACTIVE', 'SESSION_NOT_PAUSED', 'UNEXPECTED', 'STORE_UNAVAILABLE', 'ENTRY_CHANGED'] as const)
    expect(no(code)).toMatchObject({ kind: 'no', code });
  expect(hear(messageView({ content: `✅ ${t('common.willSync')}` }))).toMatchObject({ kind: 'yes', journaled: true });
  expect(yes({ durability: 'journaled', standing: 'paused' })).toEqual({ kind: 'yes', journaled: true, standing: 'paused' });
});

it('notices a refusal that cannot be right', () => {
  expect(after(['in', yes()], ['pause', no('SESSION_NOT_ACTIVE')])).toEqual([
    'refused on a lost state: pause with SESSION_NOT_ACTIVE while running',
  ]);
  expect(after(['in', yes()], ['pause', journaled], ['pause', no('SESSION_ALREADY_PAUSED')])).toEqual([]);
  expect(after(['out', yes()], ['reopen', no('SESSION_ALREADY_ACTIVE')])).toHaveLength(1);
});

it('takes nothing from a refusal that says itself that it may be wrong', () => {
  const assumed = hear(errorView({ code: 'SESSION_NOT_ACTIVE', assumed: true }, t));
  expect(after(['in', yes()], ['out', journaled, 'yes'], ['pause', assumed], ['in', no('SESSION_ALREADY_ACTIVE')])).toEqual([]);
  const certain = no('SESSION_NOT_ACTIVE');
  expect(after(['in', yes()], ['out', journaled, 'yes'], ['pause', certain], ['in', no('SESSION_ALREADY_ACTIVE')])).toHaveLength(
    1,
  );
});

it('notices a change that counts where it cannot', () => {
  expect(after(['in', yes()], ['resume', yes()])).toEqual(['done on a lost state: resume while running']);
  expect(after(['in', yes()], ['adjust', yes({ durability: 'stored', standing: 'idle' })])).toHaveLength(1);
  expect(after(['in', yes()], ['undo', yes({ durability: 'stored', standing: 'idle' })], ['in', yes()])).toEqual([]);
});

it('knows what it cannot know: a click that was not answered may count or not', () => {
  expect(after(['in', yes()], ['out', 'gone'], ['in', yes()])).toEqual([]);
  expect(after(['in', yes()], ['out', 'gone'], ['out', no('SESSION_NOT_ACTIVE')])).toEqual([]);
  expect(after(['in', yes()], ['out', 'gone'], ['out', no('SESSION_ALREADY_PAUSED')])).toHaveLength(1);
  expect(after(['in', yes()], ['out', 'away'], ['out', no('SESSION_NOT_ACTIVE')])).toHaveLength(1);
  expect(after(['in', yes()], ['out', 'late'], ['out', yes()], ['out', no('SESSION_NOT_PAUSED')])).toEqual([]);
  expect(after(['out', yes()], ['in', yes(), 'yes'], ['out', no('SESSION_NOT_ACTIVE')])).toEqual([]);
});

it('knows nothing of clicks that crossed, and excuses who was told of a change that could not be kept', () => {
  const witness = new Witness();
  for (const _ of [1, 2]) witness.sent();
  witness.heard('in', '1', 'new', yes());
  witness.heard('out', '2', 'new', yes());
  witness.sent();
  witness.heard('pause', '3', 'new', no('SESSION_NOT_ACTIVE'));
  witness.sent();
  witness.heard('in', '4', 'new', yes());
  witness.sent();
  witness.heard('out', '5', 'new', no('SESSION_NOT_ACTIVE'));
  expect(witness.rest(1)).toEqual([]);
  witness.sent();
  witness.heard('in', '6', 'new', yes());
  witness.sent();
  witness.heard('out', '7', 'new', no('SESSION_NOT_ACTIVE'));
  expect(witness.rest(1)).toHaveLength(1);
});

import { InteractionResponseType as Answer, MessageFlags } from 'discord-api-types/v10';
import { beforeEach, expect, it } from 'vitest';
import { interactionFixtures } from '../../test/support/interaction-fixtures.js';
import { FAKE_START } from '../../test/support/fake-clock.js';
import { AnsweredElsewhere, type Responder } from '../commands/kit/responder.js';
import { claim } from './claim.js';
import { isInteraction } from './interaction.js';

let calls: [string, unknown][];
let responder: Responder;
const note =
  (name: string) =>
  (body: unknown): Promise<void> =>
    Promise.resolve(void calls.push([name, body]));

beforeEach(() => {
  calls = [];
  responder = { respond: note('respond'), editOriginal: note('edit'), followUp: note('follow') };
});

const fixture = (name: string) => {
  const payload: unknown = interactionFixtures({ at: FAKE_START }).find((one) => one.name === name)?.payload;
  if (!isInteraction(payload)) throw new Error(`no fixture ${name}`);
  return payload;
};
const data = { content: 'done' };

it('a command is claimed hidden, and its answer fills that', async () => {
  const ours = await claim(fixture('command'), responder);
  await ours.respond({ type: Answer.DeferredChannelMessageWithSource });
  await ours.respond({ type: Answer.ChannelMessageWithSource, data });
  expect(calls).toEqual([
    ['respond', { type: Answer.DeferredChannelMessageWithSource, data: { flags: MessageFlags.Ephemeral } }],
    ['edit', data],
  ]);
});

it('a click is claimed on its message: updates change it, other answers do not', async () => {
  const ours = await claim(fixture('button'), responder);
  await ours.respond({ type: Answer.UpdateMessage, data });
  await ours.respond({ type: Answer.ChannelMessageWithSource, data });
  expect(calls).toEqual([
    ['respond', { type: Answer.DeferredMessageUpdate }],
    ['edit', data],
    ['follow', data],
  ]);
  await expect(ours.respond({ type: Answer.Modal, data: { custom_id: 'x', title: 'x', components: [] } })).rejects.toThrow(
    'type 9',
  );
});

it('what is typed is not claimed', async () => {
  expect(await claim(fixture('autocomplete'), responder)).toBe(responder);
  expect(calls).toEqual([]);
});

it('what somebody else has answered is not ours', async () => {
  const lost = { ...responder, respond: () => Promise.reject(new AnsweredElsewhere()) };
  await expect(claim(fixture('command'), lost)).rejects.toBeInstanceOf(AnsweredElsewhere);
});

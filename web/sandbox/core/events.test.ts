import { InteractionResponseType, type APIMessage } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { SandboxEvent } from '../../../src/sandbox/protocol.js';
import { applyEvent } from './events.js';
import { emptyModel, type Model } from './model.js';

/** Only what the reducer reads. */
const message = (id: string, channel_id = '1', content = '') => ({ id, channel_id, content }) as unknown as APIMessage;
const posted = (id: string, channel?: string): SandboxEvent => ({
  type: 'message',
  action: 'create',
  message: message(id, channel),
  ephemeral: false,
});
const model = (change: Partial<Model> = {}): Model => ({
  ...emptyModel('en', '7', { guild: '9', channel: '1' }),
  messages: { '1': [] },
  ...change,
});
const pending = { n: { kind: 'component', channel: '1', name: 'pause', message: '5' } } as const;
const idsOf = (next: Model) => next.messages['1']?.map((each) => each.message.id);

describe('applyEvent', () => {
  it('adds a message once, changes it in place, and takes it away', () => {
    const two = [posted('5'), posted('6'), posted('5')].reduce(applyEvent, model());
    expect(idsOf(two)).toEqual(['5', '6']);
    const changed = applyEvent(two, { type: 'message', action: 'update', message: message('5', '1', 'new'), ephemeral: true });
    expect(changed.messages['1']?.[0]).toEqual({ message: message('5', '1', 'new'), ephemeral: true });
    expect(idsOf(applyEvent(changed, { type: 'message', action: 'delete', id: '5', channelId: '1' }))).toEqual(['6']);
  });

  it('marks other channels as unread, and does not invent their history', () => {
    const next = applyEvent(applyEvent(model(), posted('5', '2')), posted('6', '2'));
    expect(next.unread).toEqual(['2']);
    expect(next.messages['2']).toBeUndefined();
  });

  it('ends what is pending when it is acknowledged', () => {
    const next = applyEvent(model({ pending }), {
      type: 'interaction',
      nonce: 'n',
      id: '1',
      status: 'acknowledged',
      response: InteractionResponseType.ChannelMessageWithSource,
    });
    expect(next.pending).toEqual({});
  });

  it('keeps a failure on its message until the message changes', () => {
    const next = applyEvent(model({ pending }), { type: 'interaction', nonce: 'n', id: '1', status: 'failed', reason: 'late' });
    expect(next.pending['n']?.failed).toBe('late');
    expect(applyEvent(next, posted('5')).pending).toEqual({});
    expect(applyEvent(next, posted('6')).pending).toEqual(next.pending);
  });

  it('opens a form where its button was, and keeps it open when sending fails', () => {
    const modal = { custom_id: 'f', title: 'F', components: [] };
    const next = applyEvent(model({ pending }), { type: 'modal', nonce: 'n', interactionId: '3', modal });
    expect(next.pending).toEqual({});
    expect(next.modal).toEqual({ interactionId: '3', modal, channel: '1', message: '5', sending: false });
    const sending = { ...next, pending: { m: { kind: 'modal', channel: '1', name: 'f' } as const } };
    const failed = applyEvent(sending, { type: 'interaction', nonce: 'm', id: '4', status: 'failed', reason: 'late' });
    expect(failed.modal?.failed).toBe('late');
    const sent = applyEvent(sending, {
      type: 'interaction',
      nonce: 'm',
      id: '4',
      status: 'acknowledged',
      response: InteractionResponseType.ChannelMessageWithSource,
    });
    expect(sent.modal).toBeUndefined();
  });

  it('takes choices only for the newest question', () => {
    const asked = model({ suggestions: { nonce: 'b', state: 'loading', choices: [] } });
    const choices = [{ name: 'A', value: 'a' }];
    expect(applyEvent(asked, { type: 'choices', nonce: 'a', choices })).toBe(asked);
    expect(applyEvent(asked, { type: 'choices', nonce: 'b', choices }).suggestions).toEqual({
      nonce: 'b',
      state: 'ready',
      choices,
    });
  });
});

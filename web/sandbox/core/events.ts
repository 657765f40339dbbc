import type { SandboxEvent } from '../../../src/sandbox/protocol.js';
import type { Model, Pending, ShownMessage } from './model.js';

type Of<T extends SandboxEvent['type']> = Extract<SandboxEvent, { type: T }>;

/** What an event of the sandbox changes on the page. `state` events change nothing here: they mean "fetch again". */
export function applyEvent(model: Model, event: SandboxEvent): Model {
  switch (event.type) {
    case 'state':
      return model;
    case 'message':
      return event.action === 'delete' ? removeMessage(model, event.channelId, event.id) : putMessage(model, event);
    case 'interaction':
      return event.status === 'failed' ? failed(model, event.nonce, event.reason) : acknowledged(model, event.nonce);
    case 'modal':
      return openModal(model, event);
    case 'choices':
      return model.suggestions?.nonce === event.nonce
        ? { ...model, suggestions: { ...model.suggestions, state: 'ready', choices: event.choices } }
        : model;
  }
}

function putMessage(model: Model, event: Extract<Of<'message'>, { message: unknown }>): Model {
  const { message, ephemeral } = event;
  const known = model.messages[message.channel_id];
  const shown: ShownMessage = { message, ephemeral };
  const settled = settleMessage(model, message.id);
  const unread =
    event.action === 'create' && message.channel_id !== model.place.channel && !model.unread.includes(message.channel_id)
      ? [...model.unread, message.channel_id]
      : model.unread;
  // A channel that was never opened is fetched as a whole when it is.
  if (!known) return { ...settled, unread };
  const at = known.findIndex((each) => each.message.id === message.id);
  const list = at === -1 ? [...known, shown] : known.with(at, shown);
  return { ...settled, unread, messages: { ...model.messages, [message.channel_id]: list } };
}

/** A message that changed leaves its earlier failures behind. */
function settleMessage(model: Model, message: string): Model {
  const pending = Object.fromEntries(
    Object.entries(model.pending).filter(([, each]) => each.message !== message || each.failed === undefined),
  );
  return Object.keys(pending).length === Object.keys(model.pending).length ? model : { ...model, pending };
}

function removeMessage(model: Model, channel: string, id: string): Model {
  const known = model.messages[channel];
  if (!known) return model;
  return { ...model, messages: { ...model.messages, [channel]: known.filter((each) => each.message.id !== id) } };
}

export function acknowledged(model: Model, nonce: string): Model {
  const { [nonce]: settled, ...pending } = model.pending;
  return settled ? { ...model, pending, modal: settled.kind === 'modal' ? undefined : model.modal } : model;
}

/** `reason` is the sandbox's own English sentence; the page shows its own text first. */
export function failed(model: Model, nonce: string, reason: string): Model {
  if (model.suggestions?.nonce === nonce)
    return { ...model, suggestions: { ...model.suggestions, state: 'failed', choices: [] } };
  const settled = model.pending[nonce];
  if (!settled) return model;
  if (settled.kind === 'modal' && model.modal) {
    const { [nonce]: _, ...pending } = model.pending;
    return { ...model, pending, modal: { ...model.modal, sending: false, failed: reason } };
  }
  return { ...model, pending: { ...model.pending, [nonce]: { ...settled, failed: reason } } };
}

function openModal(model: Model, event: Of<'modal'>): Model {
  const origin: Pending | undefined = model.pending[event.nonce];
  const channel = origin?.channel ?? model.place.channel;
  if (channel === undefined) return model;
  return {
    ...acknowledged(model, event.nonce),
    modal: {
      interactionId: event.interactionId,
      modal: event.modal,
      channel,
      ...(origin?.message === undefined ? {} : { message: origin.message }),
      sending: false,
    },
  };
}

import { ADA, HOME, SPACE, type RecordingResponder } from './commands-harness.js';
import { setUp } from './entries-harness.js';
import { shownBy } from './shown.js';
import { createClockReminderSender, createReminderSender } from '../../src/commands/remind/index.js';
import { requestId, userId, type SpaceId } from '../../src/domain/ids.js';
import type { Reminder } from '../../src/domain/reminders/reminder.js';
import { ok } from '../../src/domain/result.js';
import type { SpaceSettings } from '../../src/domain/space.js';
import { preferences } from '../../src/engine/documents/kinds/preferences.js';
import { reminderList } from '../../src/engine/documents/kinds/reminder-list.js';
import { reminderJob, type Delivered } from '../../src/engine/jobs/reminders.js';
import type { AnyView } from '../../src/views/message.js';

export const ADA_ID = userId(ADA);
/** Where interactions come from that are used in a channel. */
export const CHANNEL = { also: { channel: { id: '600', type: 0 } } };

/** The commands, and what brings reminders, over stores in memory. */
export const reminding = async (settings: Partial<SpaceSettings> = {}) => {
  const h = await setUp(settings);
  const sent: { user: string; view: AnyView; nonce: string | undefined }[] = [];
  const reach: { is: 'sent' | 'refused' | 'unavailable' } = { is: 'sent' };
  const delivery = {
    deliver: (user: string, view: AnyView, nonce?: string) => (sent.push({ user, view, nonce }), Promise.resolve(reach.is)),
  };
  const sending = { ...h.deps, delivery };
  const sender = createReminderSender(sending);
  const clockSender = createClockReminderSender(sending);
  const list = async (space: SpaceId = SPACE) => (await h.documents.of(reminderList).get({ space, user: ADA_ID })).list;
  const by = (id: string) => ({ actor: ADA_ID, requestId: requestId(id), at: h.clock.now(), event: 'test' });
  const agree = () =>
    h.documents.of(preferences).update({ space: HOME, user: ADA_ID }, by('agree'), (own) => ok({ ...own, directMessages: true }));
  /** What a click on the button of the card comes to. */
  const press = async (reply: RecordingResponder, label: string, user = ADA) => {
    const card = shownBy(reply.responses[0]);
    return h.click(card.button(label), { user, ...CHANNEL }, card.embeds);
  };
  const only = async (space?: SpaceId): Promise<Reminder> => {
    const [one] = await list(space);
    if (one === undefined) throw new Error('nothing is set');
    return one;
  };
  /** The job brings it when it is due; answers what came of it. */
  const bring = async (posts?: readonly number[]): Promise<Delivered> => {
    const { id, next } = await only();
    h.clock.set(Math.max(h.clock.now(), next ?? 0));
    const outcomes: Delivered[] = [];
    const job = reminderJob({
      documents: h.documents,
      store: h.store,
      due: { change: () => Promise.resolve() },
      reminders: {
        send: async (who, ...rest) => {
          const outcome = await sender.send({ ...who, posts: posts ?? who.posts }, ...rest);
          outcomes.push(outcome);
          return outcome;
        },
      },
      now: () => h.clock.now(),
    });
    await job.run({ space: SPACE, user: ADA_ID, about: id, at: next ?? 0, payload: null });
    const [outcome] = outcomes;
    if (outcome === undefined) throw new Error('nothing is due');
    return outcome;
  };
  return { ...h, list, only, agree, press, bring, sender, clockSender, sent, reach, by };
};

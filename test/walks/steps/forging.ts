import { IDS } from '../../../src/commands/custom-ids.js';
import { MANAGED_IDS } from '../../../src/commands/admin/session/custom-ids.js';
import { CONFIG_IDS } from '../../../src/commands/config/custom-ids.js';
import { EXPLAIN_IDS } from '../../../src/commands/explain/custom-ids.js';
import { requestId, type SessionId, type UserId } from '../../../src/domain/ids.js';
import { CAST, spaceAt, STRANGER, type Place } from '../cast.js';
import type { Control } from '../hands.js';
import type { Scene } from '../scene.js';
import type { Step } from './step.js';

/** One of the controls that somebody else has before them, clicked from one's own seat. */
const borrowed: Step = {
  name: 'borrowed control',
  weight: 5,
  async play(scene) {
    const { doing, dice } = scene;
    const who = dice.chance(0.15) ? STRANGER : scene.person();
    const held = doing.hands.of(scene.other(who));
    if (held.length === 0) return;
    const control = dice.pick(held);
    // A message that only its reader sees is nowhere else, but a forger says whatever they like.
    // The message comes from Discord, so that what stood on it cannot be brought along.
    await doing.use(who, { ...control, embeds: [] }, dice.pick([control.place, scene.place(who)]));
  },
};

const button = (customId: string, place: Place): Control => ({
  customId,
  kind: 'button',
  label: '',
  options: [],
  embeds: [],
  place,
});

/** Ids that the bot never wrote in that way: other people's sessions under one's own name, and the other way round. */
const forged = (owner: UserId, session: SessionId): readonly string[] => {
  const args = { owner, session };
  return [
    ...[IDS.pause, IDS.resume, IDS.clockOut, IDS.editNote, IDS.confirm, IDS.reopen, IDS.adjust, IDS.entryNote, IDS.edit].map(
      (one) => one.encode(args),
    ),
    ...[IDS.delete, IDS.deleteShort, IDS.keepShort, IDS.goOn, IDS.beginNew].map((one) => one.encode(args)),
    IDS.undo.encode({ owner, request: requestId(session) }),
    IDS.save.encode({ owner, session, start: (1_760_000_000_000).toString(36), end: '-', marks: '-' }),
    EXPLAIN_IDS.entry.encode({ owner, session, page: 0 }),
    EXPLAIN_IDS.verify.encode({ page: 0 }),
    MANAGED_IDS.edit.encode({ member: owner, session }),
    MANAGED_IDS.delete.encode({ member: owner, session }),
    MANAGED_IDS.entries.encode({ member: owner, from: '-', to: '-', category: '-', way: 'older', at: '-', skip: 0 }),
    CONFIG_IDS.answer.encode({ key: 'dayStart', value: '4:00', answer: 'recount' }),
    CONFIG_IDS.reset.encode({ key: 'othersSee' }),
  ];
};

const FORMS = [IDS.editForm, IDS.editActiveForm, IDS.adjustForm, IDS.entryNoteForm, IDS.note, IDS.clockOutNote] as const;

const forge: Step = {
  name: 'forged id',
  weight: 7,
  async play(scene) {
    const { doing, dice } = scene;
    const who = dice.chance(0.15) ? STRANGER : scene.person();
    const victim = dice.pick(CAST.filter((one) => one !== who));
    const where = dice.pick(['home', 'home', 'own'] as const);
    const session = scene.session(spaceAt(where, victim), victim.user)?.id;
    if (session === undefined) return;
    const owner = dice.pick([who.user, victim.user]);
    const place = scene.place(who);
    if (dice.chance(0.75)) {
      await doing.use(who, button(dice.pick(forged(owner, session)), place));
      return;
    }
    const fields = {
      start: scene.time(),
      end: scene.time(),
      category: ['work'],
      breaks: '',
      note: scene.note(who, place),
      duration: '1m',
    };
    await doing.submit(who, place, dice.pick(FORMS).encode({ owner, session }), fields);
  },
};

/** Commands with the ids of what is somebody else's. */
const named: Step = {
  name: 'foreign entry named',
  weight: 3,
  async play(scene: Scene) {
    const { doing, dice } = scene;
    const who = scene.person();
    const victim = scene.other(who);
    const session = scene.session(spaceAt('home', victim), victim.user)?.id ?? '123';
    await doing.command(who, 'home', dice.pick(['session delete', 'explain'] as const), { entry: session });
  },
};

export const forgingSteps: readonly Step[] = [borrowed, forge, named];

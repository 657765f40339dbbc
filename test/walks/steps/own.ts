import { type Person, type Place } from '../cast.js';
import type { Scene } from '../scene.js';
import type { Step } from './step.js';

const SAVE = ['save', 'review'] as const;
/** Of what is beyond the limits a member asks those who may. */
const ASK = ['ask', 'ask-change'] as const;

/** Presses what was just shown, if it is there. */
const goOn = async ({ doing }: Scene, who: Person, ...routes: readonly string[]): Promise<void> => {
  const control = doing.hands.leading(who, ...routes);
  if (control !== undefined) await doing.use(who, control);
};

const typed = (scene: Scene, who: Person, place: Place) => ({
  category: scene.category(who, place),
  start: scene.time(),
  ...(scene.dice.chance(0.5) ? { end: scene.time() } : { duration: scene.duration() }),
  ...(scene.dice.chance(0.6) ? { note: scene.note(who, place) } : {}),
});

const add: Step = {
  name: 'add',
  weight: 12,
  async play(scene) {
    const { who, place } = scene.someone();
    await scene.doing.command(who, place, 'session add', typed(scene, who, place));
    if (scene.dice.chance(0.85)) await goOn(scene, who, ...SAVE);
    await goOn(scene, who, ...(scene.dice.chance(0.5) ? SAVE : ASK));
  },
};

const edit: Step = {
  name: 'edit',
  weight: 10,
  async play(scene) {
    const { who, place } = scene.someone();
    await scene.doing.command(who, place, 'session list');
    await goOn(scene, who, 'edit');
    if (scene.dice.chance(0.85)) await goOn(scene, who, ...SAVE);
    if (scene.dice.chance(0.3)) await goOn(scene, who, ...ASK);
  },
};

const remove: Step = {
  name: 'delete',
  weight: 4,
  async play(scene) {
    const { who, place } = scene.someone();
    const session = scene.sessionOf(who, place);
    await scene.doing.command(who, place, 'session delete', { entry: session?.id ?? '123' });
    if (scene.dice.chance(0.9)) await goOn(scene, who, 'delete');
  },
};

/** Often several times: each goes one step further back. */
const undo: Step = {
  name: 'undo',
  weight: 12,
  async play(scene) {
    const { who, place } = scene.someone(0.8);
    for (let times = scene.dice.pick([1, 1, 2, 3]); times > 0; times -= 1) {
      await scene.doing.command(who, place, 'session undo');
      if (scene.dice.chance(0.9)) await goOn(scene, who, 'undo');
    }
  },
};

const LEAVE_DAYS = ['today', 'tomorrow', 'yesterday', 'next Friday', '24.12.'] as const;

const preferences: Step = {
  name: 'preferences',
  weight: 3,
  play(scene) {
    const { doing, dice } = scene;
    const { who, place } = scene.someone();
    const category = scene.category(who, place);
    return dice.pick([
      () => doing.command(who, place, 'timezone set', { zone: scene.zone() }),
      () => doing.command(who, place, 'timezone reset'),
      () => doing.command(who, place, 'alloc set', { category, hours: dice.pick(['8h', '0', '168h', '169h']) }),
      () => doing.command(who, place, 'alloc clear', { category }),
      () => doing.command(who, place, 'leave add', { from: dice.pick(LEAVE_DAYS), note: scene.note(who, place) }),
      () => doing.command(who, place, 'leave remove', { leave: dice.pick(LEAVE_DAYS) }),
      () => doing.command(who, 'own', 'config set', { key: 'dayBoundary', value: dice.pick(['split', 'start']) }),
    ])();
  },
};

export const ownSteps: readonly Step[] = [add, edit, remove, undo, preferences];

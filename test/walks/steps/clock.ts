import { type Person, type Place } from '../cast.js';
import type { Scene } from '../scene.js';
import type { Step } from './step.js';

const withNote = (scene: Scene, who: Person, place: Place) => (scene.dice.chance(0.7) ? { note: scene.note(who, place) } : {});

const ON = ['clockin', 'session in'] as const;
const OFF = ['session resume', 'clockout'] as const;
const WORKING = ['clockout', 'session out', 'session pause', 'session switch'] as const;

/** The clock by commands. */
const clock: Step = {
  name: 'clock',
  weight: 20,
  play(scene) {
    const { doing, dice } = scene;
    const { who, place } = scene.someone();
    const active = scene.active(who, place);
    const sensible = active === undefined ? ON : active.status === 'PAUSED' ? OFF : WORKING;
    const command = dice.pick(dice.chance(0.8) ? sensible : [...ON, ...OFF, ...WORKING]);
    if (command.endsWith('in') || command === 'session switch')
      return doing.command(who, place, command, { category: scene.category(who, place), ...withNote(scene, who, place) });
    if (command.endsWith('out')) return doing.command(who, place, command, dice.chance(0.2) ? withNote(scene, who, place) : {});
    return doing.command(who, place, command);
  },
};

/** Buttons and menus that somebody has before them, also on messages that are old by now. */
const press: Step = {
  name: 'press',
  weight: 22,
  play(scene) {
    const { doing, dice } = scene;
    const { who } = scene.someone();
    const held = doing.hands.of(who);
    const control = dice.chance(0.7) ? held.slice(-6) : held;
    return control.length === 0 ? Promise.resolve() : doing.use(who, dice.pick(control));
  },
};

const CLICKED = ['pause', 'resume', 'out', 'save', 'undo', 'confirm', 'reopen', 'delete', 'go-on'] as const;

/** Two things at once: the same card clicked twice, or the clock from two devices. */
const atOnce: Step = {
  name: 'at once',
  weight: 4,
  play(scene) {
    const { doing, dice } = scene;
    const { who, place } = scene.someone();
    const one = () =>
      dice.chance(0.5)
        ? doing.command(who, place, 'clockin', { category: scene.category(who, place), ...withNote(scene, who, place) })
        : doing.command(who, place, dice.pick(['clockout', 'session pause', 'session resume']));
    const control = doing.hands.leading(who, ...CLICKED);
    const click = () => (control === undefined ? one() : doing.use(who, control));
    return dice.chance(0.5) ? Promise.all([one(), one()]) : Promise.all([click(), click()]);
  },
};

export const clockSteps: readonly Step[] = [clock, press, atOnce];

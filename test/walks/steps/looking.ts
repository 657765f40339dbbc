import { STRANGER } from '../cast.js';
import type { Step } from './step.js';

/** Reads, also of others. */
const look: Step = {
  name: 'look',
  weight: 10,
  play(scene) {
    const { doing, dice } = scene;
    const who = dice.chance(0.1) ? STRANGER : scene.person();
    const place = scene.place(who);
    const user = scene.other(who).user;
    const entry = scene.sessionOf(who, place)?.id ?? '123';
    return dice.pick([
      () => doing.command(who, place, 'status'),
      () => doing.command(who, place, 'status', { user }),
      () => doing.command(who, place, 'status', { user }),
      () => doing.command(who, place, 'status', { user }),
      () => doing.command(who, place, 'status', { user }),
      () => doing.command(who, place, 'status', { user }),
      () => doing.command(who, place, 'session list', dice.chance(0.5) ? { from: scene.time() } : {}),
      () => doing.command(who, place, 'explain', dice.chance(0.5) ? { entry } : {}),
      () => doing.command(who, place, 'explain', { day: dice.pick(['yesterday', 'today', '2025-10-26']) }),
      () => doing.command(who, place, 'admin verify', dice.chance(0.5) ? { user } : {}),
      () => doing.command(who, place, 'admin session list', { member: user }),
      () => doing.command(who, place, 'who', dice.chance(0.3) ? { category: 'Work' } : {}),
      () => doing.command(who, place, 'admin member show', { member: user }),
      () => doing.command(who, place, 'admin team', dice.chance(0.5) ? { from: 'yesterday' } : {}),
      () => doing.command(who, place, 'alloc show'),
      () => doing.command(who, place, 'privacy show'),
      () => doing.command(who, place, 'config permissions test', { member: user }),
      () => doing.command(who, place, 'config show'),
      () => doing.command(who, place, 'admin system'),
      () => doing.timeCard(who, place, user),
      () => doing.complete(who, place, 'admin session edit', { member: user }, 'entry'),
      () => doing.complete(who, place, 'session delete', {}, 'entry'),
      () => doing.complete(who, place, 'clockin', {}, 'category'),
    ])();
  },
};

export const lookSteps: readonly Step[] = [look];

import { ok } from '../../src/domain/result.js';
import type { SpaceSettings } from '../../src/domain/space.js';
import { ADA, createHarness, SPACE } from './commands-harness.js';
import { requestId, userId } from '../../src/domain/ids.js';
import { shownBy } from './shown.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export type Harness = Awaited<ReturnType<typeof createHarness>>;

/** Settings of the guild; by default times are read in UTC. */
export const setUp = async (settings: Partial<SpaceSettings> = {}) => {
  const h = await createHarness();
  let count = 0;
  const set = async (changed: Partial<SpaceSettings>, space = SPACE): Promise<void> => {
    const by = { actor: null, requestId: requestId(`settings-${String(++count)}`), at: h.clock.now(), event: 'settings' };
    await h.spaces.update(space, by, (config) => ok({ ...config, settings: { ...config.settings, ...changed } }));
  };
  await set({ timeZone: 'UTC', ...settings });
  // Noon, so that times without a day are those of today. Hours pass without the engine's timers, which matter to none of this.
  h.clock.set(h.clock.now() + 3 * HOUR);
  return { ...h, set, kept: (user = ADA, space = SPACE) => h.deps.timesheet.entries(space, userId(user), 0, Infinity) };
};

export const said = (answer: Awaited<ReturnType<Harness['run']>>) => shownBy(answer.responses.at(-1));
/** Clicks a button of what is shown, and gives the bot back what stands on it. */
export const press = async (h: Pick<Harness, 'click'>, shown: ReturnType<typeof said>, label: string, nth = 0) =>
  said(await h.click(shown.button(label, nth), {}, shown.embeds));
/** Today at a time, ms. */
export const today = (h: Pick<Harness, 'clock'>, hours: number, minutes = 0): number =>
  h.clock.now() - (h.clock.now() % 86_400_000) + hours * HOUR + minutes * MINUTE;

export const added = async (h: Awaited<ReturnType<typeof setUp>>, start: string, end: string, category = 'Work') =>
  press(h, said(await h.run('session add', { category, start, end })), 'Save');

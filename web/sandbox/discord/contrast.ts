import { channels, contrast, ENOUGH_CONTRAST } from '../../kit/contrast.js';

/** The lightest ground that names stand on: a private message under the pointer. */
const GROUND = 0x3b3e50;

const towardsWhite = (color: number, share: number): number =>
  channels(color).reduce((mixed, value) => (mixed << 8) | Math.round(value + (255 - value) * share), 0);

/** A role's colour as text on this page: itself where it can be read, else mixed with as little white as needed. */
export function readableColor(color: number): number {
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = towardsWhite(color, share);
    if (contrast(mixed, GROUND) >= ENOUGH_CONTRAST) return mixed;
  }
  return 0xffffff;
}

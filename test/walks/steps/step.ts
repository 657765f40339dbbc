import type { Scene } from '../scene.js';

/** Something that somebody does. */
export interface Step {
  readonly name: string;
  readonly weight: number;
  play(scene: Scene): Promise<unknown>;
}

import type { Random } from '../domain/ports.js';

export const systemRandom: Random = { next: () => Math.random() };

/** What people correct, by the door that only a bot under torture has (system/corrections-door.ts). */
export const CORRECTIONS = ['adjust', 'confirm', 'reopen', 'add', 'edit', 'delete', 'import', 'recount', 'undo'] as const;
export type Correction = (typeof CORRECTIONS)[number];

/** How far back a correction reaches at most: sessions, or changes, counted from the newest. */
export const REACH = 9;

/** Where somebody stands: not on the clock, on it, or on a break. */
export type Standing = 'idle' | 'running' | 'paused';

/** What the door says of a change: how safe it is, and where it leaves the member. The book reads it. */
export interface Said {
  readonly durability: 'stored' | 'journaled';
  readonly standing: Standing;
}

export const say = ({ durability, standing }: Said): string => `corrected: ${durability}, ${standing}`;

export const readSaid = (text: string): Said | null => {
  const [, durability, standing] = /corrected: (stored|journaled), (idle|running|paused)/.exec(text) ?? [];
  if (durability !== 'stored' && durability !== 'journaled') return null;
  if (standing !== 'idle' && standing !== 'running' && standing !== 'paused') return null;
  return { durability, standing };
};

import { daysLater, endingAt, movedTo, snap, startingAt, STEP_MS, type Times } from './times.js';

/** What a key on a block asks for. */
export type KeyAction =
  { readonly kind: 'change'; readonly times: Times } | { readonly kind: 'edit' | 'keep' | 'drop' | 'delete' };

export interface KeyState {
  readonly times: Times;
  /** It was moved already, and is not saved. */
  readonly isDraft: boolean;
  readonly zone: string;
}

type Keys = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>;

/** To the next step of five minutes in a direction: from 9:03 to 9:05, and then to 9:10. */
const stepped = (ms: number, direction: 1 | -1): number => {
  const snapped = snap(ms);
  const isBehind = direction === 1 ? snapped > ms : snapped < ms;
  return isBehind ? snapped : snapped + direction * STEP_MS;
};

/**
 * Arrows move an entry (up and down by steps, left and right by days), with Shift they move its end, with Alt its beginning. Enter edits it, or saves
 * what was moved; Escape leaves it as it was; Delete deletes it. Null: not a key of ours.
 */
export const keyAction = (keys: Keys, { times, isDraft, zone }: KeyState): KeyAction | null => {
  if (keys.ctrlKey || keys.metaKey) return null;
  const change = (next: Times): KeyAction => ({ kind: 'change', times: next });
  switch (keys.key) {
    case 'ArrowUp':
    case 'ArrowDown': {
      const direction = keys.key === 'ArrowDown' ? 1 : -1;
      if (keys.shiftKey) return change(endingAt(times, stepped(times.end, direction)));
      if (keys.altKey) return change(startingAt(times, stepped(times.start, direction)));
      return change(movedTo(times, stepped(times.start, direction)));
    }
    case 'ArrowLeft':
    case 'ArrowRight':
      if (keys.shiftKey || keys.altKey) return null;
      return change(movedTo(times, daysLater(times.start, keys.key === 'ArrowRight' ? 1 : -1, zone)));
    case 'Enter':
      return { kind: isDraft ? 'keep' : 'edit' };
    case 'Escape':
      return isDraft ? { kind: 'drop' } : null;
    case 'Delete':
    case 'Backspace':
      return { kind: 'delete' };
    default:
      return null;
  }
};

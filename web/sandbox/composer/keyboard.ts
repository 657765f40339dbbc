import { moveTo, optionOf, removeOption, type Draft } from './draft.js';

/** What the message box is like when a key comes. */
export interface Situation {
  /** undefined: plain text, or the beginning of a command. */
  readonly draft: Draft | undefined;
  /** Rows of the picker; 0: closed or empty. */
  readonly rows: number;
  /** The active row, -1: none. */
  readonly active: number;
  /** Nothing stands in the box that has the caret. */
  readonly empty: boolean;
}

export type KeyAction =
  | { readonly type: 'point' | 'pick'; readonly row: number }
  | { readonly type: 'change'; readonly draft: Draft }
  | { readonly type: 'send'; readonly draft: Draft }
  /** Hides the picker. */
  | { readonly type: 'hide' }
  /** Gives the command up: altogether, or back to its name as text. */
  | { readonly type: 'clear' | 'unwrap' }
  /** The key is ours, and there is nothing to do. */
  | { readonly type: 'none' };

/** What a key does in the message box; undefined: it is not ours. */
export function actionOf(key: string, shift: boolean, now: Situation): KeyAction | undefined {
  const { draft, rows, active } = now;
  const chosen = active >= 0 && active < rows;
  switch (key) {
    case 'ArrowDown':
      return rows === 0 ? undefined : { type: 'point', row: (active + 1) % rows };
    case 'ArrowUp':
      return rows === 0 ? undefined : { type: 'point', row: (active <= 0 ? rows : active) - 1 };
    case 'Enter':
      if (chosen) return { type: 'pick', row: active };
      return draft ? { type: 'send', draft } : { type: 'none' };
    case 'Tab':
      if (!shift && chosen) return { type: 'pick', row: active };
      return draft && tab(draft, shift);
    case 'Escape':
      return draft?.at !== undefined && rows > 0 ? { type: 'hide' } : { type: 'clear' };
    case 'Backspace':
      return draft && now.empty ? back(draft) : undefined;
    default:
      return undefined;
  }
}

/** To the next option or the one before; beyond the ends the focus leaves the message box. */
function tab(draft: Draft, backwards: boolean): KeyAction | undefined {
  const places = [...draft.shown, undefined];
  const index = places.indexOf(draft.at) + (backwards ? -1 : 1);
  return index < 0 || index >= places.length ? undefined : { type: 'change', draft: moveTo(draft, places[index]) };
}

function back(draft: Draft): KeyAction {
  const { at, shown } = draft;
  if (at !== undefined && optionOf(draft, at)?.required !== true) return { type: 'change', draft: removeOption(draft, at) };
  const previous = at === undefined ? shown.at(-1) : shown[shown.indexOf(at) - 1];
  return previous === undefined ? { type: 'unwrap' } : { type: 'change', draft: moveTo(draft, previous) };
}

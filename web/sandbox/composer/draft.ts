import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import type { GivenOption, Leaf } from '../discord/commands.js';
import { checkEntry, type Entry, type Problem } from './check.js';

/** A command on its way: which, what is filled in, and where the caret is. Pure; every change makes a new one. */
export interface Draft {
  readonly leaf: Leaf;
  /** Options on display, in order: the required ones, then those that were added. */
  readonly shown: readonly string[];
  readonly entries: Readonly<Record<string, Entry>>;
  /** Name of the option with the caret, or undefined: behind the last one. */
  readonly at: string | undefined;
  /** What is typed behind the last option, to find another option. */
  readonly tail: string;
}

export function startDraft(leaf: Leaf): Draft {
  const shown = leaf.options.filter(({ required }) => required === true).map(({ name }) => name);
  return { leaf, shown, entries: {}, at: shown[0], tail: '' };
}

export const optionOf = (draft: Draft, name: string | undefined): APIApplicationCommandBasicOption | undefined =>
  draft.leaf.options.find((option) => option.name === name);

export const hiddenOptions = (draft: Draft): readonly APIApplicationCommandBasicOption[] =>
  draft.leaf.options.filter(({ name }) => !draft.shown.includes(name));

export const setEntry = (draft: Draft, name: string, entry: Entry): Draft => ({
  ...draft,
  entries: { ...draft.entries, [name]: entry },
});

export const moveTo = (draft: Draft, at: string | undefined): Draft => ({
  ...draft,
  at,
  tail: at === undefined ? draft.tail : '',
});

export const addOption = (draft: Draft, name: string): Draft =>
  draft.shown.includes(name) ? moveTo(draft, name) : { ...draft, shown: [...draft.shown, name], at: name, tail: '' };

/** Optional ones leave the display; a required one is only emptied. */
export function removeOption(draft: Draft, name: string): Draft {
  const { [name]: _, ...entries } = draft.entries;
  if (optionOf(draft, name)?.required === true) return { ...draft, entries, at: name };
  const index = draft.shown.indexOf(name);
  const shown = draft.shown.filter((each) => each !== name);
  return { ...draft, entries, shown, at: shown[index - 1], tail: '' };
}

/** The next place for the caret: the following option that is still empty, or behind the last one. */
export function advance(draft: Draft): Draft {
  const from = draft.at === undefined ? -1 : draft.shown.indexOf(draft.at);
  const empty = draft.shown.slice(from + 1).find((name) => (draft.entries[name]?.text ?? '') === '');
  return { ...draft, at: empty, tail: '' };
}

export type Sendable =
  | { readonly ok: true; readonly given: readonly GivenOption[] }
  | { readonly ok: false; readonly at: string; readonly problem: Problem };

/** What goes to the app, or the first thing that is wrong. `label`: an option's name as the reader sees it. */
export function finish(draft: Draft, label: (option: APIApplicationCommandBasicOption) => string): Sendable {
  const given: GivenOption[] = [];
  for (const name of draft.shown) {
    const option = optionOf(draft, name);
    if (!option) continue;
    const checked = checkEntry(option, draft.entries[name], label(option));
    if (!checked.ok) return { ok: false, at: name, problem: checked.problem };
    if (checked.value !== undefined) given.push({ name, type: option.type, value: checked.value });
  }
  return { ok: true, given };
}

/** The same while typing: nothing is checked, the option with the caret is marked. */
export function typing(draft: Draft): readonly GivenOption[] {
  return draft.shown.flatMap((name): GivenOption[] => {
    const option = optionOf(draft, name);
    const entry = draft.entries[name];
    if (!option || (entry === undefined && name !== draft.at)) return [];
    const value = name === draft.at ? (entry?.text ?? '') : (entry?.value ?? entry?.text ?? '');
    return [{ name, type: option.type, value, ...(name === draft.at ? { focused: true as const } : {}) }];
  });
}

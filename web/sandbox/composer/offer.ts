import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import { leafDescription, leafName, localDescription, localName, matchLeaves, type Leaf } from '../discord/commands.js';
import type { Context } from '../views/context.js';
import { asksApp, candidatesFor, type Candidate } from './candidates.js';
import { hiddenOptions, optionOf, type Draft } from './draft.js';
import type { Row } from './listbox.js';

/** What picking a row means. */
export type Pick =
  | { readonly type: 'command'; readonly leaf: Leaf }
  | { readonly type: 'option'; readonly name: string }
  | { readonly type: 'value'; readonly option: string; readonly candidate: Candidate };

/** What the picker offers now; `picks` run along `rows`. */
export interface Offer {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly picks: readonly Pick[];
  readonly note?: string;
}

/** Commands for a text that starts with `/`. */
export function offerCommands(text: string, all: readonly Leaf[], { t, model, guild }: Context): Offer {
  const wanted = text.slice(1);
  const found = matchLeaves(all, wanted, model.locale);
  const optionText = (option: APIApplicationCommandBasicOption) => {
    const name = localName(option, model.locale);
    return option.required === true ? name : `[${name}]`;
  };
  const none = guild && !guild.bot ? t('composer.noBot') : all.length === 0 ? t('composer.noCommands') : undefined;
  const note = none ?? (found.length === 0 ? t('composer.noMatch', { text }) : undefined);
  return {
    label: wanted.trim() === '' ? t('composer.commands') : t('composer.matching', { text }),
    rows: found.map((leaf) => ({
      key: leafName(leaf, 'en'),
      name: leafName(leaf, model.locale),
      mark: '/',
      hint: leafDescription(leaf, model.locale),
      note: leaf.options.map(optionText).join(' '),
    })),
    picks: found.map((leaf) => ({ type: 'command', leaf })),
    ...(note === undefined ? {} : { note }),
  };
}

/** Values for the option with the caret, or further options behind the last; undefined: nothing to pick. `asked`: the text of the newest question to the app. */
export function offerOptions(draft: Draft, asked: string | undefined, context: Context): Offer | undefined {
  const { t, model } = context;
  const option = optionOf(draft, draft.at);
  if (option) return asksApp(option) ? offerChoices(draft, option, asked, context) : offerValues(draft, option, context);
  const wanted = draft.tail.trim().toLowerCase();
  const hidden = hiddenOptions(draft).filter((each) => localName(each, model.locale).toLowerCase().includes(wanted));
  if (hidden.length === 0) return undefined;
  return {
    label: t('composer.optional'),
    rows: hidden.map((each) => ({
      key: each.name,
      name: localName(each, model.locale),
      hint: localDescription(each, model.locale),
    })),
    picks: hidden.map(({ name }) => ({ type: 'option', name })),
  };
}

const picksOf = (option: APIApplicationCommandBasicOption, candidates: readonly Candidate[]): readonly Pick[] =>
  candidates.map((candidate) => ({ type: 'value', option: option.name, candidate }));

/** Choices that came for an earlier text are offered only where they fit the present one, so that Enter never picks a stranger. */
function offerChoices(
  draft: Draft,
  option: APIApplicationCommandBasicOption,
  asked: string | undefined,
  { t, model }: Context,
): Offer {
  const { suggestions } = model;
  const text = draft.entries[option.name]?.text ?? '';
  const fresh = suggestions?.state === 'ready' && asked === text;
  const fits = ({ name }: Candidate) => fresh || name.toLowerCase().includes(text.trim().toLowerCase());
  const choices = (suggestions?.choices ?? []).filter(fits);
  const none = text === '' ? 'composer.ownChoice' : 'composer.noChoices';
  const empty = suggestions?.state === 'failed' ? 'composer.failedChoices' : fresh ? none : 'composer.loading';
  return {
    label: t('composer.choices', { option: localName(option, model.locale) }),
    rows: choices.map(({ name, value }) => ({ key: String(value), name })),
    picks: picksOf(option, choices),
    ...(choices.length > 0 ? {} : { note: t(empty) }),
  };
}

function offerValues(draft: Draft, option: APIApplicationCommandBasicOption, { t, model, guild }: Context): Offer | undefined {
  const { state, locale } = model;
  const entry = draft.entries[option.name];
  const text = entry?.value === undefined ? (entry?.text ?? '') : '';
  const candidates = state && candidatesFor(option, text, { state, guild, locale, t });
  if (!candidates) return undefined;
  return {
    label: t('composer.choices', { option: localName(option, locale) }),
    rows: candidates.map((each) => ({ ...each, key: String(each.value) })),
    picks: picksOf(option, candidates),
    ...(candidates.length > 0 ? {} : { note: t('select.empty') }),
  };
}

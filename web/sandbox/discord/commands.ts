import type {
  APIApplicationCommand,
  APIApplicationCommandBasicOption,
  APIApplicationCommandOption,
  LocalizationMap,
} from 'discord-api-types/v10';
import { ApplicationCommandOptionType as Type, ApplicationCommandType } from 'discord-api-types/v10';
import type { PageLocale } from '../i18n/translate.js';

interface Named {
  readonly name: string;
  readonly name_localizations?: LocalizationMap | null;
}

const pick = (map: LocalizationMap | null | undefined, locale: PageLocale) =>
  (locale === 'de' ? map?.de : map?.['en-US']) ?? undefined;

export const localName = (named: Named, locale: PageLocale): string => pick(named.name_localizations, locale) ?? named.name;

export const localDescription = (
  described: { readonly description: string; readonly description_localizations?: LocalizationMap | null },
  locale: PageLocale,
): string => pick(described.description_localizations, locale) ?? described.description;

/** One thing that can be sent: a command, or one subcommand of it. */
export interface Leaf {
  readonly command: APIApplicationCommand;
  /** Group and subcommand on the way, outermost first. */
  readonly path: readonly Extract<APIApplicationCommandOption, { type: Type.Subcommand | Type.SubcommandGroup }>[];
  /** Required ones first. */
  readonly options: readonly APIApplicationCommandBasicOption[];
}

const isSub = (option: APIApplicationCommandOption): option is Leaf['path'][number] =>
  option.type === Type.Subcommand || option.type === Type.SubcommandGroup;

function expand(
  command: APIApplicationCommand,
  path: Leaf['path'],
  options: readonly APIApplicationCommandOption[],
): readonly Leaf[] {
  const subs = options.filter(isSub);
  if (subs.length > 0) return subs.flatMap((sub) => expand(command, [...path, sub], sub.options ?? []));
  const basic = options.filter((option): option is APIApplicationCommandBasicOption => !isSub(option));
  return [{ command, path, options: [...basic].sort((a, b) => Number(b.required ?? false) - Number(a.required ?? false)) }];
}

const guarded = ({ command }: Leaf) => Number((command.default_member_permissions ?? null) !== null);

/** Every slash command and subcommand: everyone's by name, then those that need a permission. */
export const leavesOf = (commands: readonly APIApplicationCommand[]): readonly Leaf[] =>
  commands
    .filter(({ type }) => type === ApplicationCommandType.ChatInput)
    .flatMap((command) => expand(command, [], command.options ?? []))
    .sort((a, b) => guarded(a) - guarded(b) || leafName(a, 'en').localeCompare(leafName(b, 'en')));

/** `admin categories add`, in the reader's language. */
export const leafName = (leaf: Leaf, locale: PageLocale): string =>
  [leaf.command, ...leaf.path].map((part) => localName(part, locale)).join(' ');

export const leafDescription = (leaf: Leaf, locale: PageLocale): string =>
  localDescription(leaf.path.at(-1) ?? leaf.command, locale);

/** Those whose name starts with the text first, then those that hold it; English names are found in every language. */
export function matchLeaves(leaves: readonly Leaf[], text: string, locale: PageLocale): readonly Leaf[] {
  const wanted = text.trim().toLowerCase();
  const names = (leaf: Leaf) => [leafName(leaf, locale), leafName(leaf, 'en')].map((name) => name.toLowerCase());
  const starts = leaves.filter((leaf) => names(leaf).some((name) => name.startsWith(wanted)));
  return [...starts, ...leaves.filter((leaf) => !starts.includes(leaf) && names(leaf).some((name) => name.includes(wanted)))];
}

export interface GivenOption {
  readonly name: string;
  readonly type: Type;
  readonly value: string | number | boolean;
  readonly focused?: true;
}

/** The `data` of an interaction of type 2 or 4, as Discord's client sends it. */
export function commandData(leaf: Leaf, given: readonly GivenOption[]): Readonly<Record<string, unknown>> {
  const options = leaf.path.reduceRight<readonly object[]>(
    (inner, part) => [{ type: part.type, name: part.name, options: inner }],
    given,
  );
  return { id: leaf.command.id, name: leaf.command.name, type: leaf.command.type, options };
}

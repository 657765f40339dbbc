import ts from 'typescript';
import { parse, walk, type Sources } from './sources.js';

/** locale -> key (the file's name first, dotted) -> text */
export type Catalogue = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** From `data/locales/<locale>/<namespace>.json` files. A value that is neither a text nor a group is kept as '' and reported as empty. */
export const catalogueOf = (files: Sources): Catalogue => {
  const locales = new Map<string, Map<string, string>>();
  for (const [path, json] of files) {
    const [, locale, namespace] = /\/([^/]+)\/([^/]+)\.json$/.exec(path) ?? [];
    if (locale === undefined || namespace === undefined) throw new Error(`not a locale's file: ${path}`);
    const texts = locales.get(locale) ?? new Map<string, string>();
    locales.set(locale, texts);
    const add = (key: string, value: unknown): void => {
      if (typeof value === 'object' && value !== null)
        for (const [part, inner] of Object.entries(value)) add(`${key}.${part}`, inner);
      else texts.set(key, typeof value === 'string' ? value : '');
    };
    add(namespace, JSON.parse(json));
  }
  return locales;
};

const PLURAL = /_(zero|one|two|few|many|other)$/;
/** The key as it is asked for: without a plural form. */
export const baseOf = (key: string): string => key.replace(PLURAL, '');
const PLACEHOLDER = /\{\{-?\s*([\w.]+)\s*(?:,[^}]*)?\}\}/g;
const placeholders = (text: string): readonly string[] => [...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');

/** base -> form ('' when it has none) -> text */
const byBase = (texts: ReadonlyMap<string, string>): ReadonlyMap<string, ReadonlyMap<string, string>> => {
  const bases = new Map<string, Map<string, string>>();
  for (const [key, text] of texts) {
    const base = baseOf(key);
    bases.set(base, (bases.get(base) ?? new Map<string, string>()).set(PLURAL.exec(key)?.[1] ?? '', text));
  }
  return bases;
};

/** Every way in which the locales do not say the same things, as sentences. `reference` is the locale that the others are held against. */
export const localeViolations = (catalogue: Catalogue, reference = 'en'): readonly string[] => {
  const wanted = byBase(catalogue.get(reference) ?? new Map<string, string>());
  return [...catalogue].flatMap(([locale, texts]) => {
    const bases = byBase(texts);
    return [
      ...[...texts].filter(([, text]) => text.trim() === '').map(([key]) => `${locale}: ${key} is empty`),
      ...[...texts].filter(([, text]) => isBroken(text)).map(([key]) => `${locale}: ${key} has an unclosed placeholder`),
      ...[...wanted.keys()].filter((base) => !bases.has(base)).map((base) => `${locale}: ${base} is missing`),
      ...[...bases.keys()].filter((base) => !wanted.has(base)).map((base) => `${locale}: ${base} is not in ${reference}`),
      ...[...bases].flatMap(([base, forms]) => formProblems(locale, base, forms, wanted.get(base))),
    ];
  });
};

const isBroken = (text: string): boolean => /\{\{|\}\}/.test(text.replace(PLACEHOLDER, ''));

const formProblems = (
  locale: string,
  base: string,
  forms: ReadonlyMap<string, string>,
  wanted: ReadonlyMap<string, string> | undefined,
): readonly string[] => {
  const problems: string[] = [];
  const plural = !forms.has('') || forms.size > 1;
  const needed = plural ? new Intl.PluralRules(locale).resolvedOptions().pluralCategories : [''];
  for (const form of needed) if (!forms.has(form)) problems.push(`${locale}: ${base} lacks its plural form ${form}`);
  for (const form of forms.keys())
    if (!needed.includes(form)) problems.push(`${locale}: ${base} has the form '${form}', which nothing asks for`);
  if (wanted === undefined) return problems;
  const names = (texts: Iterable<string>): string => [...new Set([...texts].flatMap(placeholders))].sort().join(', ');
  const [own, theirs] = [names(forms.values()), names(wanted.values())];
  if (own !== theirs) problems.push(`${locale}: ${base} has the placeholders [${own}], not [${theirs}]`);
  return problems;
};

/** A key that the code asks for: whole, or the beginning of a template that ends in `${...}`. */
export interface UsedKey {
  readonly path: string;
  readonly key: string;
  readonly whole: boolean;
}

/** The keys in calls of a translator (`t`, `tPublic`, `ctx.t`, ...), also in both branches of a conditional. */
export const usedKeys = (sources: Sources): readonly UsedKey[] => {
  const found: UsedKey[] = [];
  for (const [path, text] of sources) {
    if (path.endsWith('.test.ts')) continue;
    walk(parse(path, text), (node) => {
      if (!ts.isCallExpression(node)) return;
      const callee = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
      if (!ts.isIdentifier(callee) || !/^t([A-Z]\w*)?$/.test(callee.text) || node.arguments[0] === undefined) return;
      collect(node.arguments[0], (key, whole) => found.push({ path, key, whole }));
    });
  }
  return found;
};

const collect = (node: ts.Expression, add: (key: string, whole: boolean) => void): void => {
  if (ts.isStringLiteralLike(node)) add(node.text, true);
  else if (ts.isTemplateExpression(node)) add(node.head.text, false);
  else if (ts.isConditionalExpression(node)) {
    collect(node.whenTrue, add);
    collect(node.whenFalse, add);
  } else if (ts.isParenthesizedExpression(node)) collect(node.expression, add);
};

/** Keys that the code uses and the reference locale does not have. */
export const keyViolations = (used: readonly UsedKey[], texts: ReadonlyMap<string, string>): readonly string[] => {
  const bases = new Set([...texts.keys()].map(baseOf));
  return used
    .filter(({ key, whole }) => (whole ? !bases.has(key) : ![...bases].some((base) => base.startsWith(key))))
    .map(({ path, key }) => `${path}: no text for '${key}'`);
};

/** key of a command -> its name with those above it, as one locale has them: `commands.session.in` -> `session in` */
const commandNames = (texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> => {
  const paths = [...texts.keys()].flatMap(
    (key) => /^commands\.((?:(?!options\.)[\w-]+\.)+)name$/.exec(key)?.[1]?.slice(0, -1) ?? [],
  );
  const nameOf = (path: string): string => {
    const above = path.includes('.') ? `${nameOf(path.slice(0, path.lastIndexOf('.')))} ` : '';
    return above + (texts.get(`commands.${path}.name`) ?? '');
  };
  return new Map(paths.map((path) => [path, nameOf(path)]));
};

/** Texts that name a command by its English name where the locale has another one: nobody would find it there. */
export const commandViolations = (catalogue: Catalogue): readonly string[] => {
  const english = commandNames(catalogue.get('en') ?? new Map<string, string>());
  return [...catalogue].flatMap(([locale, texts]) => {
    const own = commandNames(texts);
    const foreign = [...english].filter(([path, name]) => own.get(path) !== name);
    return [...texts].flatMap(([key, text]) =>
      foreign
        .filter(([, name]) => new RegExp(`/${name}(?![\\w-])`).test(text))
        .map(([path, name]) => `${locale}: ${key} says /${name} instead of /${own.get(path) ?? ''}`),
    );
  });
};

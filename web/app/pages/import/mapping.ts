import type { CategoryChoice, ImportDraft, PersonChoice } from './contract.js';

/** A value of a select for what becomes of a label; `named` is a new category whose name is typed. */
export const EXISTING = 'c:';
export const NEW = 'new';
export const NAMED = 'named';
export const IGNORE = 'ignore';

/** What was chosen of a label, as its controls show it: `name` is what was typed for a new category of another name. */
export interface LabelSaid {
  readonly value: string;
  readonly name: string;
}

export const labelSaid = (label: string, choice: CategoryChoice | null): LabelSaid => {
  switch (choice?.kind) {
    case undefined:
      return { value: '', name: '' };
    case 'existing':
      return { value: EXISTING + choice.id, name: '' };
    case 'new':
      return choice.name === label ? { value: NEW, name: '' } : { value: NAMED, name: choice.name };
    case 'ignore':
      return { value: IGNORE, name: '' };
  }
};

/** What the controls say to the server; null: nothing yet. */
export const labelChoice = (label: string, { value, name }: LabelSaid): CategoryChoice | null => {
  if (value.startsWith(EXISTING)) return { kind: 'existing', id: value.slice(EXISTING.length) };
  if (value === IGNORE) return { kind: 'ignore' };
  const called = value === NEW ? label : value === NAMED ? name.trim() : '';
  return called === '' ? null : { kind: 'new', name: called };
};

export const personValue = (choice: PersonChoice | null): string =>
  choice === null ? '' : choice.kind === 'ignore' ? IGNORE : choice.user;

export const personChoice = (value: string): PersonChoice | null =>
  value === '' ? null : value === IGNORE ? { kind: 'ignore' } : { kind: 'member', user: value };

/** What has been chosen so far, by label and by name. */
export interface Mapped {
  readonly labels: ReadonlyMap<string, LabelSaid>;
  readonly people: ReadonlyMap<string, string>;
}

export const mappedOf = ({ labels, people }: Pick<ImportDraft, 'labels' | 'people'>): Mapped => ({
  labels: new Map(labels.map(({ label, choice }) => [label, labelSaid(label, choice)])),
  people: new Map(people.map(({ name, choice }) => [name, personValue(choice)])),
});

const same = (a: object | null, b: object | null): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What of it the server does not know yet; null: some answers are missing. */
export const saidOf = ({ labels, people }: Pick<ImportDraft, 'labels' | 'people'>, mapped: Mapped): object | null => {
  const chosen = labels.map(({ label, choice }) => {
    const said = mapped.labels.get(label);
    return { label, before: choice, choice: said === undefined ? choice : labelChoice(label, said) };
  });
  const whose = people.map(({ name, choice }) => {
    const said = mapped.people.get(name);
    return { name, before: choice, choice: said === undefined ? choice : personChoice(said) };
  });
  if ([...chosen, ...whose].some(({ choice }) => choice === null)) return null;
  const categories = chosen.flatMap(({ label, before, choice }) => (same(before, choice) ? [] : [{ label, choice }]));
  const named = whose.flatMap(({ name, before, choice }) => (same(before, choice) ? [] : [{ name, choice }]));
  return { ...(categories.length === 0 ? {} : { categories }), ...(named.length === 0 ? {} : { people: named }) };
};

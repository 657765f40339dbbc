import type { OptionRequest, Property } from './configs.js';
import { invalid } from './problem.js';
import { findProperty } from './schema.js';
import { readValue, type Stored } from './values.js';
import type { Author, Page, Source, Workspace } from './workspace.js';

/** An option that a page is given exists afterwards, as in Notion; a status only has those that there are. */
const optionFor = (workspace: Workspace, property: Property, { id, name, color }: OptionRequest): OptionRequest => {
  const known = property.options.find((option) => (id === undefined ? option.name === name : option.id === id));
  if (known !== undefined) return { id: known.id };
  if (name === undefined) throw invalid(`option ${id ?? ''} does not exist`);
  if (property.type === 'status') throw invalid(`Status option "${name}" does not exist.`);
  if (property.options.length >= 100) throw invalid('a property has 100 options at most');
  const made = { id: workspace.shortId(), name, color: color ?? 'default' };
  property.options.push(made);
  return { id: made.id };
};

const resolved = (workspace: Workspace, property: Property, stored: Stored): Stored => {
  switch (stored.type) {
    case 'select':
    case 'status':
      return { ...stored, value: stored.value === null ? null : optionFor(workspace, property, stored.value) };
    case 'multi_select':
      return { ...stored, value: stored.value.map((one) => optionFor(workspace, property, one)) };
    case 'people':
      for (const { id } of stored.value)
        if (!workspace.people.has(id) && !workspace.bots.has(id)) throw invalid(`user ${id} does not exist`);
      return stored;
    case 'relation':
      for (const { id } of stored.value) {
        const { parent } = workspace.page(id);
        if (parent === null || !('source' in parent) || parent.source !== property.target)
          throw invalid(`page ${id} is not of the data source that ${property.name} leads to`);
      }
      return stored;
    default:
      return stored;
  }
};

/** Keeps the other side of a relation of both sides in step. */
const relate = (workspace: Workspace, page: Page, property: Property, stored: Stored): void => {
  if (stored.type !== 'relation' || property.synced === null) return;
  const now = new Set(stored.value.map(({ id }) => id));
  for (const other of workspace.pagesOf(property.target)) {
    const theirs = other.values.get(property.synced);
    const list = theirs?.type === 'relation' ? theirs.value : [];
    const has = list.some(({ id }) => id === page.id);
    if (has === now.has(other.id)) continue;
    const value = has ? list.filter(({ id }) => id !== page.id) : [...list, { id: page.id }];
    other.values.set(property.synced, { type: 'relation', value });
  }
};

/** Writes properties of a page of a data source, all or nothing. */
export const writeProperties = (
  workspace: Workspace,
  source: Source,
  page: Page,
  inputs: Readonly<Record<string, unknown>>,
): void => {
  const writes = Object.entries(inputs).map(([key, input]) => {
    const property = findProperty(source, key);
    if (property === undefined) throw invalid(`${key} is not a property that exists.`);
    return [property, readValue(property, input)] as const;
  });
  const ready = writes.map(([property, stored]) => [property, resolved(workspace, property, stored)] as const);
  for (const [property, stored] of ready) {
    relate(workspace, page, property, stored);
    page.values.set(property.id, stored);
  }
};

const TITLE: Property = {
  ...{ id: 'title', name: 'title', type: 'title', options: [], format: '', expression: '', target: '', synced: null },
};

export const createPage = (
  workspace: Workspace,
  parent: Page['parent'],
  inputs: Readonly<Record<string, unknown>>,
  by: Author,
): Page => {
  const page: Page = { ...workspace.born(by), parent, values: new Map() };
  if (parent !== null && 'source' in parent) {
    const source = workspace.source(parent.source);
    if (source.inTrash) throw invalid('the data source is in the trash');
    // It has to be found for relations to lead to it.
    workspace.pages.set(page.id, page);
    try {
      writeProperties(workspace, source, page, inputs);
    } catch (error) {
      workspace.pages.delete(page.id);
      throw error;
    }
    return page;
  }
  for (const [key, input] of Object.entries(inputs)) {
    if (key !== 'title') throw invalid(`${key} is not a property that exists.`);
    page.values.set('title', readValue(TITLE, Array.isArray(input) ? { title: input } : input));
  }
  workspace.pages.set(page.id, page);
  return page;
};

/** Changes a page. What is in the trash is brought back before anything else of it can be changed. */
export const updatePage = (
  workspace: Workspace,
  page: Page,
  change: { readonly properties?: Readonly<Record<string, unknown>> | undefined; readonly inTrash?: boolean | undefined },
  by: Author,
): void => {
  if (page.inTrash && change.inTrash !== false)
    throw invalid("Can't edit block that is archived. You must unarchive the block before editing.");
  if (change.properties !== undefined) {
    if (page.parent !== null && 'source' in page.parent)
      writeProperties(workspace, workspace.source(page.parent.source), page, change.properties);
    else for (const [, input] of Object.entries(change.properties)) page.values.set('title', readValue(TITLE, input));
  }
  if (change.inTrash !== undefined) page.inTrash = change.inTrash;
  workspace.touch(page, by);
};

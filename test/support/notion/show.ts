import { showProperty, type Property } from './configs.js';
import { minute, showRichText } from './values.js';
import { optionOf, sourceOf, type Comment, type Database, type Page, type Source, type Workspace } from './workspace.js';

const user = (id: string) => ({ object: 'user', id });

const formula = (value: unknown): object => {
  if (typeof value === 'string') return { type: 'string', string: value };
  if (typeof value === 'boolean') return { type: 'boolean', boolean: value };
  if (value instanceof Date) return { type: 'date', date: { start: value.toISOString(), end: null, time_zone: null } };
  // NaN and the infinities are none.
  return { type: 'number', number: typeof value === 'number' && Number.isFinite(value) ? value : null };
};

/** References that an answer holds; the rest is asked for with the property's own endpoint. */
const MOST_REFERENCES = 25;

/** A property of a page as Notion answers it. */
const showValue = (workspace: Workspace, page: Page, property: Property): object => {
  const { id, type } = property;
  const stored = page.values.get(id);
  const content = (): unknown => {
    switch (type) {
      case 'formula':
        return formula(workspace.valueOf(page, property));
      case 'created_time':
        return minute(page.createdAt);
      case 'last_edited_time':
        return minute(page.editedAt);
      case 'created_by':
        return user(page.createdBy);
      case 'last_edited_by':
        return user(page.editedBy);
      case 'checkbox':
        return stored?.type === 'checkbox' && stored.value;
      default:
        break;
    }
    switch (stored?.type) {
      case undefined:
        return ['title', 'rich_text', 'multi_select', 'people', 'relation'].includes(type) ? [] : null;
      case 'title':
      case 'rich_text':
        return showRichText(stored.value, workspace.nameOf);
      case 'select':
      case 'status':
        return stored.value === null ? null : (optionOf(property, stored.value.id) ?? null);
      case 'multi_select':
        return stored.value.flatMap(({ id: option }) => optionOf(property, option) ?? []);
      case 'date':
        return stored.value === null ? null : { end: null, time_zone: null, ...stored.value };
      case 'people':
        return stored.value.map((person) => user(person.id));
      case 'relation':
        return stored.value.slice(0, MOST_REFERENCES);
      default:
        return stored?.value ?? null;
    }
  };
  const more = type === 'relation' && stored?.type === 'relation' ? { has_more: stored.value.length > MOST_REFERENCES } : {};
  return { id, type, [type]: content(), ...more };
};

const edited = (thing: Page | Database | Source) => ({
  created_time: minute(thing.createdAt),
  last_edited_time: minute(thing.editedAt),
  ...{ created_by: user(thing.createdBy), last_edited_by: user(thing.editedBy) },
  ...{ in_trash: thing.inTrash, archived: thing.inTrash, is_archived: thing.inTrash, is_locked: false },
  ...{ icon: null, cover: null, public_url: null, url: `https://www.notion.so/${thing.id.replaceAll('-', '')}` },
});

/** `only`: names or ids of the properties that were asked for. */
export const showPage = (workspace: Workspace, page: Page, only: readonly string[] = []): object => {
  const { parent } = page;
  const head = { object: 'page', id: page.id, ...edited(page) };
  if (parent === null || !('source' in parent)) {
    const title = page.values.get('title');
    const pieces = title?.type === 'title' ? showRichText(title.value, workspace.nameOf) : [];
    const above = parent === null ? { type: 'workspace', workspace: true } : { type: 'page_id', page_id: parent.page };
    return { ...head, parent: above, properties: { title: { id: 'title', type: 'title', title: pieces } } };
  }
  const source = workspace.source(sourceOf(page));
  const properties = source.properties.filter(({ id, name }) => only.length === 0 || only.includes(id) || only.includes(name));
  return {
    ...head,
    parent: { type: 'data_source_id', data_source_id: source.id, database_id: source.database },
    properties: Object.fromEntries(properties.map((property) => [property.name, showValue(workspace, page, property)])),
  };
};

/** A property by its own endpoint, with every reference of a relation, and texts in pieces. */
export const showItem = (workspace: Workspace, page: Page, property: Property): object => {
  const stored = page.values.get(property.id);
  const lists = ['title', 'rich_text', 'people', 'relation'];
  if (!lists.includes(property.type)) return { object: 'property_item', ...showValue(workspace, page, property) };
  const items: unknown[] =
    stored?.type === 'relation'
      ? stored.value
      : Object.values(showValue(workspace, page, property))
          .filter(Array.isArray)
          .flat();
  const results = items.map((item) => ({ object: 'property_item', id: property.id, type: property.type, [property.type]: item }));
  const about = { id: property.id, type: property.type, next_url: null, [property.type]: {} };
  return { object: 'list', results, next_cursor: null, has_more: false, type: 'property_item', property_item: about };
};

export const showDatabase = (workspace: Workspace, database: Database): object => ({
  ...{ object: 'database', id: database.id, ...edited(database), description: [], is_inline: database.isInline },
  title: showRichText(database.title, workspace.nameOf),
  parent: database.page === null ? { type: 'workspace', workspace: true } : { type: 'page_id', page_id: database.page },
  data_sources: database.sources.map((id) => {
    const source = workspace.source(id);
    return {
      id,
      name: showRichText(source.title, workspace.nameOf)
        .map((piece) => piece.plain_text)
        .join(''),
    };
  }),
});

export const showSource = (workspace: Workspace, source: Source): object => {
  const database = workspace.database(source.database);
  const above = database.page === null ? { type: 'workspace', workspace: true } : { type: 'page_id', page_id: database.page };
  const nameOf = (id: string): string =>
    [...workspace.sources.values()].flatMap(({ properties }) => properties).find((property) => property.id === id)?.name ?? '';
  const show = (property: Property): object => showProperty(property, (id) => workspace.source(id).database, nameOf);
  return {
    ...{ object: 'data_source', id: source.id, ...edited(source), description: [], is_inline: database.isInline },
    ...{ title: showRichText(source.title, workspace.nameOf), database_parent: above },
    parent: { type: 'database_id', database_id: database.id },
    properties: Object.fromEntries(source.properties.map((property) => [property.name, show(property)])),
  };
};

export const showComment = (workspace: Workspace, comment: Comment): object => ({
  ...{ object: 'comment', id: comment.id, parent: { type: 'page_id', page_id: comment.page }, discussion_id: comment.discussion },
  ...{ created_time: minute(comment.at), last_edited_time: minute(comment.at), created_by: user(comment.by) },
  ...{
    rich_text: showRichText(comment.text, workspace.nameOf),
    display_name: { type: 'integration', resolved_name: 'Punchcard' },
  },
});

import type { Property } from './configs.js';
import { parseFormula, type FormulaValue } from './formula.js';
import { notFound } from './problem.js';
import { plainText, showRichText, type RichTextRequest, type Stored } from './values.js';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** Who did something: a person, or the bot of a token. */
export type Author = string;

interface Edited {
  readonly id: string;
  readonly createdAt: number;
  readonly createdBy: Author;
  editedAt: number;
  editedBy: Author;
  inTrash: boolean;
}

export interface Page extends Edited {
  /** null: at the top of the workspace. */
  readonly parent: { readonly source: string } | { readonly page: string } | null;
  /** By the ids of properties. Of a page outside of data sources: `title` alone. */
  readonly values: Map<string, Stored>;
}

export interface Database extends Edited {
  readonly page: string | null;
  title: RichTextRequest;
  readonly sources: string[];
  isInline: boolean;
}

export interface Source extends Edited {
  readonly database: string;
  title: RichTextRequest;
  readonly properties: Property[];
}

export interface Block extends Edited {
  readonly parent: string;
  readonly type: string;
  readonly content: unknown;
}

export interface Comment {
  readonly id: string;
  readonly page: string;
  readonly discussion: string;
  readonly text: RichTextRequest;
  readonly by: Author;
  readonly at: number;
}

/** All that an emulated workspace holds. */
export class Workspace {
  readonly pages = new Map<string, Page>();
  readonly databases = new Map<string, Database>();
  readonly sources = new Map<string, Source>();
  readonly blocks = new Map<string, Block>();
  readonly comments: Comment[] = [];
  readonly people = new Map<string, Person>();
  /** Bot of a token -> its name. */
  readonly bots = new Map<string, string>();
  #ids = 0;

  /** ms */
  readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  /** A UUID that sorts by age, so that a test that fails is read more easily. */
  id(): string {
    this.#ids += 1;
    return `00000000-0000-4000-8000-${this.#ids.toString(16).padStart(12, '0')}`;
  }

  /** Of a property or an option: short, as Notion's are. */
  shortId(): string {
    this.#ids += 1;
    return `p${this.#ids.toString(36)}`;
  }

  born(by: Author): Edited {
    const at = this.now();
    return { id: this.id(), createdAt: at, createdBy: by, editedAt: at, editedBy: by, inTrash: false };
  }

  touch(thing: Edited, by: Author): void {
    thing.editedAt = this.now();
    thing.editedBy = by;
  }

  source(id: string): Source {
    const source = this.sources.get(withDashes(id));
    if (source === undefined) throw notFound('data_source', id);
    return source;
  }

  page(id: string): Page {
    const page = this.pages.get(withDashes(id));
    if (page === undefined) throw notFound('page', id);
    return page;
  }

  database(id: string): Database {
    const database = this.databases.get(withDashes(id));
    if (database === undefined) throw notFound('database', id);
    return database;
  }

  pagesOf(source: string): Page[] {
    return [...this.pages.values()].filter(({ parent }) => parent !== null && 'source' in parent && parent.source === source);
  }

  /** Of whatever is above something, nearest first. */
  above(id: string): string[] {
    const parentOf = (one: string): string | null => {
      const page = this.pages.get(one);
      if (page !== undefined)
        return page.parent === null ? null : 'source' in page.parent ? page.parent.source : page.parent.page;
      const source = this.sources.get(one);
      if (source !== undefined) return source.database;
      return this.databases.get(one)?.page ?? this.blocks.get(one)?.parent ?? null;
    };
    const found: string[] = [];
    for (let one = parentOf(id); one !== null; one = parentOf(one)) found.push(one);
    return found;
  }

  /** The name by which a mention shows a person or a page. */
  nameOf = (id: string): string => {
    const page = this.pages.get(id);
    return this.people.get(id)?.name ?? this.bots.get(id) ?? (page === undefined ? id : this.titleOf(page));
  };

  titleOf(page: Page): string {
    const title = [...page.values.values()].find(({ type }) => type === 'title');
    return title?.type === 'title' ? plainText(showRichText(title.value, (id) => id)) : '';
  }

  /** What a property of a page comes to, as formulas, filters and sorts see it. */
  valueOf(page: Page, property: Property, depth = 0): FormulaValue {
    if (property.type === 'formula') {
      if (depth > 10) return null;
      const { properties } = this.source(sourceOf(page));
      return parseFormula(property.expression).evaluate((name) => {
        const other = properties.find((one) => one.name === name);
        return other === undefined ? null : this.valueOf(page, other, depth + 1);
      });
    }
    if (property.type === 'created_time') return new Date(page.createdAt);
    if (property.type === 'last_edited_time') return new Date(page.editedAt);
    const stored = page.values.get(property.id);
    switch (stored?.type) {
      case undefined:
        return property.type === 'checkbox' ? false : null;
      case 'title':
      case 'rich_text':
        return plainText(showRichText(stored.value, this.nameOf));
      case 'number':
      case 'checkbox':
      case 'url':
      case 'email':
      case 'phone_number':
        return stored.value;
      case 'select':
      case 'status':
        return stored.value === null ? null : (optionOf(property, stored.value.id)?.name ?? null);
      case 'date':
        return stored.value === null ? null : new Date(stored.value.start);
      case 'people':
        return stored.value.map(({ id }) => this.nameOf(id)).join(', ');
      case 'relation':
        return stored.value.length;
      case 'multi_select':
        return stored.value.map(({ id }) => optionOf(property, id)?.name).join(', ');
    }
  }
}

export const optionOf = (property: Property, id: string | undefined) => property.options.find((option) => option.id === id);

export const sourceOf = (page: Page): string => {
  if (page.parent === null || !('source' in page.parent)) throw new TypeError('not a page of a data source');
  return page.parent.source;
};

/** Ids come with or without dashes. */
export const withDashes = (id: string): string =>
  /^[0-9a-f]{32}$/i.test(id) ? id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5').toLowerCase() : id;

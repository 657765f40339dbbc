import type { CreateCommentParameters, CreatePageParameters, UpdateDataSourceParameters } from '@notionhq/client';
import type { CommentPiece, PropertyPatch } from '../api/api.js';
import { optionName } from '../api/option-name.js';
import type { NewProperty, PropertyWrite, PropertyWrites, SelectOption } from '../api/values.js';

/** Characters of one piece of text, and pieces of one property. */
const PIECE_MAX = 2_000;
const PIECES_MAX = 100;
/** Pages that a relation may be given at once. */
const RELATIONS_MAX = 100;

type PageProperties = NonNullable<CreatePageParameters['properties']>;
type Properties = NonNullable<UpdateDataSourceParameters['properties']>;

/** Pieces that Notion takes; no pair of surrogates is torn apart, and what does not fit is left out. */
export const pieces = (text: string): { readonly text: { readonly content: string } }[] => {
  const cut: { readonly text: { readonly content: string } }[] = [];
  for (let from = 0; from < text.length && cut.length < PIECES_MAX;) {
    const end = endOfPiece(text, from + PIECE_MAX);
    cut.push({ text: { content: text.slice(from, end) } });
    from = end;
  }
  return cut;
};
const endOfPiece = (text: string, end: number): number => {
  const last = text.charCodeAt(end - 1);
  return end < text.length && last >= 0xd800 && last <= 0xdbff ? end - 1 : end;
};

const valueBody = (write: PropertyWrite): PageProperties[string] => {
  switch (write.type) {
    case 'title':
      return { title: pieces(write.text) };
    case 'text':
      return { rich_text: pieces(write.text) };
    case 'number':
      return { number: write.number };
    case 'choice':
      return { select: write.name === null ? null : { name: optionName(write.name) } };
    case 'date':
      return { date: write.date };
    case 'checkbox':
      return { checkbox: write.checked };
    case 'relation':
      return { relation: write.pageIds.slice(0, RELATIONS_MAX).map((id) => ({ id })) };
  }
};

export const valuesBody = (writes: PropertyWrites): PageProperties =>
  Object.fromEntries(Object.entries(writes).map(([id, write]) => [id, valueBody(write)]));

const COLOURS = ['default', 'gray', 'brown', 'orange', 'yellow', 'green', 'blue', 'purple', 'pink', 'red'] as const;
const colourOf = (colour: string | null) => COLOURS.find((known) => known === colour);

const optionBody = ({ id, name, colour }: SelectOption) => {
  const known = colourOf(colour);
  return { name: optionName(name), ...(id === null ? {} : { id }), ...(known === undefined ? {} : { color: known }) };
};

export const propertyBody = (property: NewProperty) => {
  switch (property.type) {
    case 'title':
      return { title: {} };
    case 'text':
      return { rich_text: {} };
    case 'date':
      return { date: {} };
    case 'checkbox':
      return { checkbox: {} };
    case 'number':
      return { number: {} };
    case 'choice':
      return { select: { options: property.options.map(optionBody) } };
    case 'formula':
      return { formula: { expression: property.expression } };
    case 'relation': {
      const { dataSourceId: data_source_id, syncedName } = property;
      if (syncedName === null) return { relation: { data_source_id, single_property: {} } };
      return { relation: { data_source_id, dual_property: { synced_property_name: syncedName } } };
    }
  }
};

const patchBody = (patch: PropertyPatch): Properties[string] => {
  if ('make' in patch) return propertyBody(patch.make);
  if ('rename' in patch) return { name: patch.rename };
  if ('expression' in patch) return { formula: { expression: patch.expression } };
  return { select: { options: patch.options.map(optionBody) } };
};

export const patchesBody = (patches: Readonly<Record<string, PropertyPatch>>): Properties =>
  Object.fromEntries(Object.entries(patches).map(([name, patch]) => [name, patchBody(patch)]));

type CommentText = Extract<CreateCommentParameters, { rich_text: unknown }>['rich_text'];
const pieceBody = (piece: CommentPiece): CommentText =>
  'person' in piece ? [{ mention: { user: { id: piece.person } } }] : pieces(piece.text);

export const commentBody = (pageId: string, parts: readonly CommentPiece[]): CreateCommentParameters => ({
  parent: { page_id: pageId },
  rich_text: parts.flatMap(pieceBody).slice(0, PIECES_MAX),
});

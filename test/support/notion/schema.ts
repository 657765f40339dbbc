import { z } from 'zod';
import {
  optionRequest,
  readPropertyRequest,
  type Option,
  type OptionRequest,
  type Property,
  type PropertyRequest,
} from './configs.js';
import { parseFormula } from './formula.js';
import { invalid } from './problem.js';
import type { Source, Workspace } from './workspace.js';

const MOST_PROPERTIES = 500;

/** The whole list of options as it is to be: what is not named any more is gone, from the pages too. */
const newOptions = (workspace: Workspace, property: Property | undefined, requests: readonly OptionRequest[]): Option[] => {
  const seen = new Set<string>();
  return requests.map(({ id, name, color }) => {
    const known = property?.options.find((option) => (id === undefined ? option.name === name : option.id === id));
    if (id !== undefined && known === undefined && property !== undefined) throw invalid(`option ${id} does not exist`);
    const option: Option =
      known === undefined
        ? { id: workspace.shortId(), name: name ?? '', color: color ?? 'default' }
        : { ...known, name: name ?? known.name, color: color ?? known.color };
    if (seen.has(option.name)) throw invalid(`two options are named ${option.name}`);
    seen.add(option.name);
    return option;
  });
};

const configOf = z.object({
  options: z.array(optionRequest).optional(),
  format: z.string().optional(),
  expression: z.string().optional(),
  data_source_id: z.string().optional(),
  type: z.string().optional(),
  dual_property: z.object({ synced_property_name: z.string().optional() }).optional(),
});

const checkFormula = (source: Source, property: Property): void => {
  let names: readonly string[];
  try {
    ({ names } = parseFormula(property.expression));
  } catch (error) {
    throw invalid(`Type error with formula: ${String(error)}`);
  }
  const missing = names.filter((name) => !source.properties.some((other) => other.name === name));
  if (missing.length > 0) throw invalid(`Type error with formula: property "${missing.join('", "')}" not found`);
};

const apply = (workspace: Workspace, source: Source, property: Property, { type, config, name }: PropertyRequest): void => {
  if (name !== undefined && name !== property.name) {
    if (source.properties.some((other) => other.name === name)) throw invalid(`property ${name} exists already`);
    property.name = name;
  }
  if (type === undefined) return;
  if (type !== property.type) {
    if (property.type === 'title' || type === 'title') throw invalid('a data source has one title');
    property.type = type;
    for (const page of workspace.pagesOf(source.id)) page.values.delete(property.id);
  }
  const { options, format, expression, data_source_id: target, type: kind, dual_property: dual } = configOf.parse(config);
  if (options !== undefined) property.options = newOptions(workspace, property, options);
  if (format !== undefined) property.format = format;
  if (expression !== undefined) property.expression = expression;
  if (target === undefined) return;
  const other = workspace.source(target);
  property.target = other.id;
  // Without its type a relation is what it is configured as.
  if ((kind ?? (dual === undefined ? '' : 'dual_property')) !== 'dual_property' || property.synced !== null) return;
  const back = addProperty(workspace, other, dual?.synced_property_name ?? `Related to ${property.name}`, {
    type: 'relation',
    config: { data_source_id: source.id },
  });
  property.synced = back.id;
  back.synced = property.id;
};

const addProperty = (workspace: Workspace, source: Source, name: string, request: PropertyRequest): Property => {
  if (request.type === undefined) throw invalid(`Could not find property with name or id: ${name}`);
  if (source.properties.length >= MOST_PROPERTIES) throw invalid('a data source has 500 properties at most');
  const id = request.type === 'title' ? 'title' : workspace.shortId();
  const property: Property = {
    ...{ id, name, type: request.type, options: [], format: 'number', expression: '0', target: '', synced: null },
  };
  if (request.type === 'title' && source.properties.some((other) => other.type === 'title'))
    throw invalid('a data source has one title');
  source.properties.push(property);
  apply(workspace, source, property, request.name === name ? { ...request, name: undefined } : request);
  return property;
};

export const findProperty = (source: Source, nameOrId: string): Property | undefined =>
  source.properties.find(({ id, name }) => id === nameOrId || name === nameOrId);

/** Changes the columns of a data source: by name or id, null takes one away. All or nothing. */
export const changeProperties = (workspace: Workspace, source: Source, requests: Readonly<Record<string, unknown>>): void => {
  const before = source.properties.map((property) => ({ ...property }));
  try {
    for (const [key, input] of Object.entries(requests)) {
      const property = findProperty(source, key);
      if (input === null) {
        if (property === undefined) throw invalid(`Could not find property with name or id: ${key}`);
        if (property.type === 'title') throw invalid('the title cannot be removed');
        source.properties.splice(source.properties.indexOf(property), 1);
        continue;
      }
      const request = read(key, input);
      if (property === undefined) addProperty(workspace, source, key, request);
      else apply(workspace, source, property, request);
    }
    for (const property of source.properties) if (property.type === 'formula') checkFormula(source, property);
  } catch (error) {
    source.properties.splice(0, source.properties.length, ...before);
    throw error;
  }
};

const read = (key: string, input: unknown): PropertyRequest => {
  try {
    return readPropertyRequest(input);
  } catch (error) {
    throw invalid(`body failed validation: properties.${key}: ${String(error)}`);
  }
};

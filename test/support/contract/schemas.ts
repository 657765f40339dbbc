import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

const Schemas = z.record(z.string(), z.unknown());
const OPEN = 'let zObject = z.object;';

/**
 * Discord's published request schemas, closed: unknown keys are refused. The package builds its schemas while it loads, so its own
 * switch comes too late; we load a copy in which the one line that chooses the kind of object is changed.
 * @throws Error when that line is no longer there, so that an update can never open the schemas in silence
 */
const loadClosedSchemas = async (): Promise<Record<string, unknown>> => {
  const require = createRequire(import.meta.url);
  const root = path.dirname(require.resolve('zod/package.json', { paths: [import.meta.dirname] }));
  const source = path.join(root, '../discord-api-spec/build/discord-api-spec.zod.js');
  const text = readFileSync(source, 'utf8');
  if (!text.includes(OPEN)) throw new Error(`${source} changed: "${OPEN}" not found, the schemas would stay open`);
  const folder = path.join(root, '../.cache/punchcard');
  mkdirSync(folder, { recursive: true });
  const closed = path.join(folder, `discord-api-spec.closed.${process.pid}.mjs`);
  writeFileSync(closed, text.replace(OPEN, 'let zObject = z.strictObject;'));
  return Schemas.parse({ ...(await import(/* @vite-ignore */ pathToFileURL(closed).href)) });
};

const schemas = await loadClosedSchemas();

/** The schema of Discord's document by its name. */
export const discordSchema = (name: string): z.core.$ZodType => {
  const schema = schemas[`${name}Schema`];
  if (!(schema instanceof z.core.$ZodType)) throw new Error(`Discord's document has no schema ${name}`);
  return schema;
};

/** What is wrong with `body` by the named schemas (any of them may accept it); empty when nothing is. */
export const schemaProblems = (names: readonly string[], body: unknown): string[] => {
  const problems: string[] = [];
  for (const name of names) {
    const parsed = z.core.safeParse(discordSchema(name), body);
    if (parsed.success) return [];
    problems.push(...parsed.error.issues.map((issue) => `${name}: ${issue.path.join('.')}: ${issue.message}`));
  }
  return problems;
};

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { createTranslators } from './translators.js';

const SOURCE = path.resolve(import.meta.dirname, '..');
const texts = createTranslators();

interface Call {
  readonly where: string;
  readonly key: string;
  readonly given: readonly string[];
}

/** Every `t('key', { … })` with a literal key and literal argument names. */
const callsIn = (file: string): Call[] => {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const calls: Call[] = [];
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (!ts.isCallExpression(node) || !/(^|\.)t(Public)?$/.test(node.expression.getText())) return;
    const [key, params] = node.arguments;
    if (key === undefined || !ts.isStringLiteral(key)) return;
    if (params !== undefined && !ts.isObjectLiteralExpression(params)) return;
    const given = (params?.properties ?? []).map((property) => property.name?.getText() ?? '...');
    calls.push({ where: path.relative(SOURCE, file), key: key.text, given: given.toSorted() });
  };
  visit(source);
  return calls;
};

describe('calls of translators', () => {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /^(views|commands|discord|i18n)\/.*\.ts$/.test(file) && !file.endsWith('.test.ts'),
  );
  const calls = files.flatMap((file) => callsIn(path.join(SOURCE, file)));

  it('are found', () => {
    expect(calls.length).toBeGreaterThan(50);
  });

  it('give exactly the arguments that the text has', () => {
    const wrong = calls.flatMap(({ where, key, given }) => {
      const text = texts.lookup('en', key) ?? texts.lookup('en', `${key}_other`) ?? '';
      const wanted = [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? ''))].sort();
      return JSON.stringify(wanted) === JSON.stringify(given)
        ? []
        : [`${where}: ${key} wants ${wanted.join()}, gets ${given.join()}`];
    });
    expect(wrong).toEqual([]);
  });
});

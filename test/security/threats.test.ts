import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.join(import.meta.dirname, '../..');
const model = readFileSync(path.join(ROOT, 'docs/security.md'), 'utf8').split(/^## /m)[2] ?? '';
const rows = model
  .split('\n')
  .filter((line) => /^\| (?!who |-)/.test(line))
  .map((line) => line.replace(/^\|\s*|\s*\|$/g, '').split(/\s*\|\s*/));

describe('docs/security.md', () => {
  it('has a threat model', () => expect(rows.length).toBeGreaterThan(15));

  it.each(rows.map(([who = '', what = '', , shown = '']) => [`${who}: ${what}`, shown]))(
    '%s: is shown by a test that is there',
    (_row, shown) => {
      const named = [...shown.matchAll(/`([^`]+)` "([^"]+)"/g)];
      expect(named.length).toBeGreaterThan(0);
      for (const [, file = '', text = ''] of named) expect(readFileSync(path.join(ROOT, file), 'utf8')).toContain(text);
    },
  );
});

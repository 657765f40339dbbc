import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONFIG_KEYS } from '../../src/core/config.js';
import { ROOT } from './sources.js';

/** The variables of an env file, also those that are commented out. */
const variables = (text: string): readonly string[] =>
  text.split('\n').flatMap((line) => /^(?:# ?)?([A-Z][A-Z0-9_]*)=/.exec(line)?.[1] ?? []);

describe('.env.example', () => {
  it('names every variable of the configuration once, and no other', () => {
    expect(CONFIG_KEYS.length).toBeGreaterThan(10);
    expect([...variables(readFileSync(join(ROOT, '.env.example'), 'utf8'))].sort()).toEqual([...CONFIG_KEYS].sort());
  });

  it('is read as people write it', () => {
    expect(variables('A=1\n# B_2=\n#C=x\n# say D=1 to\n#  E=1\ntext\n')).toEqual(['A', 'B_2', 'C']);
  });
});

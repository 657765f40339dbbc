import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signatureOf } from './signature.js';

/*
 * The examples of docs/webhooks.md, run as they stand there, on signatures as the bot makes them: what people copy has to take what is ours, and nothing else.
 */

const run = promisify(execFile);
const NOW = 1_773_073_800_000;
const [SECRET, FORMER] = ['whsec_one', 'whsec_before'];
const BODY = '{"id":"a","note":"Zoë, 20 €","member":null}';
const good = signatureOf([SECRET], BODY, NOW);

/** What is checked: header, body, and when. */
const CASES: readonly (readonly [what: string, header: string, body: string, now: number, genuine: boolean])[] = [
  ['a delivery', good, BODY, NOW, true],
  ['one after a rotation, signed with both', signatureOf(['whsec_new', SECRET], BODY, NOW), BODY, NOW, true],
  ['one that took four minutes', good, BODY, NOW + 240_000, true],
  ['one of an hour ago', good, BODY, NOW + 3_600_000, false],
  ['one from the future', good, BODY, NOW - 3_600_000, false],
  ['another body', good, BODY.replace('null', '1'), NOW, false],
  ['another secret', signatureOf([FORMER], BODY, NOW), BODY, NOW, false],
  ['another moment', good.replace(/^t=\d+/, `t=${NOW / 1_000 - 1}`), BODY, NOW, false],
  ['no signature', `t=${NOW / 1_000}`, BODY, NOW, false],
  ['half of one', good.slice(0, -2), BODY, NOW, false],
  ['nothing of ours', 'x', BODY, NOW, false],
];

let dir: string;
let document: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'punchcard-examples-'));
  document = await readFile(path.join(import.meta.dirname, '../../../docs/webhooks.md'), 'utf8');
  await writeFile(path.join(dir, 'cases.json'), JSON.stringify(CASES));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const example = (language: 'js' | 'python', holds: string): string => {
  const blocks = [...document.matchAll(new RegExp('```' + language + '\\n([^]*?)```', 'g'))].map(([, code = '']) => code);
  const found = blocks.filter((code) => code.includes(holds));
  if (found.length !== 1) throw new Error(`${found.length} examples in ${language} with ${holds}`);
  return found[0] ?? '';
};

const wanted = CASES.map(([what, , , , genuine]) => [what, genuine]);
const said = (stdout: string) => CASES.map(([what], at) => [what, (JSON.parse(stdout) as boolean[])[at]]);

describe('the examples of the documentation tell what is genuine', () => {
  it('in JavaScript', async () => {
    await writeFile(path.join(dir, 'example.mjs'), example('js', 'isGenuine'));
    const program = `import { readFileSync } from 'node:fs';
      import { isGenuine } from './example.mjs';
      const cases = JSON.parse(readFileSync('cases.json', 'utf8'));
      console.log(JSON.stringify(cases.map(([, header, body, now]) => isGenuine(header, body, '${SECRET}', now))));`;
    await writeFile(path.join(dir, 'main.mjs'), program);
    const { stdout } = await run(process.execPath, ['main.mjs'], { cwd: dir });
    expect(said(stdout)).toEqual(wanted);
  });

  const hasPython = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 10))']).status === 0;
  it.skipIf(!hasPython)(hasPython ? 'in Python' : 'in Python (skipped: there is no python3 of 3.10 or later here)', async () => {
    await writeFile(path.join(dir, 'example.py'), example('python', 'is_genuine'));
    const program = `import json
from example import is_genuine
cases = json.load(open("cases.json", encoding="utf-8"))
print(json.dumps([is_genuine(header, body.encode(), "${SECRET}", now / 1000) for _, header, body, now, _ in cases]))
`;
    await writeFile(path.join(dir, 'main.py'), program);
    const { stdout } = await run('python3', ['main.py'], { cwd: dir });
    expect(said(stdout)).toEqual(wanted);
  });
});

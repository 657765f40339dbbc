// `npm run sbom [-- FILE]`: a CycloneDX list of what runs in production, to FILE or stdout; fails when it is not whole, or when a licence is
// not among those that we accept. Works from what is installed, without a network.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, say, SetupError } from './lib/run.mjs';
import { checkBom, productionOf } from './lib/bom.mjs';
import { script } from './setup.mjs';

await script(() => {
  // Of everything: npm's own `--omit dev` also leaves out what both production and development need.
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'];
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 << 20 });
  if (status !== 0) throw new SetupError(`npm sbom failed:\n${stderr}`);
  /** @type {unknown} */
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const bom = productionOf(JSON.parse(stdout), lock);
  const { components, licences, problems } = checkBom(bom, lock);
  if (problems.length > 0) throw new SetupError(`the list of components is not acceptable:\n  ${problems.join('\n  ')}`);
  const [, , file] = process.argv;
  const text = `${JSON.stringify(bom, null, 2)}\n`;
  if (file === undefined) process.stdout.write(text);
  else writeFileSync(file, text);
  say(`${components} components, licences ${licences.join(', ')}`);
  return Promise.resolve();
});

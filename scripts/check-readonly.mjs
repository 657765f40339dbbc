// `npm run check:readonly`: the built bot as its container runs it, without a container: as a user without rights, on a root that is mounted
// read-only, with /tmp in memory and DATA_DIR as the only place to write. Linux, as root (it needs a mount namespace of its own).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { root, SetupError, which } from './lib/run.mjs';
import { script } from './setup.mjs';

const NOBODY = 65_534;
const READY_WITHIN_MS = 60_000;

/** Makes everything read-only but DIR and /tmp, shows that not even root could write, gives up all rights, and runs the arguments. */
const CONFINE = `set -eu
mount --make-rprivate /
mount --bind "$DIR" "$DIR"
mount -t tmpfs -o size=64m,noexec,nosuid,nodev,mode=1777 tmpfs /tmp
for at in / $(findmnt -no TARGET -T "$APP"); do mount -o remount,bind,ro "$at"; done
for at in "$APP" /etc /var/tmp; do
  if touch "$at/.punchcard-probe" 2>/dev/null; then rm -f "$at/.punchcard-probe"; echo "$at can be written"; exit 97; fi
done
cd "$APP"
exec setpriv --reuid=${NOBODY} --regid=${NOBODY} --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all "$@"`;

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
};

/** @param {string[]} command @param {Record<string, string>} env @param {string} dir */
const confined = (command, env, dir) =>
  spawn('unshare', ['--mount', 'sh', '-c', CONFINE, 'confine', ...command], {
    env: { PATH: process.env['PATH'] ?? '', APP: root, DIR: dir, HOME: '/nonexistent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** @param {string} dir @returns {string[]} */
const filesIn = (dir) =>
  readdirSync(dir, { recursive: true, withFileTypes: true }).flatMap((one) =>
    one.isFile() ? [join(one.parentPath, one.name)] : [],
  );

/** @param {string} file @param {string} top @returns {string[]} the folders from `top` down to the file's */
const foldersTo = (file, top) => {
  const above = dirname(file);
  return above === top ? [top] : [...foldersTo(above, top), above];
};

await script(async () => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    throw new SetupError('needs Linux and root, for a mount namespace');
  for (const program of ['unshare', 'setpriv'])
    if (which(program) === null) throw new SetupError(`needs ${program} (util-linux)`);
  const dir = mkdtempSync('/var/tmp/punchcard-readonly-');
  chownSync(dir, NOBODY, NOBODY);
  try {
    const probe = confined(
      ['sh', '-c', 'id -u; grep -c "^CapEff:.0*$" /proc/self/status; grep NoNewPrivs /proc/self/status'],
      {},
      dir,
    );
    let said = '';
    probe.stdout.on('data', (chunk) => (said += String(chunk)));
    probe.stderr.on('data', (chunk) => (said += String(chunk)));
    await once(probe, 'close');
    if (!/^65534\n1\nNoNewPrivs:\s1\n$/.test(said)) throw new SetupError(`the confinement does not hold here: ${said}`);

    const [http, sandbox] = [await freePort(), await freePort()];
    const env = {
      NODE_ENV: 'production',
      DATA_DIR: join(dir, 'data'),
      HTTP_PORT: `${http}`,
      SANDBOX_PORT: `${sandbox}`,
      LOG_FORMAT: 'json',
    };
    const bot = confined([process.execPath, '--enable-source-maps', 'dist/src/core/main.js'], env, dir);
    let output = '';
    bot.stdout.on('data', (chunk) => (output += String(chunk)));
    bot.stderr.on('data', (chunk) => (output += String(chunk)));
    const ended = once(bot, 'exit');
    const until = Date.now() + READY_WITHIN_MS;
    for (;;) {
      if (bot.exitCode !== null) throw new SetupError(`the bot ended with ${bot.exitCode}:\n${output}`);
      const response = await fetch(`http://127.0.0.1:${http}/readyz`).catch(() => undefined);
      if (response?.ok) break;
      if (Date.now() > until) {
        bot.kill('SIGKILL');
        throw new SetupError(`not ready:\n${output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    bot.kill('SIGTERM');
    const [code] = await ended;
    if (code !== 0) throw new SetupError(`the end was not clean (${code}):\n${output}`);
    if (/EROFS|EACCES|EPERM/.test(output)) throw new SetupError(`it tried to write elsewhere:\n${output}`);
    const data = join(dir, 'data');
    const files = filesIn(data);
    const readable = files.filter(
      (file) => (statSync(file).mode & 0o004) !== 0 && foldersTo(file, data).every((at) => (statSync(at).mode & 0o001) !== 0),
    );
    console.log(`ready and ended cleanly as uid ${NOBODY} without capabilities; ${files.length} files, all below DATA_DIR`);
    if (readable.length > 0) throw new SetupError(`others on this machine could read: ${readable.join(', ')}`);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});

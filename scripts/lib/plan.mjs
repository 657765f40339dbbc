/**
 * What set-up decides, without doing any of it: the whole table can be tested on any machine.
 * Plain Node without dependencies, because it runs before `npm ci`.
 */

/** @typedef {'apt-get' | 'apk' | 'dnf' | 'brew'} Manager */
/** @typedef {'redis' | 'chromium' | 'poppler' | 'timewarrior' | 'office'} Need `poppler` reads PDF files back, `office` workbooks and Word documents */
/** @typedef {readonly string[]} Command program and arguments */
/** @typedef {'root' | 'sudo' | 'ask' | 'forbidden' | 'impossible'} Permission how a package may be installed, or why not */

/**
 * @param {string} version e.g. `20.19.4`
 * @param {string} wanted e.g. `20.19`
 * @returns {boolean} is `version` the same or newer?
 */
export function atLeast(version, wanted) {
  const [have, want] = [version, wanted].map((text) =>
    text
      .replace(/^[^\d]*/, '')
      .split('.')
      .map(Number),
  );
  for (const [index, part] of (want ?? []).entries()) {
    const difference = (have?.[index] ?? 0) - part;
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/**
 * @param {string} version of the running Node
 * @param {string} wanted from package.json's engines
 * @returns {string | null} the message to end with
 */
export const nodeProblem = (version, wanted) =>
  atLeast(version, wanted)
    ? null
    : `Punchcard needs Node.js ${wanted.replace(/^[^\d]*/, '')} or newer; this is ${version}.\n` +
      'Install a current Node.js (your system package, nvm, fnm, volta or nodejs.org) and run the command again.';

/** Programs that satisfy a need, best first. */
export const PROGRAMS = /** @type {Readonly<Record<Need, readonly string[]>>} */ ({
  redis: ['redis-server', 'valkey-server'],
  chromium: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'],
  poppler: ['pdftotext'],
  timewarrior: ['timew'],
  office: ['soffice', 'libreoffice'],
});

/** What a person calls them. */
export const PROGRAM_NAMES = /** @type {Readonly<Record<Need, string>>} */ ({
  redis: 'redis-server',
  chromium: 'Chromium',
  poppler: 'pdftotext',
  timewarrior: 'Timewarrior',
  office: 'LibreOffice',
});

/** Places beside PATH where packages put programs. */
export const EXTRA_DIRECTORIES = ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin', '/opt/homebrew/bin'];

/** Where macOS has programs that are in no directory of PATH. */
export const MAC_APPLICATIONS = /** @type {Readonly<Partial<Record<Need, readonly string[]>>>} */ ({
  chromium: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  office: ['/Applications/LibreOffice.app/Contents/MacOS/soffice'],
});

/**
 * @param {(program: string) => boolean} has is it in PATH?
 * @param {NodeJS.Platform} platform
 * @returns {Manager | null}
 */
export function packageManager(has, platform) {
  if (platform === 'darwin') return has('brew') ? 'brew' : null;
  if (platform !== 'linux') return null;
  const native = /** @type {const} */ (['apt-get', 'apk', 'dnf']).find((name) => has(name));
  return native ?? (has('brew') ? 'brew' : null);
}

/**
 * Ways to install what is needed, tried in order until one works; each is a list of commands.
 * @param {Manager} manager
 * @param {Need} need
 * @returns {readonly (readonly Command[])[]}
 */
export function installations(manager, need) {
  const apt = (/** @type {string[]} */ ...names) => [
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', '--no-install-recommends', ...names],
  ];
  const table = {
    'apt-get': {
      redis: [apt('redis-server'), apt('valkey-server')],
      chromium: [apt('chromium', 'fonts-noto-core', 'fonts-noto-color-emoji'), apt('chromium')],
      poppler: [apt('poppler-utils')],
      timewarrior: [apt('timewarrior')],
      office: [apt('libreoffice-calc-nogui', 'libreoffice-writer-nogui'), apt('libreoffice-calc', 'libreoffice-writer')],
    },
    apk: {
      redis: [[['apk', 'add', '--no-cache', 'redis']], [['apk', 'add', '--no-cache', 'valkey']]],
      chromium: [[['apk', 'add', '--no-cache', 'chromium', 'font-noto', 'font-noto-emoji']]],
      poppler: [[['apk', 'add', '--no-cache', 'poppler-utils']]],
      timewarrior: [[['apk', 'add', '--no-cache', 'timewarrior']]],
      office: [[['apk', 'add', '--no-cache', 'libreoffice-calc', 'libreoffice-writer']]],
    },
    dnf: {
      redis: [[['dnf', 'install', '-y', 'valkey']], [['dnf', 'install', '-y', 'redis']]],
      chromium: [[['dnf', 'install', '-y', 'chromium', 'google-noto-sans-fonts', 'google-noto-color-emoji-fonts']]],
      poppler: [[['dnf', 'install', '-y', 'poppler-utils']]],
      timewarrior: [[['dnf', 'install', '-y', 'timew']]],
      office: [[['dnf', 'install', '-y', 'libreoffice-calc', 'libreoffice-writer']]],
    },
    brew: {
      redis: [[['brew', 'install', 'redis']], [['brew', 'install', 'valkey']]],
      chromium: [[['brew', 'install', '--cask', 'chromium']], [['brew', 'install', '--cask', 'google-chrome']]],
      poppler: [[['brew', 'install', 'poppler']]],
      timewarrior: [[['brew', 'install', 'timewarrior']]],
      office: [[['brew', 'install', '--cask', 'libreoffice']]],
    },
  };
  return table[manager][need];
}

/** The least version of Redis that will do (src/engine/redis/requirements.ts); every Valkey will. */
export const LEAST_REDIS = '7.0';

/**
 * How to ask for the version that would be installed, without root rights; null where the manager is not known to have old ones.
 * @param {Manager} manager
 * @param {string} name of the package
 * @returns {Command | null}
 */
export function candidateQuery(manager, name) {
  if (manager === 'apt-get') return ['apt-cache', 'policy', name];
  if (manager === 'apk') return ['apk', 'policy', name];
  if (manager === 'dnf') return ['dnf', '--quiet', 'info', '--available', name];
  return null;
}

/**
 * The version in the answer to `candidateQuery`: `Candidate: 5:6.0.16-1ubuntu1` (apt), `  7.2.4-r0:` (apk, best first), `Version : 6.2.7` (dnf).
 * @param {string} output
 * @returns {string | null} null when none is offered, or it is not understood
 */
export function candidateVersion(output) {
  const found =
    /^\s*(?:Candidate:\s*|Version\s*:\s*)(?:\d+:)?(\d+(?:\.\d+)+)/m.exec(output) ?? /^\s+(\d+(?:\.\d+)+)\S*:\s*$/m.exec(output);
  return found?.[1] ?? null;
}

/**
 * The package that a way installs, when its version decides whether it will do.
 * @param {readonly Command[]} commands one of `installations`
 * @param {Need} need
 * @returns {string | null}
 */
export function judgedPackage(commands, need) {
  const name = commands.at(-1)?.at(-1);
  return need === 'redis' && name?.startsWith('redis') === true ? name : null;
}

/**
 * May a package be installed, and how? Homebrew refuses to run as root and never wants sudo, so there a person has to say yes.
 * @param {{ manual: boolean, manager: Manager | null, root: boolean, sudo: boolean, tty: boolean }} facts
 *   `manual`: PUNCHCARD_SETUP=manual; `sudo`: works without a password; `tty`: somebody can answer a question
 * @returns {Permission}
 */
export function permission({ manual, manager, root, sudo, tty }) {
  if (manual) return 'forbidden';
  if (manager === null) return 'impossible';
  if (manager === 'brew') return root || !tty ? 'impossible' : 'ask';
  if (root) return 'root';
  if (sudo) return 'sudo';
  return tty ? 'ask' : 'impossible';
}

/**
 * The command as it is run, with what it needs around it.
 * @param {Command} command
 * @param {{ manager: Manager, root: boolean }} facts
 * @returns {Command}
 */
export function elevated(command, { manager, root }) {
  if (manager === 'brew') return command;
  // RUNLEVEL=1 tells Debian's service start-up that nothing should be started; our Redis is a child process of our own.
  const quiet = manager === 'apt-get' ? ['env', 'DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1'] : [];
  return [...(root ? [] : ['sudo']), ...quiet, ...command];
}

/** Where they come from, when there is no package manager that we know. */
const HOMES = /** @type {Readonly<Record<Need, string>>} */ ({
  redis: 'redis.io/docs or valkey.io/download',
  chromium: 'chromium.org',
  poppler: 'poppler.freedesktop.org',
  timewarrior: 'timewarrior.net',
  office: 'libreoffice.org',
});

/**
 * @param {Manager | null} manager
 * @param {Need} need
 * @returns {string} the line that a person would type
 */
export function byHand(manager, need) {
  if (manager === null) return HOMES[need];
  const last = installations(manager, need)[0]?.at(-1) ?? [];
  return (manager === 'brew' ? last : ['sudo', ...last]).join(' ');
}

/** @param {string} version of the system's package */
const tooOld = (version) =>
  ` (This system's package is Redis ${version}; Punchcard needs Redis ${LEAST_REDIS} or newer, or Valkey 7.2 or newer.)`;

/** Where the system's own package will not do. */
const OTHER_WAYS =
  "valkey-server or Redis 7 from your distribution's backports or next release, or built from its sources, with its program in PATH";

/**
 * @param {Manager | null} manager
 * @param {Permission} why
 * @param {string | null} [old] version of the system's package, when that is what stands in the way
 * @returns {string}
 */
export const redisAdvice = (manager, why, old = null) =>
  [
    'Punchcard keeps its data in Redis, and no redis-server or valkey-server was found.' +
      (old === null ? reason(why) : tooOld(old)),
    'Three ways out:',
    `  1. install it:            ${old === null ? byHand(manager, 'redis') : OTHER_WAYS}`,
    '  2. use one you have:      set REDIS_URL, e.g. REDIS_URL=redis://127.0.0.1:6379 npm start',
    '  3. run all in containers: docker compose up',
  ].join('\n');

/**
 * @param {Manager | null} manager
 * @param {Permission} why
 * @param {string | null} [old] as for `redisAdvice`
 * @returns {string}
 */
export const testAdvice = (manager, why, old = null) =>
  [
    'The tests start their own Redis, and no redis-server or valkey-server was found.' +
      (old === null ? reason(why) : tooOld(old)),
    `Install it: ${old === null ? byHand(manager, 'redis') : OTHER_WAYS}`,
  ].join('\n');

/**
 * @param {Manager | null} manager
 * @param {Permission} why
 * @returns {string}
 */
export const browserAdvice = (manager, why) =>
  [
    'No Chromium was found, so the browser tests will fail.' + reason(why),
    `Install it: ${byHand(manager, 'chromium')} - or point CHROMIUM_PATH to a Chromium or Chrome.`,
  ].join('\n');

/**
 * @param {Manager | null} manager
 * @param {Permission} why
 * @returns {string}
 */
export const popplerAdvice = (manager, why) =>
  [
    'No pdftotext was found, so the tests that read PDF files back will fail.' + reason(why),
    `Install it: ${byHand(manager, 'poppler')}`,
  ].join('\n');

/**
 * @param {Manager | null} manager
 * @param {Permission} why
 * @returns {string}
 */
export const timewarriorAdvice = (manager, why) =>
  [
    'No timew was found, so the tests that upload from Timewarrior are skipped.' + reason(why),
    `Install it: ${byHand(manager, 'timewarrior')}`,
  ].join('\n');

/**
 * @param {Manager | null} manager
 * @param {Permission} why
 * @returns {string}
 */
export const officeAdvice = (manager, why) =>
  [
    'No LibreOffice was found, so the checks that read exports with it are skipped (where CI is set, they fail).' + reason(why),
    `Install it: ${byHand(manager, 'office')}`,
  ].join('\n');

/** @param {Permission} why */
function reason(why) {
  if (why === 'forbidden') return ' (PUNCHCARD_SETUP=manual forbids installing it.)';
  if (why === 'impossible') return ' (It cannot be installed from here: no known package manager, or no right to use it.)';
  return ' (Installing it did not work or was declined.)';
}

import { describe, expect, it } from 'vitest';
import type { Manager } from './plan.mjs';
import {
  atLeast,
  browserAdvice,
  byHand,
  candidateQuery,
  candidateVersion,
  elevated,
  installations,
  judgedPackage,
  nodeProblem,
  packageManager,
  permission,
  redisAdvice,
  testAdvice,
} from './plan.mjs';

const having =
  (...programs: string[]) =>
  (program: string) =>
    programs.includes(program);

describe('Node.js', () => {
  it.each([
    ['20.19.0', '>=20.19', true],
    ['20.20.2', '>=20.19', true],
    ['24.0.0', '>=20.19', true],
    ['20.18.3', '>=20.19', false],
    ['18.20.0', '>=20.19', false],
    ['20.9.0', '>=20.19', false],
  ])('%s against %s: %s', (version, wanted, good) => {
    expect(atLeast(version, wanted)).toBe(good);
    expect(nodeProblem(version, wanted) === null).toBe(good);
  });

  it('names both versions', () => {
    expect(nodeProblem('18.0.0', '>=20.19')).toMatch(/20\.19 or newer; this is 18\.0\.0/);
  });
});

describe('package manager', () => {
  it.each<[string, NodeJS.Platform, string[], Manager | null]>([
    ['Debian', 'linux', ['apt-get'], 'apt-get'],
    ['Alpine', 'linux', ['apk'], 'apk'],
    ['Fedora', 'linux', ['dnf'], 'dnf'],
    ['Debian with Homebrew', 'linux', ['brew', 'apt-get'], 'apt-get'],
    ['Linux with Homebrew only', 'linux', ['brew'], 'brew'],
    ['macOS', 'darwin', ['brew'], 'brew'],
    ['macOS without Homebrew', 'darwin', [], null],
    ['unknown Linux', 'linux', ['pacman'], null],
    ['Windows', 'win32', ['apt-get'], null],
  ])('%s', (_name, platform, programs, expected) => {
    expect(packageManager(having(...programs), platform)).toBe(expected);
  });

  it.each<[Manager, string[]]>([
    ['apt-get', ['redis-server', 'valkey-server']],
    ['apk', ['redis', 'valkey']],
    ['dnf', ['valkey', 'redis']],
    ['brew', ['redis', 'valkey']],
  ])('%s installs Redis or its twin', (manager, packages) => {
    expect(installations(manager, 'redis').map((commands) => commands.at(-1)?.at(-1))).toEqual(packages);
  });
});

describe('permission', () => {
  const facts = { manual: false, manager: 'apt-get', root: false, sudo: false, tty: false } as const;

  it.each([
    [{ ...facts, root: true }, 'root'],
    [{ ...facts, sudo: true }, 'sudo'],
    [{ ...facts, sudo: true, tty: true }, 'sudo'],
    [{ ...facts, tty: true }, 'ask'],
    [facts, 'impossible'],
    [{ ...facts, manager: null, root: true }, 'impossible'],
    [{ ...facts, manual: true, root: true }, 'forbidden'],
    [{ ...facts, manager: 'brew', tty: true }, 'ask'],
    [{ ...facts, manager: 'brew', root: true, tty: true }, 'impossible'],
    [{ ...facts, manager: 'brew' }, 'impossible'],
  ] as const)('%o -> %s', (given, expected) => {
    expect(permission(given)).toBe(expected);
  });

  it('asks for root rights only where they are needed', () => {
    const command = ['apk', 'add', 'redis'];
    expect(elevated(command, { manager: 'apk', root: true })).toEqual(command);
    expect(elevated(command, { manager: 'apk', root: false })).toEqual(['sudo', ...command]);
    expect(elevated(['brew', 'install', 'redis'], { manager: 'brew', root: false })[0]).toBe('brew');
  });

  it('keeps Debian from starting a service and from asking questions', () => {
    expect(elevated(['apt-get', 'update'], { manager: 'apt-get', root: true })).toEqual([
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'RUNLEVEL=1',
      'apt-get',
      'update',
    ]);
  });
});

describe('the version that would be installed', () => {
  it.each<[string, string, string | null]>([
    [
      'apt',
      'redis-server:\n  Installed: (none)\n  Candidate: 5:6.0.16-1ubuntu1\n  Version table:\n     5:6.0.16-1ubuntu1 500\n',
      '6.0.16',
    ],
    ['apt, nothing', 'redis-server:\n  Installed: (none)\n  Candidate: (none)\n  Version table:\n', null],
    ['apt, Debian', 'redis-server:\n  Installed: (none)\n  Candidate: 5:7.0.15-1~deb12u1\n', '7.0.15'],
    ['apk', 'redis policy:\n  6.2.14-r0:\n    main\n', '6.2.14'],
    ['dnf', 'Available Packages\nName         : redis\nVersion      : 6.2.7\nRelease      : 1.el9\n', '6.2.7'],
    ['nothing', '', null],
  ])('%s', (_name, output, version) => {
    expect(candidateVersion(output)).toBe(version);
  });

  it('is asked for where packages may be old, and of Redis only', () => {
    const judged = (manager: Manager, need: 'redis' | 'chromium') =>
      installations(manager, need).map((commands) => judgedPackage(commands, need));
    expect(judged('apt-get', 'redis')).toEqual(['redis-server', null]);
    expect(judged('dnf', 'redis')).toEqual([null, 'redis']);
    expect(judged('apt-get', 'chromium')).toEqual([null, null]);
    expect(candidateQuery('apt-get', 'redis-server')).toEqual(['apt-cache', 'policy', 'redis-server']);
    expect(candidateQuery('brew', 'redis')).toBeNull();
  });

  it('leads to ways that work there, when it is too old', () => {
    for (const text of [redisAdvice('apt-get', 'root', '6.0.16'), testAdvice('apt-get', 'root', '6.0.16')]) {
      expect(text).toMatch(/6\.0\.16.*Redis 7\.0 or newer/);
      expect(text).toContain('backports');
      expect(text).not.toContain('apt-get install');
    }
    expect(redisAdvice('apt-get', 'root', '6.0.16')).toMatch(/REDIS_URL[\s\S]*docker compose up/);
  });
});

describe('advice', () => {
  it('names the three ways out', () => {
    const text = redisAdvice('apt-get', 'impossible');
    expect(text).toContain('sudo apt-get install -y --no-install-recommends redis-server');
    expect(text).toContain('REDIS_URL');
    expect(text).toContain('docker compose up');
  });

  it('says why nothing was installed', () => {
    expect(redisAdvice('dnf', 'forbidden')).toContain('PUNCHCARD_SETUP=manual');
    expect(testAdvice('dnf', 'ask')).toContain('declined');
    expect(browserAdvice(null, 'impossible')).toContain('CHROMIUM_PATH');
  });

  it('has something to say for every system', () => {
    expect(byHand(null, 'redis')).not.toBe('');
    expect(byHand('brew', 'redis')).toBe('brew install redis');
    expect(byHand('apt-get', 'poppler')).toBe('sudo apt-get install -y --no-install-recommends poppler-utils');
    expect(byHand('brew', 'office')).toBe('brew install --cask libreoffice');
  });
});

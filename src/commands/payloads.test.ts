import { describe, expect, it } from 'vitest';
import { registrationProblems } from '../../test/support/contract/index.js';
import { MESSAGES } from '../i18n/messages.js';
import { commandPayloads } from './index.js';

interface Node {
  readonly name: string;
  readonly description?: string;
  readonly name_localizations?: { readonly de?: string } | null;
  readonly description_localizations?: { readonly de?: string } | null;
  readonly options?: readonly Node[];
  readonly choices?: readonly Node[];
}
const walk = (node: Node): Node[] => [node, ...[...(node.options ?? []), ...(node.choices ?? [])].flatMap(walk)];

describe('registration bodies', () => {
  const payloads = commandPayloads();
  const by = (name: string) => payloads.find((one) => one.name === name);
  const nodes = payloads.flatMap((one) => walk(one as Node));

  it('are what Discord takes', () => {
    expect(registrationProblems(payloads)).toEqual([]);
  });

  it('name every command', () => {
    expect(payloads.map(({ name }) => name)).toEqual([
      ...[
        'clockin',
        'clockout',
        'status',
        'session',
        'who',
        'forceclockout',
        'dashboard',
        'activitylog',
        'voice',
        'remind',
        'timezone',
        'alloc',
        'leave',
        'setup',
        'admin',
        'config',
        'explain',
        'insights',
        'export',
        'import',
        'leaderboard',
        'stats',
        'privacy',
        'digest',
        'token',
        'task',
        'schedule',
        'calendar',
        'notion',
      ],
      'Force clock out',
      'Time card',
      'Update Notion',
    ]);
    expect(nodes.length).toBeGreaterThan(50);
  });

  it('are German throughout', () => {
    for (const node of nodes) {
      expect(node.name_localizations?.de, node.name).toMatch(/\S/);
      if (node.description !== undefined) expect(node.description_localizations?.de, node.name).not.toBe(node.description);
    }
  });

  it('show /admin only in guilds, to everybody: which role may use it is not for Discord to know', () => {
    expect(by('admin')).toMatchObject({ contexts: [0], integration_types: [0], default_member_permissions: null });
  });

  it.each(['clockin', 'clockout', 'status', 'session', 'timezone'])('offer /%s everywhere', (name) => {
    expect(by(name)).toMatchObject({ contexts: [0, 1, 2], integration_types: [0, 1], default_member_permissions: null });
  });

  it('ask for a category with autocomplete and bound the note', () => {
    expect(by('clockin')).toMatchObject({
      options: [
        { name: 'category', required: true, autocomplete: true, max_length: 100 },
        { name: 'note', required: false, max_length: 200 },
      ],
    });
  });

  it('keep the English name where the texts name it', () => {
    const { clockin, session, admin } = MESSAGES.en.commands;
    expect(clockin.name).toBe('clockin');
    expect(session.in.name).toBe('in');
    expect(admin.categories.add.options.colour.name).toBe('colour');
  });
});

import { describe, expect, it } from 'vitest';
import { commandSchema } from '../../src/sandbox/check/command.js';
import { parseForm } from '../../src/sandbox/check/form.js';
import { parseMessage } from '../../src/sandbox/check/message.js';
import { modalSchema } from '../../src/sandbox/check/modal.js';
import { callbackProblems, registrationProblems } from '../support/contract/index.js';
import { refusalsOf } from '../support/refusals.js';
import { bad, good, times, type GoodExample } from './examples.js';

const refused = ({ kind, body }: GoodExample): string[] =>
  refusalsOf(() => {
    if (kind === 'message') return parseMessage(body);
    return kind === 'modal' ? parseForm(modalSchema, body) : parseForm(commandSchema, body);
  });

const found = ({ kind, body }: GoodExample): string[] => {
  if (kind === 'command') return registrationProblems([body]).map((problem) => problem.replace(/^PUT \S+ /, ''));
  return callbackProblems({ type: kind === 'message' ? 4 : 9, data: body }).map((problem) =>
    problem.replace(/^\w+Request: /, ''),
  );
};

/** The sandbox and the contract know the same Discord: what one refuses the other refuses, in the same place. */
describe('the sandbox and the contract agree', () => {
  it.each(bad.map((one) => [`${one.kind}: ${one.what}`, one] as const))('in refusing a %s', (_name, example) => {
    expect(refused(example)).toEqual([example.refused]);
    const begins = example.found ?? `${example.refused.split(':')[0]}:`;
    expect(found(example).map((problem) => problem.slice(0, begins.length))).toContain(begins);
  });

  it.each(good.map((one) => [`${one.kind}: ${one.what}`, one] as const))('in taking a %s', (_name, example) => {
    expect(refused(example)).toEqual([]);
    expect(found(example)).toEqual([]);
  });
});

describe('the contract beyond what Discord refuses', () => {
  it('counts context menus apart: 15 of each kind', () => {
    const menus = (type: number, count: number) => times(count, (n) => ({ type, name: `menu ${n}` }));
    expect(registrationProblems([...menus(2, 15), ...menus(3, 15)])).toEqual([]);
    expect(registrationProblems(menus(2, 16)).join()).toContain('16 of type 2, at most 15');
  });

  it('finds a file that no component shows, and a nonce that is enforced but missing', () => {
    const body = { flags: 1 << 15, components: [{ type: 10, content: 'x' }], attachments: [{ id: '0', filename: 'a.csv' }] };
    expect(callbackProblems({ type: 4, data: body }, 1)).toEqual(['attachments.0: no component shows it']);
    expect(found({ what: '', kind: 'message', body: { content: 'x', enforce_nonce: true } }).join()).toContain('without a nonce');
  });
});

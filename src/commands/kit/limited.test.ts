import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createHarness } from '../../../test/support/commands-harness.js';
import type { Allowance } from '../../domain/allowances.js';
import type { UsedUp } from '../../engine/limits.js';
import { messageView } from '../../views/message.js';
import { message } from './reply.js';
import { createRoutes } from './routes.js';
import { defineButton } from './component.js';
import { defineCommand } from './define.js';
import { opt } from './options.js';
import { defineRoute } from './custom-id.js';
import { ROUTES } from '../index.js';

const press = defineRoute('press', {});

/** A bot whose limits refuse as `refuse.next` says, with one command and one button that note that they ran. */
const setUp = async () => {
  const ran: string[] = [];
  const note = (what: string) => () => {
    ran.push(what);
    return Promise.resolve(message(messageView({ content: what })));
  };
  const suggest = () => {
    ran.push('suggested');
    return Promise.resolve([{ name: 'one', value: 'one' }]);
  };
  const routes = createRoutes({
    commands: [
      defineCommand({
        name: 'clockin',
        visibility: 'public',
        guards: [],
        allowance: 'clock',
        options: { category: opt.string({ autocomplete: suggest }).optional() },
        run: note('command'),
      }),
    ],
    components: [defineButton({ route: press, guards: [], run: note('button') })],
  });
  const h = await createHarness({ routes });
  const asked: Allowance[] = [];
  const refuse: { next: UsedUp | null } = { next: null };
  h.deps.limits = {
    take: (_space, _user, allowance) => {
      asked.push(allowance);
      return Promise.resolve(refuse.next);
    },
  };
  return { ...h, ran, asked, refuse };
};

const content = (response: unknown): string => z.object({ data: z.object({ content: z.string() }) }).parse(response).data.content;

describe('an interaction that is too much', () => {
  it.each([
    ['member', 'en-US', /^⚠️ You asked for a lot .* Nothing was changed\. In 7 s you can go on \(<t:\d+:R>\)\.$/],
    ['member', 'de', /^⚠️ Das war sehr viel .* nichts geändert\. In 7 s kannst du weitermachen \(<t:\d+:R>\)\.$/],
    ['server', 'en-US', /^⚠️ People of this server .* The clock works all the same\.$/],
    ['server', 'de', /^⚠️ Auf diesem Server .* Die Stempeluhr geht trotzdem\.$/],
  ] as const)('of a %s is refused to the person alone, with the time to wait (%s)', async (of, locale, text) => {
    const h = await setUp();
    h.refuse.next = { of, waitMs: 6_200 };
    const { responses } = await h.run('clockin', {}, { locale });
    expect(responses).toMatchObject([{ type: 4, data: { flags: 64 } }]);
    expect(content(responses[0])).toMatch(text);
    const seconds = Number(/<t:(\d+):R>/.exec(content(responses[0]))?.[1]);
    expect(seconds * 1_000).toBeGreaterThanOrEqual(h.clock.now() + 6_200);
    expect(seconds * 1_000).toBeLessThan(h.clock.now() + 7_200);
  });

  it('does nothing: neither the command nor the button runs, and nothing else is told or noted', async () => {
    const h = await setUp();
    h.refuse.next = { of: 'member', waitMs: 1_000 };
    h.deps.notices = {
      pending: () => Promise.reject(new Error('was asked')),
      told: () => Promise.reject(new Error('was asked')),
    };
    const said = [await h.run('clockin'), await h.click(press.encode({}))];
    expect(h.ran).toEqual([]);
    expect(said.map(({ responses, followUps, edits }) => [responses.length, followUps.length, edits.length])).toEqual([
      [1, 0, 0],
      [1, 0, 0],
    ]);
    // The message that was clicked stays as it is.
    expect(said[1]?.responses).toMatchObject([{ type: 4, data: { flags: 64 } }]);
    expect(h.log.lines.filter(({ level }) => level === 'warn' || level === 'error')).toEqual([]);
    expect(h.metrics.total('interactions_total', { outcome: 'RATE_LIMITED' })).toBe(2);
  });

  it('gets no choices while somebody types', async () => {
    const h = await setUp();
    h.refuse.next = { of: 'member', waitMs: 1_000 };
    expect((await h.complete('clockin', 'category', 'o')).responses).toEqual([{ type: 8, data: { choices: [] } }]);
    expect(h.ran).toEqual([]);
    h.refuse.next = null;
    expect((await h.complete('clockin', 'category', 'o')).responses).toMatchObject([{ data: { choices: [{ value: 'one' }] } }]);
    expect(h.asked).toEqual(['suggestions', 'suggestions']);
  });

  it('leaves no time behind: who is refused to clock out clocks out a moment later', async () => {
    const h = await createHarness();
    await h.run('clockin', { category: 'Meeting' });
    h.deps.limits = { take: () => Promise.resolve({ of: 'member', waitMs: 1_000 }) };
    await h.run('clockout');
    expect(h.state().active).not.toBeNull();
    h.deps.limits = { take: () => Promise.resolve(null) };
    await h.run('clockout');
    expect(h.state().active).toBeNull();
  });
});

it('is counted for what it is', async () => {
  const h = await setUp();
  await h.run('clockin');
  await h.click(press.encode({}));
  await h.click('pc1:nobody');
  expect(h.asked).toEqual(['clock', 'other', 'other']);
  expect(h.ran).toEqual(['command', 'button']);
});

it('everything that starts, stops or breaks the time of whoever clicks has the allowance of the clock, and nothing else', () => {
  const sessions = ['session in', 'session out', 'session pause', 'session resume', 'session switch'];
  const commands = ['clockin', 'clockout', ...sessions, 'task start'];
  const walk = (at: (typeof ROUTES.commands)[number], above = ''): string[] =>
    at.kind === 'command' ? [above + at.name] : at.children.flatMap((child) => walk(child, `${above}${at.name} `));
  const ofClock = ROUTES.commands
    .flatMap((one) => walk(one))
    .filter((path) => ROUTES.command(path)?.command.allowance === 'clock');
  expect(ofClock.toSorted()).toEqual(commands);
  const components = ROUTES.components.filter(({ allowance }) => allowance === 'clock').map(({ route }) => route);
  expect(components.toSorted()).toMatchInlineSnapshot(`
    [
      "begin-new",
      "dash-again",
      "dash-in",
      "dash-last",
      "dash-out",
      "dash-pause",
      "dash-pick",
      "end",
      "go-on",
      "in",
      "out",
      "out-note",
      "pause",
      "resume",
      "still-at",
      "still-at-form",
      "still-stop",
      "still-yes",
    ]
  `);
});

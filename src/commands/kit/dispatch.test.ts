import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ADA, createHarness, RecordingResponder, SPACE } from '../../../test/support/commands-harness.js';
import { domainError } from '../../domain/errors.js';
import { requestId, userId } from '../../domain/ids.js';
import { StoreUnavailable } from '../../engine/store.js';
import { messageView } from '../../views/message.js';
import { defineRoute } from './custom-id.js';
import { defineButton } from './component.js';
import { defineCommand, defineGroup, type Visibility } from './define.js';
import { AUTOCOMPLETE_AFTER_MS } from './autocomplete.js';
import { DEFER_AFTER_MS } from './dispatch.js';
import { inGuild, manageGuild, type Guard } from './guards.js';
import { opt } from './options.js';
import { AnsweredElsewhere } from './responder.js';
import { failure, message, modal, refreshed, update, type Choice, type Reply } from './reply.js';
import { createRoutes } from './routes.js';

const EPHEMERAL = 64;
const text = (content: string) => messageView({ content });
const press = defineRoute('press', { who: z.string() });
const ID = press.encode({ who: 'x' });

/** One command, one component; what they do is given by the test. */
const setUp = async (
  run: () => Promise<Reply>,
  { visibility = 'ephemeral', guards = [] }: { visibility?: Visibility; guards?: readonly Guard[] } = {},
) => {
  let runs = 0;
  const counted = () => {
    runs += 1;
    return run();
  };
  const choices: { answer: () => Promise<readonly Choice[]> } = { answer: () => Promise.resolve([]) };
  const options = { text: opt.string({ maxLength: 5, autocomplete: () => choices.answer() }).optional() };
  const routes = createRoutes({
    commands: [
      defineCommand({ name: 'do', visibility, guards, options, run: counted }),
      defineGroup({
        name: 'top',
        guards,
        children: [
          defineGroup({
            name: 'mid',
            guards: [],
            children: [defineCommand({ name: 'do', visibility, guards: [], options, run: counted })],
          }),
        ],
      }),
    ],
    components: [defineButton({ route: press, guards, run: counted })],
  });
  return { ...(await createHarness({ routes })), runs: () => runs, choices };
};

/** A handler that ends when told. */
const held = (reply: Reply) => {
  let finish = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return { run: () => done.then(() => reply), finish: () => finish() };
};

describe('the race against the deadline', () => {
  it('answers at once when the handler is quick, and leaves no timer', async () => {
    const h = await setUp(() => Promise.resolve(message(text('hello'))));
    await h.run('nothing');
    const before = h.clock.pending;
    const said = await h.run('do');
    expect(said.responses).toEqual([{ type: 4, data: { ...text('hello'), flags: EPHEMERAL } }]);
    expect(h.clock.pending).toBe(before);
  });

  it.each([
    ['ephemeral', { flags: EPHEMERAL }],
    ['public', {}],
  ] as const)('defers a slow %s command and edits its answer in', async (visibility, data) => {
    const slow = held(message(text('late')));
    const h = await setUp(slow.run, { visibility });
    await h.run('nothing');
    const before = h.clock.pending;
    const said = h.run('do');
    await h.clock.advanceAsync(DEFER_AFTER_MS - 1);
    const early = h.clock.pending - before;
    await h.clock.advanceAsync(1);
    slow.finish();
    const { responses, edits } = await said;
    expect(early).toBe(1);
    expect(responses).toEqual([{ type: 5, data }]);
    expect(edits).toEqual([text('late')]);
    expect(DEFER_AFTER_MS).toBeLessThan(3000);
  });

  it.each([
    ['an update edits the message', update(text('new')), [text('new')], []],
    ['a message follows', message(text('own')), [], [{ ...text('own'), flags: EPHEMERAL }]],
  ])('defers a slow click without a sign: %s', async (_what, reply, edits, followUps) => {
    const slow = held(reply);
    const h = await setUp(slow.run);
    const said = h.click(ID);
    await h.clock.advanceAsync(DEFER_AFTER_MS);
    slow.finish();
    expect(await said).toMatchObject({ responses: [{ type: 6 }], edits, followUps });
  });

  it('explains a modal that comes too late', async () => {
    const slow = held(modal({ custom_id: ID, title: 'x', components: [] }));
    const h = await setUp(slow.run);
    const said = h.run('do');
    await h.clock.advanceAsync(DEFER_AFTER_MS);
    slow.finish();
    expect((await said).edits[0]?.content).toContain('REF0-0001');
  });

  it('updates at once and explains beside it', async () => {
    const h = await setUp(() => Promise.resolve(refreshed(text('now'), domainError('STALE_CONTROL'))));
    const { responses, followUps } = await h.click(ID);
    expect(responses).toEqual([{ type: 7, data: text('now') }]);
    expect(followUps).toMatchObject([{ content: expect.stringContaining('out of date') as string, flags: EPHEMERAL }]);
    expect(h.metrics.total('interactions_total', { name: 'component press', outcome: 'STALE_CONTROL' })).toBe(1);
  });
});

describe('de-duplication', () => {
  it('ignores a second delivery, also while the first one runs', async () => {
    const slow = held(message(text('once')));
    const h = await setUp(slow.run);
    const payload = h.payload.command('do');
    const first = h.send(payload);
    const second = await h.send(payload);
    slow.finish();
    expect((await first).responses).toHaveLength(1);
    expect(second.responses).toHaveLength(0);
    expect(h.runs()).toBe(1);
    expect(h.metrics.total('interactions_total', { outcome: 'duplicate' })).toBe(1);
  });
});

describe('guards', () => {
  const guards = [inGuild, manageGuild];
  const done = () => Promise.resolve(message(text('done')));

  it.each(['command', 'group', 'button', 'modal'])('hold on a %s', async (kind) => {
    const h = await setUp(done, { guards });
    const act = (manager: boolean, guild?: null) => {
      const from = { manager, ...(guild === null ? { guild } : {}) };
      if (kind === 'command') return h.run('do', {}, from);
      if (kind === 'group') return h.run('top mid do', {}, from);
      return kind === 'button' ? h.click(ID, from) : h.submit(ID, { note: 'x' }, from);
    };
    expect((await act(false)).said).toContain('Manage Server');
    expect((await act(true, null)).said).toContain('in a server only');
    expect(h.runs()).toBe(0);
    expect((await act(true)).said).toContain('done');
    expect(h.runs()).toBe(1);
  });

  it('hold on autocomplete, which then has nothing to offer', async () => {
    const h = await setUp(done, { guards });
    h.choices.answer = () => Promise.resolve([{ name: 'secret', value: 'secret' }]);
    expect((await h.complete('do', 'text', 's')).said).not.toContain('secret');
    expect((await h.complete('do', 'text', 's', { manager: true })).said).toContain('secret');
  });
});

describe('failures', () => {
  it('of the unexpected kind show a reference that the log has, and nothing else', async () => {
    const h = await setUp(() => Promise.reject(new Error('password=hunter2')));
    const said = await h.run('do', {}, { id: '123456789' });
    expect(said.responses).toMatchObject([{ type: 4, data: { flags: EPHEMERAL } }]);
    expect(said.said).toContain('REF0-0001');
    expect(said.said).not.toContain('hunter2');
    expect(h.log.at('error')[0]?.fields).toMatchObject({ reference: 'REF0-0001', interaction: '123456789' });
    expect(h.metrics.total('interactions_total', { name: 'do', outcome: 'UNEXPECTED' })).toBe(1);
  });

  it.each([
    ['a failure', () => failure(domainError('UNEXPECTED'))],
    ['an explanation beside an update', () => refreshed(text('now'), domainError('UNEXPECTED'))],
  ])('that the engine did not expect get a reference as well: %s', async (_what, reply) => {
    const h = await setUp(() => Promise.resolve(reply()));
    const said = await h.click(ID, { id: '123456789' });
    expect(said.said).toContain('REF0-0001');
    expect(h.log.at('error')[0]?.fields).toMatchObject({ reference: 'REF0-0001', code: 'UNEXPECTED', interaction: '123456789' });
  });

  it.each([
    [false, 'STORE_UNAVAILABLE'],
    [true, 'COMMIT_UNCERTAIN'],
  ])('of the store are known ones (maybe applied: %s)', async (maybeApplied, outcome) => {
    const h = await setUp(() => Promise.reject(new StoreUnavailable('away', { maybeApplied })));
    expect((await h.run('do')).said).not.toContain('REF0');
    expect(h.metrics.total('interactions_total', { outcome })).toBe(1);
  });

  it('that are expected have their own text, in the language of the member, and are not in the log', async () => {
    const h = await setUp(() => Promise.resolve(failure(domainError('SESSION_NOT_ACTIVE'))));
    expect((await h.run('do', {}, { locale: 'de' })).said).toContain('Du bist nicht eingestempelt.');
    expect(h.log.at('error')).toEqual([]);
  });

  it('to deliver never reject, and are in the log', async () => {
    const h = await setUp(() => Promise.resolve(message(text('lost'))));
    const responder = new RecordingResponder();
    responder.fail = 'respond';
    await h.send(h.payload.command('do'), responder);
    expect(h.log.at('error')[0]?.message).toContain('could not be delivered');
    expect(h.metrics.total('interactions_total', { outcome: 'undelivered' })).toBe(1);
  });

  it('to be first are none: what another process has answered is left to it', async () => {
    const h = await setUp(() => Promise.resolve(message(text('late'))));
    const responder = new RecordingResponder();
    responder.respond = () => Promise.reject(new AnsweredElsewhere());
    await h.send(h.payload.command('do'), responder);
    expect(responder).toMatchObject({ edits: [], followUps: [] });
    expect(h.log.at('error')).toEqual([]);
    expect(h.metrics.total('interactions_total', { outcome: 'elsewhere' })).toBe(1);
  });

  it.each([
    ['an unknown command', 'nothing'],
    ['a subcommand that is none', 'top mid other'],
    ['a group without subcommand', 'top mid'],
  ])('%s is out of date', async (_what, name) => {
    const h = await setUp(() => Promise.resolve(message(text('x'))));
    expect((await h.run(name)).said).toContain('out of date');
    expect(h.runs()).toBe(0);
  });

  it.each(['pc1:press', 'pc1:press:a:b', 'pc1:other:x', 'pc9:press:x', 'other'])('custom id %s is out of date', async (id) => {
    const h = await setUp(() => Promise.resolve(message(text('x'))));
    expect((await h.click(id)).said).toContain('out of date');
    expect(h.runs()).toBe(0);
  });

  it('options that do not fit are out of date', async () => {
    const h = await setUp(() => Promise.resolve(message(text('x'))));
    expect((await h.run('do', { text: 'toolong' })).said).toContain('out of date');
    expect((await h.run('do', { text: '👩👩👩👩👩' })).said).not.toContain('out of date');
  });

  it.each([
    ['no id', { id: undefined }],
    ['nobody', { member: undefined, user: undefined }],
    ['no data', { data: undefined }],
    ['odd permissions', { member: { user: { id: ADA }, permissions: 'all' } }],
  ])('malformed interactions (%s) are answered and named in the log', async (_what, change) => {
    const h = await setUp(() => Promise.resolve(message(text('x'))));
    const said = await h.send({ ...h.payload.command('do'), ...change });
    expect(said.said).toContain('REF0-0001');
    expect(h.log.at('error')[0]?.fields['issues']).toHaveLength(1);
    expect(h.runs()).toBe(0);
  });
});

describe('autocomplete', () => {
  const many = Array.from({ length: 30 }, (_, at) => ({ name: `n${at}`, value: `v${at}` }));
  const h = () => setUp(() => Promise.resolve(message(text('x'))));

  it('answers 25 at most', async () => {
    const one = await h();
    one.choices.answer = () => Promise.resolve(many);
    expect((await one.complete('do', 'text', '')).responses).toEqual([{ type: 8, data: { choices: many.slice(0, 25) } }]);
  });

  it('answers none when it fails', async () => {
    const one = await h();
    one.choices.answer = () => Promise.reject(new Error('redis'));
    expect((await one.complete('do', 'text', '')).responses).toEqual([{ type: 8, data: { choices: [] } }]);
    expect(one.log.at('warn')).toHaveLength(1);
  });

  it('answers none rather than late', async () => {
    const one = await h();
    one.choices.answer = () => new Promise(() => undefined);
    const said = one.complete('do', 'text', '');
    await one.clock.advanceAsync(AUTOCOMPLETE_AFTER_MS);
    expect((await said).responses).toEqual([{ type: 8, data: { choices: [] } }]);
  });
});

describe('context', () => {
  it.each([
    ['a guild that has the bot', {}, 'g100000000000000001'],
    ['a direct message', { guild: null }, `u${ADA}`],
  ])('in %s', async (_what, from, space) => {
    const h = await createHarness();
    await h.run('clockin', { category: 'Meeting' }, from);
    expect(h.changes[0]?.space).toBe(space);
  });

  it('in a guild that has not installed the bot is the own space', async () => {
    const h = await createHarness();
    const payload = h.payload.command('clockin', { category: 'Meeting' });
    await h.send({ ...payload, authorizing_integration_owners: { '1': ADA } });
    expect(h.changes[0]?.space).toBe(`u${ADA}`);
  });

  it('hides nothing in the direct message with the bot', async () => {
    const h = await setUp(() => Promise.resolve(message(text('x'))));
    expect((await h.run('do', {}, { guild: null })).responses).toEqual([{ type: 4, data: text('x') }]);
  });

  it('reads modals of both shapes', async () => {
    for (const rows of [false, true]) {
      const h = await createHarness();
      await h.run('clockin', { category: 'Meeting' });
      const session = h.state().active?.id ?? '';
      await h.send(h.payload.submit(`pc1:note:${ADA}:${session}`, { note: 'new' }, {}, { rows }));
      expect(h.state().active?.note).toBe('new');
    }
  });
});

describe('changes that could not be applied', () => {
  const unapplied = (h: Awaited<ReturnType<typeof createHarness>>, count = 1) => {
    h.notices.waiting = Array.from({ length: count }, (_, at) => ({
      ...{ space: SPACE, user: userId(ADA), requestId: requestId(`r${at}`) },
      ...{ command: 'clockOut', at: h.clock.now(), error: domainError('SESSION_NOT_ACTIVE') },
    }));
  };

  it('are told after the next answer, once', async () => {
    const h = await createHarness();
    unapplied(h);
    const first = await h.run('status');
    expect(first.responses).toHaveLength(1);
    expect(JSON.stringify(first.followUps)).toContain('could not be kept');
    expect((await h.run('status')).followUps).toEqual([]);
  });

  it('are told again when telling failed', async () => {
    const h = await createHarness();
    unapplied(h);
    const responder = new RecordingResponder();
    responder.fail = 'followUp';
    await h.send(h.payload.command('status'), responder);
    expect(h.notices.waiting).toHaveLength(1);
    expect((await h.run('status')).followUps).toHaveLength(1);
  });

  it('are told to the last when there are many', async () => {
    const h = await createHarness();
    unapplied(h, 23);
    const told = [await h.run('status'), await h.run('status'), await h.run('status'), await h.run('status')];
    expect(told.map(({ followUps }) => followUps.length)).toEqual([1, 1, 1, 0]);
    expect(h.notices.waiting).toEqual([]);
  });
});

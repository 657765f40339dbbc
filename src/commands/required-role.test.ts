import { describe, expect, it } from 'vitest';
import { ADA, createHarness, GUILD, messageIn, SPACE } from '../../test/support/commands-harness.js';

const HOUR = 3_600_000;
const manager = { manager: true };
const ROLE = '501';
const member = { roles: [ROLE] };
const ONLY = `is only for members with the role <@&${ROLE}>`;

/** “Meeting” is only for those with the role. */
const setUp = async () => {
  const h = await createHarness();
  const edit = (values: Record<string, string>) => h.run('admin categories edit', { category: 'Meeting', ...values }, manager);
  await edit({ 'required-role': ROLE });
  return { ...h, edit };
};

describe('a category that requires a role', () => {
  it('is clocked in to by those who have it', async () => {
    const h = await setUp();
    expect((await h.run('clockin', { category: 'Meeting' })).said).toContain(ONLY);
    expect((await h.click(`pc1:in:${ADA}:meeting`)).said).toContain(ONLY);
    expect((await h.run('clockin', { category: 'Meetign' })).said).not.toContain('Meeting"');
    expect(h.state().active).toBeNull();
    await h.run('clockin', { category: 'Meeting' }, member);
    expect(h.state().active?.category).toBe('meeting');
  });

  it('is offered to nobody else', async () => {
    const h = await setUp();
    for (const command of ['clockin', 'session in', 'session switch', 'session add']) {
      expect((await h.complete(command, 'category', 'meet')).said).not.toContain('"meeting"');
      expect((await h.complete(command, 'category', 'meet', member)).said).toContain('"meeting"');
    }
    expect((await h.complete('admin categories edit', 'category', 'meet', manager)).said).toContain('"meeting"');
  });

  it('is no way out of another one: switch, add, edit', async () => {
    const h = await setUp();
    await h.run('clockin', { category: 'Work' });
    h.clock.advance(HOUR);
    expect((await h.run('session switch', { category: 'Meeting' })).said).toContain(ONLY);
    expect((await h.run('session add', { category: 'Meeting', start: '3h ago', duration: '10m' })).said).toContain(ONLY);
    const id = h.state().active?.id ?? '';
    const form = await h.click(`pc1:edit:${ADA}:${id}`);
    expect(form.said).not.toContain('"meeting"');
    const typed = { start: '2h ago', end: '', category: ['meeting'], note: '' };
    expect((await h.submit(`pc1:edit-active:${ADA}:${id}`, typed)).said).toContain(ONLY);
    expect(h.state().active?.category).toBe('work');
  });

  it('is not gone on with by who lost the role', async () => {
    const h = await setUp();
    await h.run('clockin', { category: 'Meeting' }, member);
    h.clock.advance(HOUR);
    const summary = messageIn((await h.run('clockout', {}, member)).responses[0]);
    const { id } = h.state().last ?? { id: '' };
    expect((await h.click(summary.button('Reopen'))).said).toContain(ONLY);
    for (const route of ['go-on', 'begin-new']) expect((await h.click(`pc1:${route}:${ADA}:${id}`)).said).toContain(ONLY);
    await h.click(summary.button('Reopen'), member);
    expect(h.state().active?.id).toBe(id);
  });

  it('says so in the list, and is for everybody again with @everyone', async () => {
    const h = await setUp();
    expect((await h.run('admin categories list', {}, manager)).said).toContain(`only for <@&${ROLE}>`);
    await h.edit({ 'required-role': GUILD });
    expect((await h.spaces.get(SPACE)).categories.find(({ id }) => id === 'meeting')?.requires).toBeNull();
    expect((await h.run('admin categories add', { name: 'Secret', 'required-role': ROLE }, manager)).said).toContain('added');
    expect((await h.spaces.get(SPACE)).categories.find(({ name }) => name === 'Secret')?.requires).toBe(ROLE);
  });
});

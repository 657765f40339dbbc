import { describe, expect, it } from 'vitest';
import { createHarness, messageIn } from '../../test/support/commands-harness.js';

const MINUTE = 60_000;

/** Clocked in, with the card of that session. */
const clockedIn = async () => {
  const h = await createHarness();
  const card = messageIn((await h.run('clockin', { category: 'Meeting' })).responses[0]);
  return { ...h, card };
};

describe('a click on a card that is behind', () => {
  it.each(['Pause', 'Clock out'])('%s: a session that began meanwhile is left alone', async (label) => {
    const h = await clockedIn();
    await h.run('clockout');
    h.clock.advance(MINUTE);
    await h.run('clockin', { category: 'Study' });
    const before = h.state();
    const said = await h.click(h.card.button(label));
    expect(h.state()).toBe(before);
    expect(JSON.stringify(said.followUps)).toContain('out of date');
    expect(messageIn(said.responses[0]).button('Pause')).toContain(before.active?.id);
  });
});

describe('while nobody can look', () => {
  /** Clocked in, and another process that knows nothing of it and cannot look. */
  const elsewhere = async () => {
    const h = await clockedIn();
    const other = await createHarness({ beside: h });
    other.redis.away();
    return { ...other, card: h.card };
  };

  it('a click is taken all the same', async () => {
    const h = await clockedIn();
    h.redis.away();
    const said = await h.click(h.card.button('Pause'));
    expect(h.state().active?.status).toBe('PAUSED');
    expect(said.responses[0]?.type).toBe(7);
  });

  it.each(['Pause', 'Clock out'])('%s shows nothing that is only assumed, and leaves the card', async (label) => {
    const h = await elsewhere();
    const said = await h.click(h.card.button(label));
    expect(h.changes).toHaveLength(1);
    expect(said.responses).toMatchObject([
      { type: 4, data: { content: expect.stringContaining('Recorded, will sync') as string, embeds: [], flags: 64 } },
    ]);
  });

  it.each(['clockout', 'session pause'])('/%s shows nothing that is only assumed', async (command) => {
    const { responses } = await (await elsewhere()).run(command);
    expect(responses).toMatchObject([
      { data: { content: expect.stringContaining('Recorded, will sync') as string, embeds: [] } },
    ]);
  });

  it("a clock-in of one's own space needs no list of categories", async () => {
    const h = await createHarness();
    h.redis.away();
    const { responses } = await h.run('clockin', { category: 'Ｇarden' }, { guild: null });
    expect(responses).toMatchObject([{ data: { embeds: [{ title: expect.stringContaining('Ｇarden') as string }] } }]);
    expect(h.changes[0]?.after.active?.category).toBe('garden');
  });

  it('a clock-in of a guild of which nothing is known is refused, honestly', async () => {
    const h = await createHarness();
    h.redis.away();
    expect((await h.run('clockin', { category: 'Meeting' })).said).toContain('database');
    expect(h.changes).toEqual([]);
  });
});

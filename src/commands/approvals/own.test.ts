import { describe, expect, it } from 'vitest';
import { BOB } from '../../../test/support/commands-harness.js';
import { answer, ask, asking, inChannel, REQUESTS } from '../../../test/support/approvals-harness.js';
import { said } from '../../../test/support/entries-harness.js';
import { channelId } from '../../domain/ids.js';

const text = (shown: unknown): string => JSON.stringify(shown);

const asked = async (posts = true) => {
  const h = await asking({ membersAddEntries: false });
  if (!posts) h.messages.refuses = 'DISCORD_UNAVAILABLE';
  await ask(h, said(await h.run('session add', { category: 'Work', start: '8:00', duration: '2h' })), 'forgot it');
  h.messages.refuses = null;
  const list = async () => said(await h.run('session requests'));
  const detail = async () => said(await h.click((await list()).button('Show')));
  return { ...h, list, detail };
};

describe('/session requests', () => {
  it('lists what waits for an answer, and shows each', async () => {
    const h = await asked();
    expect((await h.list()).text).toMatch(new RegExp(`Add an entry.*2 h.*Waits for an answer in <#${REQUESTS}>`, 's'));
    const detail = await h.detail();
    expect(detail.labels).toEqual(['Withdraw', 'Send again']);
    expect(text(detail.embeds)).toContain('forgot it');
    await answer(h, inChannel(h), 'Decline…', { reason: 'no' });
    expect((await h.list()).text).toContain('Nothing waits for an answer');
  });

  it('is for whoever asked alone', async () => {
    const h = await asked();
    const { button } = await h.detail();
    for (const label of ['Withdraw', 'Send again'])
      expect((await h.click(button(label), { user: BOB, manager: true })).said).toContain('belong to somebody else');
    expect((await h.run('session requests', {}, { user: BOB })).said).toContain('Nothing waits');
    expect((await h.run('session requests', {}, { guild: null })).said).toContain('in a server only');
  });
});

describe('withdrawing', () => {
  it('takes the request back, and the message in the channel says so', async () => {
    const h = await asked();
    const detail = await h.detail();
    expect((await h.click(detail.button('Withdraw'))).said).toContain('Withdrawn, nothing was changed');
    expect(inChannel(h).labels).toEqual([]);
    expect(text(inChannel(h).embeds)).toContain('Withdrawn: Add an entry');
    expect(await h.requests()).toEqual([]);
    expect((await h.click(detail.button('Withdraw'))).said).toContain('no longer there');
  });

  it('also when the message cannot be changed; not what is answered', async () => {
    const h = await asked();
    const detail = await h.detail();
    h.messages.refuses = 'CHANNEL_HIDDEN';
    expect((await h.click(detail.button('Withdraw'))).said).toContain('Withdrawn');
    expect(await h.requests()).toEqual([]);
    h.messages.refuses = null;
    await ask(h, said(await h.run('session add', { category: 'Work', start: '8:00', duration: '2h' })));
    const other = await h.detail();
    await answer(h, inChannel(h), 'Approve');
    expect((await h.click(other.button('Withdraw'))).said).toContain('has been answered already');
    expect(await h.kept()).toHaveLength(1);
  });
});

describe('sending again', () => {
  it('posts what could not be posted', async () => {
    const h = await asked(false);
    expect((await h.list()).text).toContain('Not posted yet');
    const sent = said(await h.click((await h.detail()).button('Send again')));
    expect(text(sent.embeds)).toContain(`Waits for an answer in <#${REQUESTS}>`);
    expect(h.messages.posted).toHaveLength(1);
    await answer(h, inChannel(h), 'Approve');
    expect(await h.kept()).toHaveLength(1);
  });

  it('says so when it still cannot be', async () => {
    const h = await asked(false);
    h.messages.refuses = 'CHANNEL_READ_ONLY';
    expect((await h.click((await h.detail()).button('Send again'))).said).toContain('may not write');
    await h.set({ requestChannel: null });
    expect((await h.click((await h.detail()).button('Send again'))).said).toContain('no channel for requests');
  });

  it('does not post twice what is there, and posts anew what was deleted or is shown elsewhere by now', async () => {
    const h = await asked();
    const detail = await h.detail();
    expect((await h.click(detail.button('Send again'))).said).toContain(`It is in <#${REQUESTS}>`);
    expect(h.messages.posted).toHaveLength(1);
    h.messages.delete(h.messages.posted[0]!.id);
    await h.click(detail.button('Send again'));
    expect(h.messages.posted).toHaveLength(1);
    await h.set({ requestChannel: channelId('601') });
    await h.click(detail.button('Send again'));
    expect(h.messages.posted.map(({ channel }) => channel)).toEqual([REQUESTS, '601']);
    expect(await h.requests()).toMatchObject([{ posted: { channel: '601' } }]);
  });
});

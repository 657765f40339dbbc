import { describe, expect, it } from 'vitest';
import { ADA, BOB, createHarness, SPACE } from '../../../../test/support/commands-harness.js';
import { userId } from '../../../domain/ids.js';
import { SYSTEM_IDS } from './custom-ids.js';

const manager = { manager: true };
const owner = userId(ADA);

describe('/admin system', () => {
  it('shows the last hour of this server, with its picture and what it says', async () => {
    const h = await createHarness();
    const { said, files, responses } = await h.run('admin system', {}, manager);
    expect(h.asked).toEqual([{ space: SPACE, user: ADA, time: '1h' }]);
    expect(said).toContain('Punchcard 0.1.0');
    expect(files).toMatchObject([{ name: 'last-hour.png', contentType: 'image/png' }]);
    expect(said).toContain('attachment://last-hour.png');
    expect(said).toContain(JSON.stringify(h.drawn[0]?.alt).slice(1, -1));
    expect(responses).toMatchObject([{ data: { flags: 64 | (1 << 15) } }]);
  });

  it('another time takes the place of the message, and its picture that of the old one', async () => {
    const h = await createHarness();
    const { responses, files } = await h.choose(SYSTEM_IDS.times.encode({ owner }), ['24h'], manager);
    expect(h.asked).toMatchObject([{ time: '24h' }]);
    expect(responses).toMatchObject([{ type: 7, data: { attachments: [{ id: '0', filename: 'last-hour.png' }] } }]);
    expect(files).toHaveLength(1);
    await h.click(SYSTEM_IDS.refresh.encode({ owner, time: '5m' }), manager);
    expect(h.asked).toMatchObject([{ time: '24h' }, { time: '5m' }]);
  });

  it('goes without a picture that cannot be drawn, and leaves no old one behind', async () => {
    const h = await createHarness();
    h.pictures.draw = () => Promise.resolve(null);
    const first = await h.run('admin system', {}, manager);
    expect(first.said).toContain('could not be drawn');
    expect([first.files, first.said.includes('attachment://')]).toEqual([[], false]);
    const { responses } = await h.click(SYSTEM_IDS.refresh.encode({ owner, time: '1h' }), manager);
    expect(responses).toMatchObject([{ type: 7, data: { attachments: [] } }]);
  });

  it('is for whoever may see it, each time, and for the one who asked', async () => {
    const h = await createHarness();
    const ids = [SYSTEM_IDS.refresh.encode({ owner, time: '1h' })];
    for (const id of ids) {
      expect((await h.click(id)).said).toContain('the permission “See the system”');
      expect((await h.click(id, { ...manager, user: BOB })).responses).toMatchObject([{ type: 4 }]);
    }
    expect((await h.choose(SYSTEM_IDS.times.encode({ owner }), ['1h'])).said).toContain('See the system');
    expect((await h.choose(SYSTEM_IDS.times.encode({ owner }), ['9y'], manager)).responses).toMatchObject([{ type: 4 }]);
    expect(h.asked).toEqual([]);
  });
});

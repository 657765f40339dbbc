import { expect, it } from 'vitest';
import { onStage, type OnStage } from '../support/notion/on-stage.js';
import { ADA, BOB } from '../support/notion/stage.js';
import { compare } from '../torture-notion/compare.js';

/** What the torture of the synchronisation judges by has to see what is wrong. */

let world: OnStage['world'];
let stage: OnStage['stage'];

onStage('2026-12-01T09:00:00Z', async (there) => {
  ({ world, stage } = there);
  await stage.categories('Math');
  await stage.connect();
  await stage.clockIn(ADA);
  stage.minutes(60);
  await stage.clockOut(ADA);
  stage.minutes(24 * 60);
  await stage.clockIn(BOB);
  await stage.sync();
});

const found = async (trashed: readonly string[] = []): Promise<readonly string[]> => {
  const [connection, config] = [await stage.connection(), await stage.chain.spaces.get(stage.space)];
  const asked = { space: stage.space, users: [ADA, BOB], connection, config, now: world.now, trashed: new Set(trashed) };
  return (await compare(stage.chain, world.notion, asked)).problems;
};

it('finds nothing when all is in step, and each thing that is not', async () => {
  expect(await found()).toEqual([]);
  const { timers, rollups } = (await stage.connection()).tables;
  const [page] = await stage.pages('timers');
  const [id, entry] = [String(page?.['id']), String(page?.['entryId'])];
  world.notion.byHand.trash(id);
  expect(await found()).toEqual([`${entry} has 0 pages instead of 1`]);
  expect(await found([entry])).toEqual([]);
  world.notion.byHand.trash(id, false);
  world.notion.byHand.edit(id, { [timers!.properties['effective']!]: { number: 7 } });
  expect(await found()).toEqual([`${entry}: effective is 7 at Notion and 1 here`]);
  world.notion.byHand.edit(id, { [timers!.properties['effective']!]: { number: 1 } });
  const copy = (value: string) => ({ rich_text: [{ text: { content: value } }] });
  const second = world.notion.byHand.create(timers!.dataSourceId, { entryId: copy(entry) });
  expect(await found()).toContain(`${entry} has 2 pages instead of 1`);
  world.notion.byHand.edit(second, { entryId: copy('nobody') });
  expect(await found()).toEqual(['there is a page of nobody, which is no entry']);
  world.notion.byHand.trash(second);
  const [day] = await stage.pages('rollups');
  world.notion.byHand.edit(String(day?.['id']), { [rollups!.properties['sum:math']!]: { number: 3 } });
  expect(await found()).toEqual([
    `${ADA}:20261201: the total is 3 at Notion and 1 here`,
    `${ADA}:20261201: math is 3 at Notion and 1 here`,
  ]);
  world.notion.byHand.trash(String(day?.['id']));
  expect(await found()).toEqual([`${ADA}:20261201 has 0 pages`]);
});

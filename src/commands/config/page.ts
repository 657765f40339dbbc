import { isGuildSpace, type SpaceId } from '../../domain/ids.js';
import type { Topic } from '../../domain/setting-kinds.js';
import { isSameValue, settingsIn, topicsIn } from '../../domain/settings.js';
import { recount } from '../../engine/documents/kinds/recount-progress.js';
import { StoreUnavailable } from '../../engine/store.js';
import type { LayoutView } from '../../views/message.js';
import { settingsPanel, type SettingsPanelModel } from '../../views/settings/panel.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { menuRow } from '../kit/select.js';
import { standardOf } from '../../actions/settings.js';
import { controlOf, MENUS } from './controls.js';
import { CONFIG_IDS } from './custom-ids.js';

export type Paging = Pick<Deps, 'spaces' | 'defaults' | 'documents'>;

interface Said {
  /** Translated, safe to show. */
  readonly done?: string;
  readonly warnings?: readonly string[];
}

/** A page of the panel as everything stands now, read from the configuration. Rejects with `StoreUnavailable`. */
export const settingsPage = async (ctx: Context, topic: Topic, deps: Paging, said: Said = {}): Promise<LayoutView> => {
  const { t, space } = ctx;
  const { settings } = await deps.spaces.get(space);
  const topics = topicsIn(space);
  // A page that the space does not have comes from a message of another place.
  const shown = topics.includes(topic) ? topic : (topics[0] ?? topic);
  const items = settingsIn(space, shown).map((key) => {
    const [value, standard] = [settings[key], standardOf(key, deps)];
    const resetId = isSameValue(value, standard) ? null : CONFIG_IDS.reset.encode({ key });
    return { key, value, control: controlOf(key, value, standard, t), resetId };
  });
  return settingsPanel(
    {
      own: !isGuildSpace(space),
      topic: shown,
      items,
      done: said.done ?? null,
      warnings: said.warnings ?? [],
      recount: shown === 'time' ? await recountOf(space, deps) : null,
      topics: menuRow(MENUS.topics, CONFIG_IDS.topics.encode({}), t, {
        options: topics.map((value) => ({ value, label: t(`settings.topics.${value}.name`) })),
        selected: [shown],
      }),
    },
    t,
  );
};

/** How far a recount is. While Redis is away nobody knows, and the settings are shown all the same. */
const recountOf = async (space: SpaceId, { documents }: Pick<Deps, 'documents'>): Promise<SettingsPanelModel['recount']> => {
  try {
    const { isRunning, askedAt, entries, movedMs } = await documents.of(recount).get(space);
    const refreshId = CONFIG_IDS.refresh.encode({ topic: 'time' });
    return askedAt === null ? null : { isRunning, askedAt, entries, movedMs, refreshId };
  } catch (error) {
    if (error instanceof StoreUnavailable) return null;
    throw error;
  }
};

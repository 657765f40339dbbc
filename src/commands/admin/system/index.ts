import { SYSTEM_TIMES, type SystemTime } from '../../../views/system/model.js';
import { systemPanel } from '../../../views/system/panel-card.js';
import { lastHourPicture } from '../../../views/system/picture.js';
import type { Deps } from '../../deps.js';
import { defineButton } from '../../kit/component.js';
import type { Context } from '../../kit/context.js';
import { defineCommand } from '../../kit/define.js';
import { field } from '../../kit/fields/index.js';
import { needs, ownedBy } from '../../kit/guards.js';
import { message, update } from '../../kit/reply.js';
import type { Attachment } from '../../kit/responder.js';
import { defineSelect, menuRow } from '../../kit/select.js';
import { SYSTEM_IDS } from './custom-ids.js';

type SystemDeps = Pick<Deps, 'system' | 'pictures'>;

const FILE = 'last-hour.png';
const TIMES_MENU = field.select({
  label: 'system.times.label',
  options: SYSTEM_TIMES.map((time) => ({ value: time, label: `system.times.${time}` as const })),
});

/** The panel of a time, with its picture; without one when it cannot be drawn. */
const panelOf = async (ctx: Context, time: SystemTime, { system, pictures }: SystemDeps) => {
  const panel = await system.panel({ space: ctx.space, user: ctx.user, time });
  const spec = lastHourPicture(panel.lastHour, ctx.t);
  const png = await pictures.draw(spec);
  const files: readonly Attachment[] = png === null ? [] : [{ name: FILE, data: png, contentType: 'image/png' }];
  const view = systemPanel(
    panel,
    {
      picture: png === null ? null : { url: `attachment://${FILE}`, alt: spec.alt },
      times: menuRow(TIMES_MENU, SYSTEM_IDS.times.encode({ owner: ctx.user }), ctx.t, [time]),
      refresh: SYSTEM_IDS.refresh.encode({ owner: ctx.user, time }),
    },
    ctx.t,
  );
  return { view, files };
};

export const system = defineCommand({
  name: 'system',
  visibility: 'ephemeral',
  guards: [needs('seeSystem')],
  options: {},
  async run(ctx, _options, deps: SystemDeps) {
    const { view, files } = await panelOf(ctx, '1h', deps);
    return files.length === 0 ? message(view) : message(view, files);
  },
});

const guards = [needs('seeSystem'), ownedBy('owner')];
const shown = async (ctx: Context, time: SystemTime, deps: SystemDeps) => {
  const { view, files } = await panelOf(ctx, time, deps);
  return update(view, files);
};

export const systemComponents = [
  defineButton({ route: SYSTEM_IDS.refresh, guards, run: (ctx, { time }, deps: SystemDeps) => shown(ctx, time, deps) }),
  defineSelect({
    route: SYSTEM_IDS.times,
    guards,
    field: TIMES_MENU,
    run: (ctx, _args, [time = '1h'], deps: SystemDeps) => shown(ctx, time, deps),
  }),
];

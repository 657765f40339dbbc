import { ButtonStyle, type APIActionRowComponent, type APISelectMenuComponent } from 'discord-api-types/v10';
import { formatBytes, formatDuration, formatMilliseconds, formatNumber } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import { COLOUR } from '../colours.js';
import { buttons, container, lines, menu, picture, separator, text, type Block } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import { button, type LayoutView } from '../message.js';
import { answersText, figureText } from './figures.js';
import { verdictsOf, type Component, type Verdict } from './lights.js';
import { MINUTES_OF, type OperatorFigures, type SystemPanel } from './model.js';

/** What the message has besides its figures. */
export interface SystemControls {
  /** Where the picture is, and its text for whoever cannot see it; null: it could not be drawn. */
  readonly picture: { readonly url: string; readonly alt: string } | null;
  /** Leads to other times. */
  readonly times: APIActionRowComponent<APISelectMenuComponent>;
  /** Custom id of the button that looks again. */
  readonly refresh: string;
}

/** Shapes differ, not only colours. */
const LIGHTS: Readonly<Record<Verdict['light'], string>> = { green: '🟢', amber: '🔶', red: '🔴', off: '⚪' };
const OPERATIONS_SHOWN = 8;

type Judged = ReturnType<typeof verdictsOf>[number];

const lineOf = ({ component, verdict }: Judged, panel: SystemPanel, t: Translator): string => {
  const line = `${LIGHTS[verdict.light]} **${t(`system.component.${component}`)}** · ${figureText(component, panel, t)}`;
  return verdict.advice === null ? line : `${line}\n→ ${t(`system.advice.${verdict.advice}`)}`;
};

const summaryOf = (judged: readonly Judged[], t: Translator): string => {
  const names = (light: Verdict['light']): readonly string[] =>
    judged.filter(({ verdict }) => verdict.light === light).map(({ component }) => nameOf(component, t));
  const [red, amber] = [names('red'), names('amber')];
  const parts = [
    ...(red.length === 0 ? [] : [t('system.summary.red', { names: red.join(', ') })]),
    ...(amber.length === 0 ? [] : [t('system.summary.amber', { names: amber.join(', ') })]),
  ];
  return parts.length === 0 ? t('system.summary.green') : parts.join('\n');
};

const nameOf = (component: Component, t: Translator): string => t(`system.component.${component}`);

const answersLine = ({ figures: { answers, failed }, own }: SystemPanel, t: Translator): string =>
  `${answersText(answers, t)}\n${t('system.clicks', { clicks: formatNumber(own.clicks, t), failed: formatNumber(failed, t) })}`;

/** Of what time the figures are, and whose. */
const footLine = ({ time, ageMs, process, now }: SystemPanel, t: Translator): string => {
  const wanted = MINUTES_OF[time] * 60_000;
  const since =
    ageMs < wanted
      ? [t('system.foot.young', { age: formatDuration(ageMs, t) })]
      : [t('system.foot.uptime', { duration: formatDuration(now.uptimeMs, t) }), t(`system.foot.${time}`)];
  const whose =
    process === null ? [] : [t('system.foot.process', { name: userText(process.name), of: formatNumber(process.of, t) })];
  return `-# ${[...since, ...whose].join(' · ')}`;
};

const operatorLines = ({ servers, clicks, due }: OperatorFigures, { now }: SystemPanel, t: Translator): readonly string[] => {
  const { eventLoop, memory, desired, caches, journal, operations, shards, forecasts, concerns } = now;
  const ms = (value: number): string => formatMilliseconds(value, t);
  return [
    t('system.all.servers', { servers: formatNumber(servers, t), clicks: formatNumber(clicks, t) }),
    due === null
      ? t('system.all.dueElsewhere')
      : t('system.all.due', { lag: formatDuration(due.lagMs, t), failing: formatNumber(due.failing, t) }),
    ...Object.entries(desired).map(([kind, { queued, failing }]) =>
      t('system.all.desired', { kind: userText(kind), queued: formatNumber(queued, t), failing: formatNumber(failing, t) }),
    ),
    t('system.all.loop', { p50: ms(eventLoop.p50), p99: ms(eventLoop.p99), max: ms(eventLoop.max) }),
    t('system.all.memory', { rss: formatBytes(memory.rss, t), used: formatBytes(memory.heapUsed, t) }),
    t('system.all.stored', {
      cached: formatNumber(caches.l1.size, t),
      journal: formatBytes(journal.bytes, t),
      mode: now.redis.mode,
    }),
    ...(forecasts.backend === null ? [] : [t('system.all.network', { backend: userText(forecasts.backend) })]),
    ...concerns.map((concern) => `⚠️ ${userText(concern)}`),
    ...shards.map(({ id, state, pingMs, guilds }) =>
      t('system.all.shard', {
        id,
        state: userText(state),
        ping: pingMs === null ? t('system.all.noPing') : ms(pingMs),
        guilds: formatNumber(guilds, t),
      }),
    ),
    ...operations
      .toSorted((a, b) => b.count - a.count)
      .slice(0, OPERATIONS_SHOWN)
      .map(({ name, outcome, count }) =>
        t('system.all.operation', { name: userText(name), outcome: userText(outcome), count: formatNumber(count, t) }),
      ),
  ];
};

const colourOf = (judged: readonly Judged[]): number => {
  if (judged.some(({ verdict }) => verdict.light === 'red')) return COLOUR.warning;
  return judged.some(({ verdict }) => verdict.light === 'amber') ? COLOUR.paused : COLOUR.running;
};

/** The panel of /admin system: what needs somebody first, with what to do; then what is well; the last hour as a picture. */
export const systemPanel = (panel: SystemPanel, controls: SystemControls, t: Translator): LayoutView => {
  const judged = verdictsOf(panel);
  const ill = judged.filter(({ verdict }) => verdict.advice !== null);
  const well = judged.filter(({ verdict }) => verdict.advice === null);
  const block = (some: readonly Judged[]): readonly Block[] =>
    some.length === 0 ? [] : [separator(), lines(some.map((one) => lineOf(one, panel, t)))];
  const { operator } = panel;
  return layout(
    [
      container(
        [
          text(`## ${t('system.title', { version: panel.now.version })}\n${summaryOf(judged, t)}`),
          ...block(ill),
          ...block(well),
          separator(),
          text(answersLine(panel, t)),
          controls.picture === null ? text(`-# ${t('system.noPicture')}`) : picture(controls.picture.url, controls.picture.alt),
          ...(operator === null
            ? []
            : [separator(), text(`### ${t('system.all.title')}`), lines(operatorLines(operator, panel, t))]),
          text(footLine(panel, t)),
          menu(controls.times),
          ...buttons([button(controls.refresh, t('system.refresh'), ButtonStyle.Secondary)]),
        ],
        colourOf(judged),
      ),
    ],
    t,
  );
};

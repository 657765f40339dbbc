import { ButtonStyle } from 'discord-api-types/v10';
import type { UserId } from '../../domain/ids.js';
import { formatDuration, formatNumber } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { buttons, container, separator, text, type Block } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import { button, pageButton, type LayoutView } from '../message.js';
import { categoryLabel, fitLines, mentionUser, timestamp, type CategoryLook } from '../text.js';
import { personText, shortLabel, type PersonOn } from './people.js';

/** Custom ids of the buttons: the same for as long as the dashboard is there. */
export interface DashboardControls {
  readonly clockIn: string;
  /** Null on a dashboard of one category. */
  readonly again: string | null;
  readonly pause: string;
  readonly clockOut: string;
  readonly status: string;
  readonly people: string;
  /** Address of the web page; null or left out: nobody reaches one. */
  readonly page?: string | null;
}

/** What was done today for a category, ms. */
export interface DoneToday {
  readonly category: CategoryLook;
  /** In sessions that have ended. */
  readonly endedMs: number;
  /** In those that run, as of the moment of the model. */
  readonly runningMs: number;
}

export interface DashboardModel {
  /** What it is about; null: the whole server. */
  readonly category: CategoryLook | null;
  /** Longest first; null where the server does not show who it is, or not who is on the clock for this. */
  readonly people: readonly PersonOn[] | null;
  /** How many are on the clock in a category, and how many of them are on a break. Most first. */
  readonly counts: readonly { readonly category: CategoryLook; readonly on: number; readonly paused: number }[];
  readonly today: readonly DoneToday[];
  /** Who has done most this week; null where there are no boards. */
  readonly top: readonly { readonly user: UserId; readonly ms: number }[] | null;
  /** When what runs was counted, ms. */
  readonly asOf: number;
  readonly controls: DashboardControls;
}

/** People shown on the message; all of them are behind a button. */
const PEOPLE = 20;
/** Characters for the list of people, and for the list of categories. */
const PEOPLE_CHARACTERS = 1_800;
const TODAY_CHARACTERS = 800;
const COUNTS_CHARACTERS = 300;
const MEDALS = ['🥇', '🥈', '🥉'];

const totalOf = (counts: DashboardModel['counts'], what: 'on' | 'paused'): number =>
  counts.reduce((sum, each) => sum + each[what], 0);

const titleOf = ({ category, counts }: DashboardModel, t: Translator): string => {
  const n = formatNumber(totalOf(counts, 'on'), t);
  const paused = totalOf(counts, 'paused');
  const title =
    category === null ? t('dashboards.title', { n }) : t('dashboards.titleOf', { n, category: categoryLabel(category) });
  return `## ${title}${paused === 0 ? '' : `\n-# ${t('dashboards.paused', { n: formatNumber(paused, t) })}`}`;
};

/** The first lines, as many as there is room for, and how many more there are. */
const firstOf = (lines: readonly string[], t: Translator): { readonly text: string; readonly more: number } => {
  const shown: string[] = [];
  let used = 0;
  for (const line of lines.slice(0, PEOPLE)) {
    used += line.length + 1;
    if (used > PEOPLE_CHARACTERS) break;
    shown.push(line);
  }
  const more = lines.length - shown.length;
  return { text: [...shown, ...(more === 0 ? [] : [t('common.more', { n: more })])].join('\n'), more };
};

const countText = ({ category, on, paused }: DashboardModel['counts'][number], t: Translator): string =>
  [
    `${shortLabel(category)}: ${formatNumber(on, t)}`,
    ...(paused === 0 ? [] : [t('dashboards.paused', { n: formatNumber(paused, t) })]),
  ].join(' · ');

/** How many there are in each category, in one line: where it is not shown beside the names. */
const countsLine = ({ counts }: DashboardModel, t: Translator): string => {
  const all = counts.map(({ category, on }) => `${shortLabel(category)}: ${formatNumber(on, t)}`);
  let shown = all.length;
  while (shown > 1 && all.slice(0, shown).join(' · ').length > COUNTS_CHARACTERS) shown -= 1;
  const more = shown === all.length ? [] : [t('common.more', { n: all.length - shown })];
  return `-# ${[...all.slice(0, shown), ...more].join(' · ')}`;
};

const peopleOf = (model: DashboardModel, t: Translator): ReturnType<typeof firstOf> => {
  const { people, counts, category } = model;
  if (people === null) {
    // How many there are in one category says the title already.
    return { ...firstOf(category === null ? counts.map((count) => countText(count, t)) : [], t), more: 0 };
  }
  const first = firstOf(
    people.map((person) => personText(person, t)),
    t,
  );
  const lacksCategories = category === null && people.some((person) => person.category === null);
  return lacksCategories ? { ...first, text: `${first.text}\n${countsLine(model, t)}` } : first;
};

const todayOf = ({ today, counts, category, asOf }: DashboardModel, t: Translator): string => {
  const rows = today
    .map((row) => ({ ...row, ms: row.endedMs + row.runningMs }))
    .filter(({ ms }) => ms >= 1_000)
    .toSorted((a, b) => b.ms - a.ms);
  const counted = totalOf(counts, 'on') === 0 ? '' : ` · ${t('dashboards.asOf', { time: timestamp(asOf, 't') })}`;
  const head = `**${t('dashboards.today')}**${counted}`;
  if (rows.length === 0) return `${head}\n${t('dashboards.nothingYet')}`;
  const lines = rows.map((row) => `${shortLabel(row.category)}: ${formatDuration(row.ms, t)}`);
  const sum = formatDuration(
    rows.reduce((total, { ms }) => total + ms, 0),
    t,
  );
  if (category !== null) return `${head}\n${sum}`;
  const all = rows.length === 1 ? '' : `\n**${t('dashboards.together', { duration: sum })}**`;
  return `${head}\n${fitLines(lines, TODAY_CHARACTERS, (n) => t('common.more', { n }))}${all}`;
};

const topOf = ({ top }: DashboardModel, t: Translator): readonly Block[] => {
  const some = (top ?? []).filter(({ ms }) => ms >= 1_000);
  if (some.length === 0) return [];
  const lines = some.map(({ user, ms }, at) => `${MEDALS[at] ?? ''} ${mentionUser(user)} · ${formatDuration(ms, t)}`);
  return [separator(), text([`**${t('dashboards.week')}**`, ...lines].join('\n'))];
};

const colourOf = ({ category, counts }: DashboardModel): number => {
  if (totalOf(counts, 'on') === 0) return COLOUR.off;
  return category?.colour ?? COLOUR.running;
};

/** The dashboard of a server, or of one of its categories, as everybody in the channel reads it. */
export const serverDashboard = (model: DashboardModel, t: Translator): LayoutView => {
  const { controls } = model;
  const people = peopleOf(model, t);
  const { Success, Primary, Danger, Secondary } = ButtonStyle;
  return layout(
    [
      container(
        [
          text(titleOf(model, t)),
          ...(people.text === '' ? [] : [text(people.text)]),
          separator(),
          text(todayOf(model, t)),
          ...topOf(model, t),
          separator(),
          ...buttons([
            button(controls.clockIn, t('dashboards.buttons.clockIn'), Success),
            ...(controls.again === null ? [] : [button(controls.again, t('dashboards.buttons.again'), Secondary)]),
            button(controls.pause, t('dashboards.buttons.pause'), Primary),
            button(controls.clockOut, t('dashboards.buttons.clockOut'), Danger),
            button(controls.status, t('dashboards.buttons.status'), Secondary),
            ...(people.more > 0 ? [button(controls.people, t('dashboards.buttons.people'), Secondary)] : []),
            ...pageButton(controls.page, t),
          ]),
        ],
        colourOf(model),
      ),
    ],
    t,
  );
};

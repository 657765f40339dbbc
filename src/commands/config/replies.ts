import type { DomainError } from '../../domain/errors.js';
import type { Result } from '../../domain/result.js';
import { writeSetting } from '../../domain/setting-text.js';
import { settingRow, type SettingKey, type SettingValue } from '../../domain/settings.js';
import type { LayoutView } from '../../views/message.js';
import { noticeView } from '../../views/notice.js';
import { pastQuestion } from '../../views/settings/question.js';
import { settingMarkdown } from '../../views/settings/value.js';
import { settingName } from '../../views/settings/words.js';
import type { Context } from '../kit/context.js';
import { failure, message, refreshed, update, type Reply } from '../kit/reply.js';
import { changeSetting, type AboutThePast, type Changing, type Outcome } from '../../actions/settings.js';
import { CONFIG_IDS } from './custom-ids.js';
import { settingsPage, type Paging } from './page.js';
import { warningText } from './warnings.js';

/** What the controls of the panel take. */
export type PanelDeps = Changing & Paging;

/** Changes a setting from a control of the panel, which then shows what is so now, or the question about the past. */
export const changeInPanel = async (
  ctx: Context,
  key: SettingKey,
  value: SettingValue,
  deps: PanelDeps,
  past?: AboutThePast,
): Promise<Reply> => {
  const changed = await changeSetting(ctx, key, value, deps, past);
  const { topic } = settingRow(key);
  // The menu shows what was selected, which is not what is stored.
  if (!changed.ok) return refreshed(await settingsPage(ctx, topic, deps), changed.error);
  if (changed.value.kind === 'asks') return update(questionOf(ctx, key, value, changed.value));
  const warnings = warningsOf(ctx, changed.value);
  return update(await settingsPage(ctx, topic, deps, { done: doneText(ctx, key, value, changed.value), warnings }));
};

/** Changes a setting from a command, which is answered with a line or two, or with the question about the past. */
export const changeByCommand = async (
  ctx: Context,
  key: SettingKey,
  read: Result<SettingValue, DomainError>,
  deps: Changing,
): Promise<Reply> => {
  if (!read.ok) return failure(read.error);
  const changed = await changeSetting(ctx, key, read.value, deps);
  if (!changed.ok) return failure(changed.error);
  if (changed.value.kind === 'asks') return message(questionOf(ctx, key, read.value, changed.value));
  const warnings = warningsOf(ctx, changed.value);
  return message(noticeView(doneText(ctx, key, read.value, changed.value), warnings));
};

const warningsOf = ({ t }: Context, outcome: Outcome): readonly string[] =>
  outcome.kind === 'stored' ? outcome.warnings.map((warning) => warningText(warning, t)) : [];

const doneText = ({ t }: Context, key: SettingKey, value: SettingValue, outcome: Exclude<Outcome, { kind: 'asks' }>): string => {
  const name = settingName(key, t);
  const after = settingMarkdown(key, value, t);
  if (outcome.kind === 'same') return t('settings.done.same', { name, after });
  const before = settingMarkdown(key, outcome.before, t);
  return t(outcome.recounts ? 'settings.done.recount' : 'settings.done.set', { name, before, after });
};

const questionOf = (
  { t }: Context,
  key: SettingKey,
  after: SettingValue,
  { before, moved }: Extract<Outcome, { kind: 'asks' }>,
): LayoutView => {
  const value = writeSetting(settingRow(key).input, after);
  const id = (answer: 'now' | 'recount' | 'cancel'): string => CONFIG_IDS.answer.encode({ key, value, answer });
  return pastQuestion({ key, before, after, moved, ids: { now: id('now'), recount: id('recount'), cancel: id('cancel') } }, t);
};

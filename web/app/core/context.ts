import { formatOf, type Format } from '../../kit/format.js';
import type { Translate } from '../i18n.js';
import type { App } from './app.js';
import type { Category, Space } from './contract.js';
import type { Model } from './model.js';

/** What every page gets: what is known, what can be done, and the reader's words. There is a space, and somebody is logged in. */
export interface Context {
  readonly app: App;
  readonly model: Model;
  readonly t: Translate;
  readonly format: Format;
  readonly space: Space;
  /** The reader's zone, IANA name. Times are shown in it. */
  readonly zone: string;
  /** Undefined: one that is gone, or not loaded yet. */
  category(id: string): Category | undefined;
  /** What whoever reads may do here. */
  may(capability: string): boolean;
}

const formats = new Map<string, Format>();

/** The formats of a language, made once. */
export const formatFor = (locale: Model['locale']): Format => {
  const format = formats.get(locale) ?? formatOf(locale, navigator.languages);
  formats.set(locale, format);
  return format;
};

/** Null before there is a space to look at. */
export function contextOf(app: App): Context | null {
  const { model } = app;
  if (model.space === null || model.session === null) return null;
  const { space } = model;
  return {
    app,
    model,
    t: app.t,
    format: formatFor(model.locale),
    space,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    category: (id) => model.categories.find((category) => category.id === id),
    may: (capability) => space.capabilities.includes(capability),
  };
}

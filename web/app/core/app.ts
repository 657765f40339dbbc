import { oneAtATime } from '../../kit/one-at-a-time.js';
import { Store } from '../../kit/store.js';
import type { PageLocale } from '../../kit/words.js';
import { translator, type Translate } from '../i18n.js';
import { Api, type Write, type WriteOptions } from './api.js';
import type { CategoryList, Changed, PageVisitor, Space, SpaceList, Status } from './contract.js';
import { listen, type LiveEvent } from './live.js';
import { LIVE_KINDS } from './live-kinds.js';
import type { Model, Toast } from './model.js';
import { browserMemory, readPreferences, writePreferences, type Theme } from './preferences.js';
import { isUnreachable, problemOf } from './problem.js';
import { BASE, pathTo, routeOf } from './router.js';

/** How long a toast stays, ms; one that can be acted upon stays longer. */
const TOAST_MS = 5_000;
const ACTION_TOAST_MS = 10_000;

/** Between two times that the same is asked for because of live events. */
const pause = (): Promise<void> => new Promise((done) => window.setTimeout(done, 400));

/** The page without its looks: who is logged in, where, what the server tells, and what can be done. */
export class App {
  readonly store: Store<Model>;
  readonly api: Api;
  readonly #liveListeners = new Set<(event: LiveEvent | null) => void>();
  #stopListening: (() => void) | undefined;
  #toasts = 0;

  constructor() {
    const { locale, theme, space } = readPreferences(browserMemory.read(), navigator.languages);
    const route = routeOf(location.pathname, location.search);
    this.store = new Store<Model>({
      phase: 'loading',
      session: null,
      spaces: [],
      space: null,
      categories: [],
      status: null,
      ahead: 0,
      link: 'connecting',
      waitsForStore: false,
      route: { ...route, space: route.space ?? space },
      locale,
      theme,
      toasts: [],
    });
    this.api = new Api({
      csrf: () => this.model.session?.csrf ?? null,
      locale: () => this.model.locale,
      loggedOut: () => this.#set({ phase: 'loggedOut' }),
      nonce: () => crypto.randomUUID(),
      later: (ms) => new Promise((done) => window.setTimeout(done, ms)),
    });
  }

  get model(): Model {
    return this.store.value;
  }

  get t(): Translate {
    return translator(this.model.locale);
  }

  /** The server's clock, ms: a browser whose clock is wrong shows right times all the same. */
  now(): number {
    return Date.now() + this.model.ahead;
  }

  #set(change: Partial<Model>): void {
    this.store.update((model) => ({ ...model, ...change }));
  }

  /** Loads who is logged in and where they are; may be called again when it failed. */
  async start(): Promise<void> {
    this.#set({ phase: 'loading' });
    try {
      const { session } = await this.api.get<PageVisitor>('/visitor');
      this.#set({ session });
      if (session === null) {
        this.#set({ phase: 'loggedOut' });
        return;
      }
      const { spaces } = await this.api.get<SpaceList>('/spaces');
      this.#set({ spaces, phase: 'ready' });
      const { space } = this.model.route;
      const first = spaces.find(({ id }) => id === space) ?? spaces.find(({ kind }) => kind === 'server') ?? spaces[0];
      if (first !== undefined) await this.enter(first);
    } catch (error) {
      if (this.model.phase !== 'loggedOut') this.#set({ phase: 'unreachable' });
      if (!isUnreachable(error) && this.model.phase !== 'loggedOut') throw error;
    }
  }

  /** Looks at a space: what it has is loaded, and what changes in it is told from now on. */
  async enter(space: Space): Promise<void> {
    this.#set({ space, categories: [], status: null, link: 'connecting', route: { ...this.model.route, space: space.id } });
    this.#remember();
    this.#stopListening?.();
    this.#stopListening = listen(`/api/v1/spaces/${space.id}/events`, LIVE_KINDS, {
      opened: () => this.#set({ link: 'open' }),
      lost: () => this.#set({ link: 'lost' }),
      resumed: () => this.#heard(null),
      event: (event) => this.#heard(event),
    });
    try {
      await Promise.all([this.loadCategories(), this.loadStatus()]);
    } catch (error) {
      this.report(error);
    }
  }

  async loadCategories(): Promise<void> {
    const { space } = this.model;
    if (space === null) return;
    const { categories } = await this.api.get<CategoryList>(`/spaces/${space.id}/categories`);
    if (this.model.space?.id === space.id) this.#set({ categories });
  }

  async loadStatus(): Promise<void> {
    const { space } = this.model;
    if (space === null) return;
    const status = await this.api.get<Status>(`/spaces/${space.id}/status`);
    if (this.model.space?.id === space.id) this.take(status);
  }

  /** Takes what the server says of the reader's clock. */
  take(status: Status, durability: Changed['durability'] | null = null): void {
    this.#set({
      status,
      ahead: Date.parse(status.now) - Date.now(),
      waitsForStore: durability === null ? this.model.waitsForStore && status.possiblyStale : durability === 'journaled',
    });
  }

  /** Shows how the reader's clock will most likely stand, until the server says how it does. */
  expect(status: Status): void {
    this.#set({ status });
  }

  /**
   * Changes something of the reader's time in the space, and takes the status that comes back. `path` is below the space. @throws {Refused}
   */
  async change(method: Write, path: string, options: WriteOptions = {}): Promise<Changed> {
    const { space } = this.model;
    if (space === null) throw new Error('no space');
    const changed = await this.api.write<Changed>(method, `/spaces/${space.id}${path}`, options);
    if (this.model.space?.id === space.id) this.take(changed.status, changed.durability);
    return changed;
  }

  /** Told of each event of the space; null: something may have been missed, so load again. Returns how to stop. */
  onLive(listener: (event: LiveEvent | null) => void): () => void {
    this.#liveListeners.add(listener);
    return () => this.#liveListeners.delete(listener);
  }

  /** An import or a recount tells of hundreds of changes: what they come to is asked for a few times, and not hundreds. */
  readonly #categoriesAgain = oneAtATime(() => this.loadCategories(), pause);
  readonly #statusAgain = oneAtATime(() => this.loadStatus(), pause);

  #heard(said: LiveEvent | null): void {
    const event = said?.type === 'reset' ? null : said;
    // It goes wrong where the connection is lost again, which is said already.
    if (event === null || event.type === 'settings') void this.#categoriesAgain().catch(() => undefined);
    if (event === null || event.type === 'change') void this.#statusAgain().catch(() => undefined);
    for (const listener of this.#liveListeners) listener(event);
  }

  /** Goes to an address of ours. */
  go(path: string, { replace = false } = {}): void {
    if (replace) history.replaceState(null, '', path);
    else history.pushState(null, '', path);
    this.follow();
  }

  /** Reads the address anew, after it was changed. */
  follow(): void {
    const route = routeOf(location.pathname, location.search);
    const { space: current, spaces } = this.model;
    const wanted = spaces.find(({ id }) => id === route.space);
    this.#set({ route: { ...route, space: route.space ?? current?.id ?? null } });
    if (wanted !== undefined && wanted.id !== current?.id) void this.enter(wanted);
  }

  /** The address of a page in the space that is looked at. */
  pathOf(page: string, query: Readonly<Record<string, string | null | undefined>> = {}): string {
    const { space } = this.model.route;
    return space === null ? BASE : pathTo(space, page, query);
  }

  setLocale(locale: PageLocale): void {
    this.#set({ locale });
    this.#remember();
  }

  setTheme(theme: Theme): void {
    this.#set({ theme });
    this.#remember();
  }

  #remember(): void {
    const { locale, theme, route } = this.model;
    browserMemory.write(writePreferences({ locale, theme, space: route.space }));
  }

  toast(text: string, { kind = 'said', action = null }: Partial<Omit<Toast, 'id' | 'text'>> = {}): void {
    const id = (this.#toasts += 1);
    this.#set({ toasts: [...this.model.toasts.slice(-2), { id, text, kind, action }] });
    window.setTimeout(() => this.dismiss(id), action === null && kind === 'said' ? TOAST_MS : ACTION_TOAST_MS);
  }

  dismiss(id: number): void {
    this.#set({ toasts: this.model.toasts.filter((toast) => toast.id !== id) });
  }

  /** What went wrong, as a sentence for the reader. */
  sentenceOf(error: unknown): string {
    const problem = problemOf(error);
    if (problem !== null)
      return problem.reference === undefined
        ? problem.detail
        : `${problem.detail} ${this.t('app.reference', { reference: problem.reference })}`;
    return this.t(isUnreachable(error) ? 'app.unreachable' : 'app.broken');
  }

  /** Says what went wrong. What is a mistake of the page itself goes on to the browser's console. */
  report(error: unknown): void {
    if (this.model.phase === 'loggedOut') return;
    this.toast(this.sentenceOf(error), { kind: 'failed' });
    if (problemOf(error) === null && !isUnreachable(error)) throw error;
  }

  async logOut(everywhere = false): Promise<void> {
    try {
      await fetch(everywhere ? '/logout-everywhere' : '/logout', {
        method: 'POST',
        headers: { 'x-csrf-token': this.model.session?.csrf ?? '' },
      });
    } finally {
      location.assign('/');
    }
  }
}

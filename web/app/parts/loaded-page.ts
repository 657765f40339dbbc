import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { LiveEvent } from '../core/live.js';
import { oneAtATime } from '../../kit/one-at-a-time.js';
import { Page } from './page.js';

/** However much happens, the server is asked again after so many ms at the earliest. */
const BETWEEN_MS = 400;

/**
 * A page that shows what it asked the server for. While nothing has come it says so; what the server refuses stands on the page with its sentence. It asks
 * again when something changed that concerns it, one question at a time.
 */
export abstract class LoadedPage<Data> extends Page {
  static override properties: PropertyDeclarations = { data: { state: true }, refusal: { state: true } };
  declare data: Data | null;
  /** Why there is nothing to show. */
  declare refusal: string | null;

  constructor() {
    super();
    this.data = null;
    this.refusal = null;
  }

  protected abstract heading(): string;
  protected abstract ask(): Promise<Data>;
  protected abstract view(data: Data): TemplateResult;

  /** Does this change what the page shows? */
  protected concerns({ type }: LiveEvent): boolean {
    return type !== 'request';
  }

  readonly #ask = oneAtATime(
    async () => {
      this.data = await this.ask();
      this.refusal = null;
    },
    () => new Promise((done) => window.setTimeout(done, BETWEEN_MS)),
  );

  protected override async load(): Promise<void> {
    try {
      await this.#ask();
    } catch (error) {
      if (this.data !== null) throw error;
      this.refusal = this.context.app.sentenceOf(error);
    }
  }

  /** Asks again; what goes wrong is said. */
  protected async reload(): Promise<void> {
    await this.attempt(() => this.load());
  }

  protected override heard(event: LiveEvent | null): void {
    if (event === null || this.concerns(event)) void this.reload();
  }

  protected override render(): TemplateResult {
    const { t } = this.context;
    if (this.data !== null) return this.view(this.data);
    if (this.refusal === null) return html`<p class="waiting" role="status">${t('app.loading')}</p>`;
    return html`<section class="page">
      <h1>${this.heading()}</h1>
      <p class="refusal" role="alert">${this.refusal}</p>
      <p><button type="button" class="button" @click=${() => void this.reload()}>${t('app.again')}</button></p>
    </section>`;
  }
}

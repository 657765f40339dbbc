import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { LiveEvent } from '../core/live.js';
import { Page } from './page.js';

/**
 * A page that shows what it asked the server for. While nothing has come it says so; what the server refuses stands on the page with its sentence. It asks
 * again when something changed that concerns it, one question at a time.
 */
export abstract class LoadedPage<Data> extends Page {
  static override properties: PropertyDeclarations = { data: { state: true }, refusal: { state: true } };
  declare data: Data | null;
  /** Why there is nothing to show. */
  declare refusal: string | null;
  #asking = false;
  #isStale = false;

  constructor() {
    super();
    this.data = null;
    this.refusal = null;
  }

  protected abstract heading(): string;
  protected abstract ask(): Promise<Data>;
  protected abstract view(data: Data): TemplateResult;

  /** Does this change what the page shows? */
  protected concerns(_event: LiveEvent): boolean {
    return true;
  }

  protected override async load(): Promise<void> {
    if (this.#asking) {
      this.#isStale = true;
      return;
    }
    this.#asking = true;
    try {
      do {
        this.#isStale = false;
        this.data = await this.ask();
        // It may have been changed while it was asked for, which ESLint does not see.
      } while (this.#isStale as boolean);
      this.refusal = null;
    } catch (error) {
      if (this.data === null) this.refusal = this.context.app.sentenceOf(error);
      else throw error;
    } finally {
      this.#asking = false;
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

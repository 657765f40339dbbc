import { LitElement, type PropertyDeclarations } from 'lit';
import type { Context } from '../core/context.js';
import type { LiveEvent } from '../core/live.js';

/** A page: an element without a shadow, so that the styles of the whole page hold in it. It is made anew for each space. */
export abstract class Page extends LitElement {
  static override properties: PropertyDeclarations = { context: { attribute: false } };
  declare context: Context;
  #stop: (() => void) | undefined;

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#stop = this.context.app.onLive((event) => this.heard(event));
    void this.#begin();
  }

  override disconnectedCallback() {
    this.#stop?.();
    super.disconnectedCallback();
  }

  /** Loads what the page shows; what goes wrong is said. */
  protected load(): Promise<void> {
    return Promise.resolve();
  }

  /** Something changed in the space; null: something may have been missed. */
  protected heard(_event: LiveEvent | null): void {
    void this.#begin();
  }

  async #begin(): Promise<void> {
    await this.attempt(() => this.load());
  }

  /** Does something and says what went wrong; answers whether it went well. */
  protected async attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.context.app.report(error);
      return false;
    }
  }
}

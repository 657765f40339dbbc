import { html, nothing, type TemplateResult } from 'lit';
import type { Context } from '../core/context.js';
import { Dialog } from './dialog.js';

/** What is asked before something is done that cannot simply be taken back. */
export interface Question {
  readonly heading: string;
  readonly text: string;
  /** What the button is called that does it. */
  readonly label: string;
  readonly look?: 'primary' | 'danger';
  readonly run: () => Promise<void>;
}

/** Asks whether something is to be done, and does it; what is refused stands in it. */
class PcConfirm extends Dialog {
  static override properties = { question: { attribute: false } };
  declare question: Question;

  protected override heading(): string {
    return this.question.heading;
  }

  protected override submitButton() {
    const { label, look = 'danger' } = this.question;
    return { label, look };
  }

  protected override body() {
    return html`<p>${this.question.text}</p>`;
  }

  protected override submit(): Promise<void> {
    return this.question.run();
  }
}
customElements.define('pc-confirm', PcConfirm);

/** The dialog that asks, as long as there is a question; `closed` takes it away. */
export const confirming = (
  context: Context,
  question: Question | undefined,
  closed: () => void,
): TemplateResult | typeof nothing =>
  question === undefined
    ? nothing
    : html`<pc-confirm .context=${context} .question=${question} @pc-close=${closed}></pc-confirm>`;

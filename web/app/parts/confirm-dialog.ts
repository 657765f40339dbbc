import { html } from 'lit';
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

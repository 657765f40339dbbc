import { html, nothing } from 'lit';
import { parseTarget } from '../../../../src/domain/targets.js';
import { categoryName, categoryOptions, usableCategories } from '../../parts/category.js';
import { Dialog } from '../../parts/dialog.js';
import type { TargetOf } from './contract.js';

/** How much of a category is wanted each week, from the week that is shown on. */
class PcTargetDialog extends Dialog {
  static override properties = {
    target: { attribute: false },
    from: { attribute: false },
    category: { state: true },
    text: { state: true },
  };
  /** Null: of a category that is chosen here. */
  declare target: TargetOf | null;
  /** A day of the first week, `yyyy-mm-dd`. */
  declare from: string;
  declare category: string | undefined;
  declare text: string | undefined;

  protected override heading(): string {
    const { t } = this.context;
    return this.target === null
      ? t('targets.new')
      : t('targets.change', { category: categoryName(this.context, this.target.category) });
  }

  #chosen(): string {
    return this.category ?? this.target?.category ?? usableCategories(this.context)[0]?.id ?? '';
  }

  #text(): string {
    return this.text ?? (this.target === null ? '' : this.context.format.duration(this.target.minutes * 60_000));
  }

  protected override body() {
    const { context, target } = this;
    const { t } = context;
    return html`${
        target !== null
          ? nothing
          : html`<label class="field"
              ><span>${t('timer.category')}</span>
              <select
                @change=${(event: Event) => {
                  if (event.target instanceof HTMLSelectElement) this.category = event.target.value;
                }}
              >
                ${categoryOptions(context, this.#chosen())}
              </select></label
            >`
      }
      <div class="field">
        <label for="target-hours">${t('targets.perWeek')}</label>
        <input
          id="target-hours"
          name="hours"
          autocomplete="off"
          .value=${this.#text()}
          required
          aria-describedby="target-hint"
          @input=${(event: Event) => {
            if (!(event.target instanceof HTMLInputElement)) return;
            this.text = event.target.value;
            event.target.setCustomValidity(parseTarget(this.text).ok ? '' : t('targets.wrong'));
          }}
        />
        <span id="target-hint" class="hint">${t('targets.hint')}</span>
      </div>`;
  }

  protected override async submit(): Promise<void> {
    const { app, space } = this.context;
    const minutes = parseTarget(this.#text());
    // The field says so before it is sent.
    if (!minutes.ok) return;
    const path = `/spaces/${space.id}/targets/${encodeURIComponent(this.#chosen())}`;
    await app.api.write('PUT', path, { body: { minutes: minutes.value, from: this.from } });
    this.dispatchEvent(new CustomEvent('pc-done'));
  }
}
customElements.define('pc-target-dialog', PcTargetDialog);

import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Opens the native `<dialog>` that its host draws, over everything else and with the focus kept inside by the browser. When the host goes, the dialog
 * closes and the focus returns to whatever had it before.
 */
export class DialogOf implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #opener: HTMLElement | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  get #dialog(): HTMLDialogElement | null {
    return (this.#host.shadowRoot ?? this.#host).querySelector('dialog');
  }

  hostUpdated(): void {
    const dialog = this.#dialog;
    // What was filled in may have been answered after the dialog was taken away, and what is drawn once more then opens nothing.
    if (dialog?.isConnected !== true || dialog.open) return;
    if (document.activeElement instanceof HTMLElement) this.#opener = document.activeElement;
    dialog.showModal();
  }

  hostDisconnected(): void {
    this.#dialog?.close();
    // The browser does so only for a dialog that is still in the page when it closes.
    if (this.#opener?.isConnected === true) this.#opener.focus();
  }
}

/** Of a dialog's `cancel`: closes by our own means. A file input says `cancel` too, when its dialog of the system is left. */
export const onCancel = (close: () => void) => (event: Event) => {
  if (event.target !== event.currentTarget) return;
  event.preventDefault();
  close();
};

import { LitElement, type PropertyDeclarations } from 'lit';
import type { Context } from '../../core/context.js';

/** A part of the page of imports: an element without a shadow, as pages are. */
export abstract class ImportPart extends LitElement {
  static override properties: PropertyDeclarations = { context: { attribute: false } };
  declare context: Context;

  protected override createRenderRoot() {
    return this;
  }
}

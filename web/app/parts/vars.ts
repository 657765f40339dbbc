import { noChange } from 'lit';
import { directive, Directive, PartType, type ElementPart, type PartInfo } from 'lit/directive.js';

type Vars = Readonly<Record<`--${string}`, string | number | null>>;

/**
 * Sets custom properties of an element: `<i ${vars({ '--tint': '#abcdef' })}>`. A style attribute would be forbidden by the content security policy,
 * and Lit's own styleMap writes one at first.
 */
class VarsDirective extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('vars() stands in the tag of an element');
  }

  override render(_vars: Vars) {
    return noChange;
  }

  override update({ element }: ElementPart, [values]: [Vars]) {
    const { style } = element as HTMLElement;
    for (const [name, value] of Object.entries(values)) {
      if (value === null) style.removeProperty(name);
      else style.setProperty(name, String(value));
    }
    return noChange;
  }
}

export const vars = directive(VarsDirective);

/** An object of PDF that is written as it stands, where pdfkit would put it together from its parts. */
export class Verbatim {
  text = '';

  /** By this pdfkit tells dictionaries from what it writes as it is. */
  readonly [Symbol.toStringTag] = 'Verbatim';

  toString(): string {
    return this.text;
  }
}

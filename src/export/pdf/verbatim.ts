/** An object of PDF that is written as it stands, where pdfkit would put it together from its parts. */
export class Verbatim {
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** By this pdfkit tells dictionaries from what it writes as it is. */
  readonly [Symbol.toStringTag] = 'Verbatim';

  toString(): string {
    return this.text;
  }
}

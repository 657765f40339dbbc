/** The server said no (a status with a reason), or could not be reached (status 0). `body` is what it said, as far as it was JSON. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, message: string, body: unknown = null) {
    super(message);
    this.status = status;
    this.body = body;
  }
}

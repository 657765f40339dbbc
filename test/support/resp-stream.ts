const CRLF = '\r\n';

/** Where the value that begins at `at` ends; -1 while it is not all there. */
const endOf = (data: Buffer, at: number): number => {
  const line = data.indexOf(CRLF, at);
  if (line === -1) return -1;
  const after = line + 2;
  const type = String.fromCharCode(data[at] ?? 0);
  if (type !== '$' && type !== '*') return after;
  const count = Number(data.toString('latin1', at + 1, line));
  if (count < 0) return after;
  if (type === '$') return after + count + 2 <= data.length ? after + count + 2 : -1;
  let end = after;
  for (let n = 0; n < count && end !== -1; n += 1) end = endOf(data, end);
  return end;
};

/** Cuts a stream of RESP2 (requests or replies) into whole values. */
export class RespStream {
  #rest: Buffer = Buffer.alloc(0);

  push(data: Buffer): readonly Buffer[] {
    const all = this.#rest.length === 0 ? data : Buffer.concat([this.#rest, data]);
    const frames: Buffer[] = [];
    let at = 0;
    for (let end = endOf(all, at); at < all.length && end !== -1; end = endOf(all, at)) {
      frames.push(all.subarray(at, end));
      at = end;
    }
    this.#rest = all.subarray(at);
    return frames;
  }
}

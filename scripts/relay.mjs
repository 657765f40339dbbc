// For containers only (see compose.yaml): the sandbox listens on the loopback of its container, where a published port does not reach it.
// Listens on every address at the first port and passes connections on to the second one on the loopback.
import { connect, createServer } from 'node:net';

const [from, to] = process.argv.slice(2).map(Number);
if (!from || !to) throw new Error('usage: relay.mjs <from port> <to port>');

const server = createServer((client) => {
  const target = connect(to, '127.0.0.1');
  client.pipe(target).pipe(client);
  const end = () => {
    client.destroy();
    target.destroy();
  };
  for (const socket of [client, target]) socket.on('error', end).on('close', end);
});
server.listen(from);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));

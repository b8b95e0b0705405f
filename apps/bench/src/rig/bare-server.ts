import { createServer } from 'node:http';
import { Server } from 'socket.io';

// The reference: Socket.IO with the product's transport settings, and nothing else. What a client of the crowd sends to
// `turn` goes to everybody as it is.
const http = createServer();
const io = new Server(http, {
  transports: ['websocket'],
  serveClient: false,
  perMessageDeflate: false,
  maxHttpBufferSize: 64 * 1024,
  pingInterval: 10_000,
  pingTimeout: 10_000,
  connectTimeout: 20_000,
});
io.on('connection', (socket) => {
  void socket.join('crowd');
  socket.on('turn', (message: unknown) => io.to('crowd').emit('view', message));
});
http.listen(0, '127.0.0.1', () => {
  const { port } = http.address() as { port: number };
  process.stdout.write(`http://127.0.0.1:${port}/owner/ Ctrl-C\n`);
});
process.on('SIGTERM', () => process.exit(0));

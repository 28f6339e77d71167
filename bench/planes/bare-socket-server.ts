import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'

/** The baseline's process: socket.io alone, which hands on what one draws to the others of a room. */
const http = createServer()
const io = new Server(http, { serveClient: false, pingInterval: 5_000, pingTimeout: 8_000 })
io.on('connection', (socket) => {
  const room = String((socket.handshake.auth as { readonly room?: unknown }).room)
  void socket.join(room)
  socket.on('draw', (stroke: unknown, acknowledge: (answer: unknown) => void) => {
    socket.to(room).emit('mark-drawn', stroke)
    acknowledge({ ok: true, value: {} })
  })
})
http.listen(0, '127.0.0.1', () => process.stdout.write(`${String((http.address() as AddressInfo).port)}\n`))

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { io, type Socket } from 'socket.io-client'

/** socket.io with nothing of ours around it. */
export interface BareSockets {
  readonly pid: number
  readonly come: (room: string) => Promise<Socket>
  readonly close: () => Promise<void>
}

/** Starts the baseline as a process of its own. */
export async function startBareSockets(): Promise<BareSockets> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('bare-socket-server.ts', import.meta.url))], { stdio: ['ignore', 'pipe', 'inherit'], env: { NODE_ENV: 'production' } })
  const kill = (): boolean => child.kill()
  process.once('exit', kill)
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const port = line.toString().trim()
  const sockets: Socket[] = []
  return {
    pid: child.pid ?? 0,
    come: async (room) => {
      const socket = io(`http://127.0.0.1:${port}`, { auth: { room }, transports: ['websocket'], forceNew: true, reconnection: false })
      sockets.push(socket)
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve)
        socket.once('connect_error', reject)
      })
      return socket
    },
    close: async () => {
      process.off('exit', kill)
      for (const socket of sockets) socket.disconnect()
      child.kill()
      await once(child, 'exit')
    },
  }
}

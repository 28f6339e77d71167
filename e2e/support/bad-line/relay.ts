import { createSocket, type RemoteInfo, type Socket as UdpSocket } from 'node:dgram'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** Where a relay listens, what it stands for, and how late it is; the delay is asked for each packet, so it may change. */
export interface RelayOptions {
  readonly listen: string
  readonly target: string
  readonly port: number
  readonly lateness: () => Lateness
}

/** Milliseconds in one direction. */
export interface Lateness {
  readonly delay: number
  readonly jitter: number
}

export interface Relay {
  readonly close: () => void
}

/** The kernel has no `netem`: what is to come late is held here. UDP may overtake itself by its jitter; TCP keeps its order. */
export async function openRelay(options: RelayOptions): Promise<Relay> {
  const [udp, tcp] = [relayUdp(options), await relayTcp(options)]
  await udp.listening
  return {
    close: () => {
      udp.close()
      tcp.close()
    },
  }
}

function later({ delay, jitter }: Lateness, work: () => void): void {
  const wait = delay + jitter * Math.random()
  if (wait < 1) work()
  else setTimeout(work, wait)
}

function relayUdp({ listen, target, port, lateness }: RelayOptions): Relay & { readonly listening: Promise<void> } {
  const front = createSocket('udp4')
  const backs = new Map<string, UdpSocket>()
  let closed = false
  const backFor = (client: RemoteInfo): UdpSocket => {
    const key = `${client.address}:${client.port}`
    const known = backs.get(key)
    if (known !== undefined) return known
    const back = createSocket('udp4')
    back.on('message', (packet) => later(lateness(), () => closed || front.send(packet, client.port, client.address)))
    // The target's port may be closed while its process restarts; the next packet tries again.
    back.on('error', () => undefined)
    backs.set(key, back)
    return back
  }
  front.on('message', (packet, client) => {
    const back = backFor(client)
    later(lateness(), () => closed || back.send(packet, port, target))
  })
  const listening = new Promise<void>((resolve, reject) => {
    front.once('error', reject)
    front.bind(port, listen, () => {
      front.off('error', reject)
      front.on('error', () => undefined)
      resolve()
    })
  })
  return {
    listening,
    close: () => {
      closed = true
      front.close()
      for (const back of backs.values()) back.close()
    },
  }
}

async function relayTcp({ listen, target, port, lateness }: RelayOptions): Promise<Relay> {
  const open = new Set<Socket>()
  const server: Server = createServer({ noDelay: true, allowHalfOpen: true }, (front) => {
    const back = connect({ port, host: target, noDelay: true, allowHalfOpen: true })
    for (const [from, to] of [[front, back], [back, front]] as const) {
      open.add(from)
      pour(from, to, lateness)
      from.on('close', () => {
        open.delete(from)
        to.destroy()
      })
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, listen, resolve)
  })
  return {
    close: () => {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}

/** Bytes may wait in the relay for no longer than this many, so that a thin line is felt by who sends. */
const mostHeld = 64 * 1_024

function pour(from: Socket, to: Socket, lateness: () => Lateness): void {
  let due = 0
  let held = 0
  const inOrder = (work: () => void): void => {
    const { delay, jitter } = lateness()
    due = Math.max(due, performance.now() + delay + jitter * Math.random())
    setTimeout(work, Math.max(0, due - performance.now()))
  }
  from.on('data', (chunk) => {
    held += chunk.length
    if (held > mostHeld) from.pause()
    inOrder(() => {
      to.write(chunk, () => {
        held -= chunk.length
        if (held <= mostHeld) from.resume()
      })
    })
  })
  from.on('end', () => inOrder(() => to.end()))
  from.on('error', () => to.destroy())
}

import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A line between browser and server that delays, and that can be cut and mended. */
export interface ThinLine {
  readonly port: number
  /** Breaks every connection and lets none through. */
  cut(): void
  mend(): void
  close(): Promise<void>
}

/** Opens a line to a local port; every packet takes `delay` milliseconds each way. */
export async function openThinLine(target: number, delay: number): Promise<ThinLine> {
  const open = new Set<Socket>()
  let whole = true
  const forward = (from: Socket, to: Socket): void => {
    from.on('data', (bytes) => {
      setTimeout(() => {
        if (to.writable) to.write(bytes)
      }, delay)
    })
    from.on('error', () => to.destroy())
    from.on('close', () => {
      open.delete(from)
      to.destroy()
    })
    open.add(from)
  }
  const server = createServer((browser) => {
    if (!whole) {
      browser.destroy()
      return
    }
    const upstream = connect(target, '127.0.0.1')
    forward(browser, upstream)
    forward(upstream, browser)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const breakAll = (): void => open.forEach((socket) => void socket.destroy())
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      whole = false
      breakAll()
    },
    mend: () => {
      whole = true
    },
    close: () => {
      breakAll()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

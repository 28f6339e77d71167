import { protocolVersion } from '#contract/define.ts'
import { bindEvents } from '#contract/bind-events.ts'
import { socketPath } from '#contract/handshake.ts'
import { noticesEvents, noticesNamespace } from '#contract/notices.ts'
import { io } from 'socket.io-client'
import { z } from 'zod'

const answer = z.object({ ok: z.literal(true), value: z.object({ ticket: z.string() }) })

async function askTicket(): Promise<string | null> {
  try {
    const response = await fetch('/api/notices/ticket', { method: 'POST' })
    const parsed = answer.safeParse(await response.json())
    return parsed.success ? parsed.data.value.ticket : null
  } catch {
    return null
  }
}

const againMs = { first: 1_000, most: 15_000 }

/** Listens for what is new, with a fresh ticket at every dial, until it is closed; what is missed in between is asked for again. */
export function listenForStirs(onStirred: () => void): { close(): void } {
  let closed = false
  let wait = againMs.first
  let timer: ReturnType<typeof setTimeout> | undefined
  const socket = io(noticesNamespace, { path: socketPath, transports: ['websocket'], autoConnect: false, forceNew: true, reconnection: false })
  const dial = async (): Promise<void> => {
    const ticket = await askTicket()
    if (closed) return
    if (ticket === null) again()
    else {
      socket.auth = { protocol: protocolVersion, ticket }
      socket.connect()
    }
  }
  const again = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void dial(), wait)
    wait = Math.min(wait * 2, againMs.most)
  }
  socket.on('connect', () => {
    wait = againMs.first
    onStirred()
  })
  socket.on('disconnect', () => {
    if (!closed) again()
  })
  socket.on('connect_error', () => {
    if (!closed) again()
  })
  const unbind = bindEvents(socket, noticesEvents, { stirred: onStirred, onMalformed: () => undefined })
  void dial()
  return {
    close: () => {
      closed = true
      clearTimeout(timer)
      unbind()
      socket.disconnect()
    },
  }
}

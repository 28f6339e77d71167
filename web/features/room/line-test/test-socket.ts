import { ask } from '#contract/bind-requests.ts'
import { protocolVersion } from '#contract/define.ts'
import { socketPath } from '#contract/handshake.ts'
import { lineTestNamespace, lineTestRequests } from '#contract/line-test.ts'
import { io } from 'socket.io-client'
import type { AskTest } from './attempt.ts'

/** The line to the room server for as long as one test takes. */
export interface TestSocket {
  readonly ask: AskTest
  readonly close: () => void
}

/** Thrown when the room server declines or cannot be reached; the code is the wire's. */
export class TestDeclined extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** Comes with a ticket; throws `TestDeclined` when that does not work. */
export async function openTestSocket(ticket: string): Promise<TestSocket> {
  const socket = io(lineTestNamespace, { path: socketPath, auth: { protocol: protocolVersion, ticket }, transports: ['websocket'], forceNew: true, reconnection: false })
  await new Promise<void>((resolve, reject) => {
    const overdue = setTimeout(() => reject(new TestDeclined('wire.timeout')), 10_000)
    socket.once('connect', () => {
      clearTimeout(overdue)
      resolve()
    })
    socket.once('connect_error', (cause) => {
      clearTimeout(overdue)
      socket.disconnect()
      reject(new TestDeclined(cause.message))
    })
  })
  return {
    ask: async (event, input) => {
      const answer = await ask({ socket, table: lineTestRequests, timeoutMs: 10_000 }, event, input)
      if (!answer.ok) throw new TestDeclined(answer.error)
      return answer.value
    },
    close: () => socket.disconnect(),
  }
}

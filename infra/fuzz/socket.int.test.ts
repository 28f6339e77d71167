import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { protocolVersion, type RequestTable } from '#contract/define.ts'
import { socketPath } from '#contract/handshake.ts'
import { lineTestNamespace, lineTestRequests } from '#contract/line-test.ts'
import { noticesNamespace } from '#contract/notices.ts'
import { insideRequests } from '#contract/room-wire.ts'
import type { ScheduledCase } from '#core/case/case.ts'
import { runSignaling, type RunningSignaling } from '#signaling/test-signaling.ts'
import type { Person } from '#signaling/test-world.ts'
import { Grammar } from './grammar.ts'
import { mutated, mutatedBytes, oddValue } from './mutate.ts'
import type { Random } from './random.ts'
import { describeReport, readOrder, runCases, timeFor, type Surface } from './run-cases.ts'

/** What a browser, or somebody who is none, may send to the room server: rows of the wire's tables, and what no table has. */

const order = readOrder()
// What only somebody at the door may ask has no answer inside.
const grammar = new Grammar()
const people = ['chair', 'secretary', 'member', 'requester', 'coordinator'] as const satisfies readonly Person[]
const answerWithinMs = 20_000
let running: RunningSignaling
let booked: ScheduledCase
const lines = new Map<string, Socket>()
/** Whoever waits at the door has no rows of the inside: nobody answers those. */
const atTheDoor = new WeakSet<Socket>()

type Input =
  | { readonly kind: 'ask'; readonly who: (typeof people)[number] | 'line-test'; readonly event: string; readonly args: readonly unknown[] }
  | { readonly kind: 'knock'; readonly namespace: string; readonly auth: unknown }
  | { readonly kind: 'raw'; readonly frames: readonly string[] }

beforeAll(async () => {
  running = await runSignaling()
  booked = await running.world.bookCase()
}, 60_000)
afterAll(async () => {
  for (const line of lines.values()) line.disconnect()
  await running.close()
})

const connect = (namespace: string, auth: unknown): Socket =>
  io(`http://127.0.0.1:${running.port()}${namespace}`, { path: socketPath, auth: auth as Record<string, unknown>, transports: ['websocket'], forceNew: true, reconnection: false })

/** A line of this person that is open now; whoever was sent away comes again, into a new room where theirs has ended. */
async function lineOf(who: Extract<Input, { kind: 'ask' }>['who']): Promise<Socket> {
  const open = lines.get(who)
  if (open?.connected === true) return open
  const arrive = async (): Promise<Socket> => {
    const auth = who === 'line-test'
      ? { protocol: protocolVersion, ticket: await running.lineTestTicket('member') }
      : { protocol: protocolVersion, credential: { kind: 'ticket', ticket: await running.ticket(who, booked) } }
    const socket = connect(who === 'line-test' ? lineTestNamespace : '/', auth)
    socket.onAny((...said: unknown[]) => grammar.hear(said))
    socket.on('waiting', () => atTheDoor.add(socket))
    socket.on('admitted', () => atTheDoor.delete(socket))
    await new Promise((resolve, reject) => socket.once('connect', () => resolve(undefined)).once('connect_error', reject))
    return socket
  }
  const socket = await arrive().catch(async () => {
    booked = await running.world.bookCase()
    return arrive()
  })
  lines.set(who, socket)
  // The host lets in whoever waits, so that the others may ask as well.
  if (who !== 'chair' && who !== 'line-test') await (await lineOf('chair')).timeout(answerWithinMs).emitWithAck('admit-all', {}).catch(() => undefined)
  return socket
}

const odd = (random: Random): string => random.pick(['', 'connect', 'disconnect', 'admitted', '__proto__', 'constructor', 'get-room\u0000'])

function make(random: Random): Input {
  const kind = random.below(20)
  if (kind === 0) {
    const credential = { kind: random.pick(['ticket', 'resume', 'x']), ticket: 'x'.repeat(random.pick([1, 40, 5_000])), token: 'y'.repeat(40) }
    return { kind: 'knock', namespace: random.pick(['/', noticesNamespace, lineTestNamespace, '/x']), auth: mutated({ protocol: protocolVersion, credential, ticket: credential.ticket }, random) }
  }
  if (kind === 1) {
    const frame = random.pick(['0', '1', '2probe', '3', '40', '40/notices,{}', '41', '42["get-room",{}]', '420["get-room",{}]', '43', '44{}', '45', '51-["x",{"_placeholder":true,"num":0}]', '6', 'b4AAAA', `42["chat",${'['.repeat(60_000)}`])
    return { kind: 'raw', frames: [random.oneIn(2) ? '40{}' : frame, random.oneIn(2) ? frame : mutatedBytes(Buffer.from(frame), random).toString('latin1')] }
  }
  const who = random.pick([...people, ...people, 'line-test'])
  const table: RequestTable = who === 'line-test' ? lineTestRequests : insideRequests
  const [event = '', row] = random.any(Object.entries(table)) ?? []
  const good = row === undefined ? {} : grammar.make(row.input, random)
  const input = random.oneIn(3) ? good : random.oneIn(8) ? oddValue(random) : mutated(good, random)
  return { kind: 'ask', who, event: random.oneIn(40) ? odd(random) : event, args: random.oneIn(30) ? [input, oddValue(random)] : [input] }
}

/** Sends bytes behind socket.io's back and hangs up a moment after they are written. */
function sendRaw(frames: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const line = new WebSocket(`ws://127.0.0.1:${running.port()}${socketPath}/?EIO=4&transport=websocket`)
    line.on('error', () => undefined)
    line.on('close', () => resolve('raw'))
    line.on('open', () => {
      for (const frame of frames) line.send(frame)
      line.ping('', true, () => line.close())
    })
  })
}

async function ask({ who, event, args }: Extract<Input, { kind: 'ask' }>): Promise<string> {
  const socket = await lineOf(who)
  // socket.io itself refuses to send its own events.
  if (['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'].includes(event)) return 'not sent'
  const known = Object.hasOwn(insideRequests, event) || Object.hasOwn(lineTestRequests, event)
  const gone = new Promise<string>((resolve) => socket.once('disconnect', () => resolve('hung up')))
  const answered = socket.timeout(answerWithinMs).emitWithAck(event, ...args) as Promise<unknown>
  if (!known || args.length !== 1) {
    answered.catch(() => undefined)
    return 'no such event'
  }
  const outside = atTheDoor.has(socket) ? [new Promise<string>((resolve) => setTimeout(() => resolve('at the door'), 50))] : []
  const answer = await Promise.race([gone, ...outside, answered.catch(() => 'silent')])
  if (answer === 'silent' && !atTheDoor.has(socket)) throw new Error(`${event} was never answered`)
  grammar.hear(answer)
  if (typeof answer === 'string') return answer
  const { ok, error } = answer as { readonly ok?: unknown; readonly error?: unknown }
  if (error === 'wire.failed') throw new Error(`${event} failed inside`)
  if (error === 'wire.too-fast') await new Promise((resolve) => setTimeout(resolve, 25))
  return ok === true ? 'ok' : String(error)
}

const surface: Surface<Input> = {
  name: 'socket',
  make,
  attempt: async (input) => {
    if (input.kind === 'raw') return sendRaw(input.frames)
    if (input.kind === 'ask') return ask(input)
    const socket = connect(input.namespace, input.auth)
    const said = await new Promise<string>((resolve) => {
      socket.once('connect', () => resolve('let in'))
      socket.once('connect_error', ({ message }) => resolve(message))
      // What is no handshake at all is hung up on.
      socket.io.once('close', () => resolve('hung up'))
    })
    socket.disconnect()
    if (said === 'wire.failed') throw new Error('the handshake failed inside')
    return said
  },
  write: (input) => Buffer.from(JSON.stringify(input)),
  read: (kept) => JSON.parse(kept.toString()) as Input,
}

it('the room server takes whatever is said to it, answers, and still serves an honest person', { timeout: timeFor(order), retry: 0 }, async () => {
  const report = await runCases(surface, order)
  console.log(describeReport(surface.name, order, report))
  const fresh = await running.world.bookCase()
  const chair = await running.come('chair', fresh)
  expect((await chair.demand('get-room', {})).participants.length).toBe(1)
  chair.close()
})

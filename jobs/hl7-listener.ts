import { createServer, type Server, type Socket } from 'node:net'
import { Hl7Message, Hl7Segment } from '@medplum/core'
import { headOf } from '#adapters/hl7v2/message-head.ts'
import { BlockTooLarge, frame, makeByteUnframer } from '#adapters/hl7v2/mllp-framing.ts'
import { decodeMessage, readMessage, type ReadRefusal } from '#adapters/hl7v2/read-message.ts'
import type { Logger } from '#adapters/observability/logger.ts'
import { keepRefused } from '#core/interop/keep-refused.ts'
import type { RefusalOfMessage } from '#core/interop/refused-message.ts'
import type { MessageRefusal } from '#core/record/receive-message.ts'
import { receiveMessage } from '#core/record/receive-message.ts'
import type { RecordOrigin } from '#core/record/incoming.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { NewId, OrganizationId } from '#core/shared/ids.ts'
import { err, type Result } from '#core/shared/result.ts'
import type { Store } from '#prisma/store.ts'

/** One port of one hospital: who sends there is that hospital's own system, whatever its messages claim. */
export interface Hl7Port {
  readonly port: number
  readonly organization: OrganizationId
}

interface ListenerPorts {
  readonly store: Pick<Store, 'asOrganization'>
  readonly clock: Clock
  readonly newId: NewId
  readonly log: Logger
  /** Loopback unless the settings say otherwise: MLLP knows neither encryption nor who speaks. */
  readonly address: string
}

export interface Hl7Listener {
  readonly ports: readonly number[]
  /** Ends open connections; a message that is being taken is answered first. Idempotent. */
  close(): Promise<void>
}

type Refusal = ReadRefusal | MessageRefusal | 'record.failed' | 'record.too-large'

/** A message larger than this carries something else than a record. */
const largestMessage = 8 * 1024 * 1024
const idleMs = 15 * 60_000

/** So long the rest of a message that is too large is read and thrown away: a line cut before would take its answer along. */
const lingerMs = 30_000

/** HL7 says AR where the message itself cannot be taken by anybody, AE where its content cannot be taken now. */
const rejects = new Set<Refusal>(['record.wrong-charset', 'record.malformed', 'record.unsupported-message', 'record.too-large'])

/** The answer to a message: AA, AE or AR, with our code of what is wrong and nothing of the patient. */
export function acknowledge(bytes: Uint8Array, taken: Result<unknown, Refusal>): string {
  const text = decodeMessage(bytes) ?? Buffer.from(bytes).toString('latin1')
  const message = Hl7Message.parse(text.startsWith('MSH|') ? text : 'MSH|^~\\&|||||||ACK||P|2.5')
  if (taken.ok) return message.buildAck({ ackCode: 'AA' }).toString()
  const ack = message.buildAck({ ackCode: rejects.has(taken.error) ? 'AR' : 'AE' })
  return [ack.toString().trimEnd(), new Hl7Segment(['ERR', '', '', '207', 'E', '', '', '', taken.error]).toString()].join('\r')
}

/** A line on which messages come: whose it is, and from where to which of our ports. */
interface Line {
  readonly organization: OrganizationId
  readonly connection: string
}

/** Keeps a message aside with the reason, for somebody of the hospital to deal with. What is too large is kept by its head alone. */
async function keepAside({ store, newId }: ListenerPorts, { organization, connection }: Line, { beginning, ...refused }: { readonly refusal: RefusalOfMessage; readonly content: Buffer; readonly beginning: Buffer; readonly at: Date }): Promise<void> {
  const head = { channel: 'hl7v2', connection, ...headOf(beginning) } as const
  await store.asOrganization(organization, (repositories) => keepRefused(repositories, { ...refused, head }, { organization, newId }))
}

/** Takes one message in whole, or nothing of it. */
async function attempt({ store, newId, log }: ListenerPorts, { organization }: Line, came: { readonly bytes: Buffer; readonly at: Date }): Promise<Result<unknown, Refusal>> {
  const { bytes, at } = came
  try {
    const read = readMessage(bytes)
    if (!read.ok) return read
    const { message, source, controlId, toldAt } = read.value
    const origin: RecordOrigin = { channel: 'hl7v2', source, practitioner: null, client: null, receivedAt: at, toldAt, message: controlId }
    return await store.asOrganization(organization, async (repositories) => {
      const received = await receiveMessage(repositories, message, { organization, newId, origin })
      if (!received.ok) throw new Refused(received.error)
      await repositories.refused.tookAfterAll(bytes, at)
      return received
    })
  } catch (cause) {
    if (cause instanceof Refused) return { ok: false, error: cause.refusal }
    // Our fault, and perhaps every time: sent again and again, it would stand before all that comes after it.
    log.error('hl7.failed', { organizationId: organization, cause })
    return { ok: false, error: 'record.failed' }
  }
}

/** Takes one message in whole, or keeps it aside with the reason. */
async function take(ports: ListenerPorts, line: Line, bytes: Buffer): Promise<Result<unknown, Refusal>> {
  const at = ports.clock()
  const taken = await attempt(ports, line, { bytes, at })
  if (!taken.ok) await keepAside(ports, line, { refusal: taken.error, content: bytes, beginning: bytes, at })
  return taken
}

/** Undoes the transaction: a refused message leaves nothing half taken. */
class Refused extends Error {
  override readonly name = 'Refused'
  readonly refusal: MessageRefusal
  constructor(refusal: MessageRefusal) {
    super(refusal)
    this.refusal = refusal
  }
}

function serve(socket: Socket, ports: ListenerPorts, organization: OrganizationId): void {
  const line: Line = { organization, connection: `${socket.remoteAddress ?? ''} → ${socket.localPort ?? ''}` }
  const unframe = makeByteUnframer(largestMessage)
  let last = Promise.resolve()
  socket.setTimeout(idleMs, () => socket.destroy())
  socket.on('error', () => socket.destroy())
  // In the order in which they came: a merge must not overtake the admission before it.
  const inTurn = (work: () => Promise<void>): void => {
    last = last.then(work).catch((cause: unknown) => {
      // It could not even be kept: without an acknowledgement the sender keeps it and sends it again.
      ports.log.error('hl7.failed', { organizationId: organization, cause })
      socket.destroy()
    })
  }
  const answer = async (bytes: Buffer): Promise<void> => {
    const started = performance.now()
    const taken = await take(ports, line, bytes)
    ports.log.info('hl7.message', { organizationId: organization, durationMs: Math.round(performance.now() - started), ...(taken.ok ? {} : { refusal: taken.error }) })
    socket.write(frame(acknowledge(bytes, taken)))
  }
  const turnAway = async (beginning: Buffer): Promise<void> => {
    ports.log.warn('hl7.too-large', { organizationId: organization })
    await keepAside(ports, line, { refusal: 'record.too-large', content: Buffer.alloc(0), beginning, at: ports.clock() })
    socket.end(frame(acknowledge(beginning, err('record.too-large'))))
  }
  const receive = (chunk: Buffer | string): void => {
    try {
      for (const block of unframe(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)) inTurn(() => answer(block))
    } catch (cause) {
      if (!(cause instanceof BlockTooLarge)) throw cause
      socket.off('data', receive).resume()
      const cut = setTimeout(() => socket.destroy(), lingerMs)
      socket.once('close', () => clearTimeout(cut))
      inTurn(() => turnAway(cause.beginning))
    }
  }
  socket.on('data', receive)
}

/** Listens for the hospitals' HL7 v2 messages over MLLP, one port for each hospital. */
export async function listenForHl7(ports: ListenerPorts, listeners: readonly Hl7Port[]): Promise<Hl7Listener> {
  const sockets = new Set<Socket>()
  const servers: Server[] = []
  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())))
    for (const socket of sockets) socket.destroy()
    await Promise.all(closed)
  }
  for (const { port, organization } of listeners) {
    const server = createServer((socket) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      serve(socket, ports, organization)
    })
    servers.push(server)
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, ports.address, resolve)
    }).catch(async (cause: unknown) => {
      await close()
      throw cause
    })
  }
  const opened = servers.map((server) => {
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  })
  return { ports: opened, close: () => (closing ??= close()) }
}

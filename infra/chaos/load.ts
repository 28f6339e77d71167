import { randomUUID } from 'node:crypto'
import { setTimeout as elapse } from 'node:timers/promises'
import { documentName } from '#signaling/minutes/live-minutes.ts'
import { TestGuest } from '#signaling/test-guest.ts'
import { openWriter, type Writer } from '#signaling/test-writer.ts'
import { person } from '#prisma/seed/people.ts'
import { demoPassword } from '#prisma/seed/demo-accounts.ts'
import type { StreamName, Write } from './history.ts'
import { startOrders } from './orders.ts'
import { PortalClient } from './portal-client.ts'
import { recordings } from './recordings.ts'
import { signatures } from './signatures.ts'
import { declined, toldBy, writeWithinMs, type Stream, type Told } from './stream.ts'
import type { ChaosWorld } from './world.ts'

/** The generated load: it writes down what it asked for and what it was told. */
export interface Load {
  readonly history: readonly Write[]
  /** Writes of each stream that were acknowledged so far. */
  readonly acknowledged: (stream: StreamName) => number
  /** Resolves when no write is under way any more; nothing new is begun until `go`. */
  readonly rest: () => Promise<void>
  readonly go: () => void
  /** Ends every stream and line. */
  readonly end: () => Promise<void>
}

const betweenMs = 120
const requests = 'web/features/coordination/actions.ts'

/** Bookings: the coordinator moves the sessions of some cases, each time to a minute of its own. */
async function bookings(origin: string, { booked }: ChaosWorld): Promise<Stream> {
  const coordinator = await PortalClient.signIn(origin, person('maihuong').account.email, demoPassword)
  let turn = 0
  return {
    name: 'booking',
    next: async () => {
      const one = booked[turn % booked.length]
      if (one === undefined) throw new Error('nothing to book')
      turn += 1
      const startsAt = new Date(Date.UTC(2030, 0, 1) + turn * 60_000).toISOString()
      const input = { case: one.id, startsAt, durationMinutes: 30 }
      return { key: one.id, value: startsAt, make: async () => toldBy(await coordinator.call(requests, 'scheduleSession', { page: `/cases/${one.id}`, input })) }
    },
  }
}

const portOf = (origin: string): number => Number(new URL(origin).port)

/** The secretary types into the minutes, word after word. */
function minutes(origin: string, world: ChaosWorld): Stream {
  let writer: Writer | undefined
  return {
    name: 'minutes',
    next: async () => {
      const word = `⟦${randomUUID()}⟧`
      const make = async (): Promise<Told> => {
        writer ??= await openWriter({ port: portOf(origin), name: documentName({ case: world.live.id, version: 1 }), token: world.minutesTicket })
        writer.type(`${word} `)
        await writer.acknowledged()
        return { outcome: 'acknowledged' }
      }
      return { key: world.live.id, value: word, make }
    },
    close: () => writer?.leave(),
  }
}

/** The chair writes messages in the room and comes back whenever the line breaks. */
function messages(origin: string, world: ChaosWorld): Stream {
  let guest: TestGuest | undefined
  return {
    name: 'message',
    next: async () => {
      const text = `tin ${randomUUID()}`
      const make = async (): Promise<Told> => {
        if (guest?.connected !== true) {
          guest?.close()
          guest = await TestGuest.come(portOf(origin), { kind: 'ticket', ticket: await world.ticketOf('ducthinh') })
          await guest.hear('admitted')
        }
        const answer = await guest.ask('send-message', { text })
        return answer.ok ? { outcome: 'acknowledged' } : declined(answer.error)
      }
      return { key: world.live.id, value: text, make }
    },
    close: () => guest?.close(),
  }
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))

/** Starts every stream against the product at `origin`, through its one public port. */
export async function startLoad(origin: string, world: ChaosWorld): Promise<Load> {
  const fromHis = await startOrders(origin)
  const streams = [
    await bookings(origin, world), fromHis.orders, fromHis.cancels, minutes(origin, world), messages(origin, world),
    await signatures(origin, world), recordings(portOf(origin), world),
  ]
  const history: Write[] = []
  const acknowledged = new Map<StreamName, number>()
  let ending = false
  let gate = Promise.withResolvers<undefined>()
  gate.resolve(undefined)
  let resting = false
  const busy = new Set<Promise<unknown>>()
  const write = async (stream: Stream): Promise<void> => {
    // What a stream works on is made through the back door, which may be shut as well.
    const attempt = await stream.next().catch(() => null)
    if (attempt === null || ending || resting) return
    const { key, value, make } = attempt
    const beganAt = world.now().getTime()
    const patience = elapse<Told>(2 * writeWithinMs, { outcome: 'unknown' }, { ref: false })
    const made = Promise.race([make().catch((cause: unknown): Told => ({ outcome: 'unknown', told: messageOf(cause) })), patience])
    busy.add(made)
    const { outcome, told } = await made
    busy.delete(made)
    if (outcome === 'acknowledged') acknowledged.set(stream.name, (acknowledged.get(stream.name) ?? 0) + 1)
    history.push({ stream: stream.name, key, value, outcome, beganAt, endedAt: world.now().getTime(), ...(told !== undefined && { told }) })
  }
  const running = streams.map(async (stream) => {
    while (!ending) {
      await gate.promise
      await write(stream)
      await elapse(stream.everyMs ?? betweenMs)
    }
  })
  return {
    history,
    acknowledged: (name) => acknowledged.get(name) ?? 0,
    rest: async () => {
      if (!resting) gate = Promise.withResolvers<undefined>()
      resting = true
      while (busy.size > 0) await Promise.all(busy)
    },
    go: () => {
      resting = false
      gate.resolve(undefined)
    },
    end: async () => {
      ending = true
      gate.resolve(undefined)
      for (const stream of streams) stream.close?.()
      await Promise.race([Promise.all(running), elapse(3 * writeWithinMs, undefined, { ref: false })])
    },
  }
}

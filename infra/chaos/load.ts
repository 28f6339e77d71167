import { randomUUID } from 'node:crypto'
import { setTimeout as elapse } from 'node:timers/promises'
import { z } from 'zod'
import { documentName } from '#signaling/minutes/live-minutes.ts'
import { TestGuest } from '#signaling/test-guest.ts'
import { openWriter, type Writer } from '#signaling/test-writer.ts'
import { person } from '#prisma/seed/people.ts'
import { demoPassword } from '#prisma/seed/demo-accounts.ts'
import type { Outcome, Write } from './history.ts'
import { PortalClient } from './portal-client.ts'
import type { ChaosWorld } from './world.ts'

/** The generated load: it writes down what it asked for and what it was told. */
export interface Load {
  readonly history: readonly Write[]
  /** Writes of each stream that were acknowledged so far. */
  readonly acknowledged: (stream: Write['stream']) => number
  /** Resolves when no write is under way any more; nothing new is begun until `go`. */
  readonly rest: () => Promise<void>
  readonly go: () => void
  /** Ends every stream and line. */
  readonly end: () => Promise<void>
}

const writeWithinMs = 10_000
const betweenMs = 120
const requests = 'web/features/coordination/actions.ts'

type Attempt = Pick<Write, 'key' | 'value'> & { readonly make: () => Promise<Outcome> }

/** What a stream needs to write; opened again whenever it has broken. */
interface Stream {
  readonly name: Write['stream']
  /** The next write, or null where there is nothing to write yet. */
  readonly next: () => Promise<Attempt | null>
  readonly close?: () => void
}

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
      return { key: one.id, value: startsAt, make: async () => outcomeOf(await coordinator.call(requests, 'scheduleSession', { page: `/cases/${one.id}`, input })) }
    },
  }
}

const outcomeOf = (answer: { readonly ok: boolean; readonly code?: string }): Outcome => (answer.ok ? 'acknowledged' : answer.code === 'portal.failed' ? 'unknown' : 'refused')

const issued = z.object({ id: z.string(), secret: z.string() })
const created = z.object({ id: z.string() })

interface Orders {
  readonly orders: Stream
  readonly cancels: Stream
}

/** Orders from another hospital's system over FHIR, sent again until they are answered; and the doctor who withdraws what they opened. */
async function orders(origin: string): Promise<Orders> {
  const admin = await PortalClient.signIn(origin, person('nhatnam').account.email, demoPassword)
  const doctor = await PortalClient.signIn(origin, person('thuha').account.email, demoPassword)
  const answer = await admin.call('web/features/interop/actions.ts', 'issueClient', { page: '/interop', input: { name: 'HIS', grants: ['read', 'request'] } })
  if (!answer.ok) throw new Error(answer.code)
  const { id, secret } = issued.parse(answer.value)
  let token: { readonly value: string; readonly until: number } | undefined
  const tokenNow = async (): Promise<string> => {
    if (token !== undefined && Date.now() < token.until) return token.value
    const response = await fetch(`${origin}/fhir/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret }), signal: AbortSignal.timeout(writeWithinMs) })
    const { access_token: value } = z.object({ access_token: z.string() }).parse(await response.json())
    token = { value, until: Date.now() + 300_000 }
    return value
  }
  let [number, open]: [string, boolean] = [randomUUID(), false]
  const drafts: string[] = []
  const send = async (): Promise<Outcome> => {
    const response = await fetch(`${origin}/fhir/ServiceRequest`, {
      method: 'POST', headers: { authorization: `Bearer ${await tokenNow()}`, 'content-type': 'application/fhir+json' }, body: JSON.stringify(orderOf(number)), signal: AbortSignal.timeout(writeWithinMs),
    })
    if (response.status >= 500) return 'unknown'
    if (!response.ok) return 'refused'
    drafts.push(created.parse(await response.json()).id)
    open = false
    return 'acknowledged'
  }
  return {
    orders: {
      name: 'order',
      next: async () => {
        if (!open) [number, open] = [randomUUID(), true]
        return { key: number, value: number, make: send }
      },
    },
    cancels: {
      name: 'cancel',
      next: async () => {
        const one = drafts.shift()
        if (one === undefined) return null
        return { key: one, value: one, make: async () => outcomeOf(await doctor.call('web/features/case/actions.ts', 'cancelCase', { page: `/cases/${one}`, input: { case: one, reason: 'Thử tải' } })) }
      },
    },
  }
}

const orderOf = (number: string): object => ({
  resourceType: 'ServiceRequest', status: 'active', intent: 'order', priority: 'routine', identifier: [{ system: 'urn:his', value: number }],
  contained: [{ resourceType: 'Patient', id: 'p', identifier: [{ type: { coding: [{ code: 'MR' }] }, value: 'HIS-CHAOS' }], name: [{ text: 'Trần Thị Lệ Thủy' }], gender: 'female', birthDate: '1950-02-03' }],
  subject: { reference: '#p' }, requester: { identifier: { value: person('thuha').licenceNumber } }, reasonCode: [{ text: 'Thử tải' }], note: [{ text: `Đơn ${number}` }],
})

const portOf = (origin: string): number => Number(new URL(origin).port)

/** The secretary types into the minutes, word after word. */
function minutes(origin: string, world: ChaosWorld): Stream {
  let writer: Writer | undefined
  return {
    name: 'minutes',
    next: async () => {
      const word = `⟦${randomUUID()}⟧`
      const make = async (): Promise<Outcome> => {
        writer ??= await openWriter({ port: portOf(origin), name: documentName({ case: world.live.id, version: 1 }), token: world.minutesTicket })
        writer.type(`${word} `)
        await writer.acknowledged()
        return 'acknowledged'
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
      const make = async (): Promise<Outcome> => {
        if (guest?.connected !== true) {
          guest?.close()
          guest = await TestGuest.come(portOf(origin), { kind: 'ticket', ticket: await world.ticketOf('ducthinh') })
          await guest.hear('admitted')
        }
        const answer = await guest.ask('send-message', { text })
        return answer.ok ? 'acknowledged' : answer.error.startsWith('wire.') ? 'unknown' : 'refused'
      }
      return { key: world.live.id, value: text, make }
    },
    close: () => guest?.close(),
  }
}

/** Starts every stream against the product at `origin`, through its one public port. */
export async function startLoad(origin: string, world: ChaosWorld): Promise<Load> {
  const fromHis = await orders(origin)
  const streams = [await bookings(origin, world), fromHis.orders, fromHis.cancels, minutes(origin, world), messages(origin, world)]
  const history: Write[] = []
  let ending = false
  let gate = Promise.withResolvers<undefined>()
  gate.resolve(undefined)
  let resting = false
  const busy = new Set<Promise<unknown>>()
  const write = async (stream: Stream): Promise<void> => {
    const attempt = await stream.next()
    if (attempt === null || ending || resting) return
    const { key, value, make } = attempt
    const beganAt = Date.now()
    const patience = elapse(2 * writeWithinMs, 'unknown' as const, { ref: false })
    const made = Promise.race([make().catch(() => 'unknown' as const), patience])
    busy.add(made)
    const outcome = await made
    busy.delete(made)
    history.push({ stream: stream.name, key, value, outcome, beganAt, endedAt: Date.now() })
  }
  const running = streams.map(async (stream) => {
    while (!ending) {
      await gate.promise
      await write(stream)
      await elapse(betweenMs)
    }
  })
  return {
    history,
    acknowledged: (name) => history.filter(({ stream, outcome }) => stream === name && outcome === 'acknowledged').length,
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

import { makeJoinTickets } from '#adapters/join-ticket/join-ticket.ts'
import { createLogger } from '#adapters/observability/logger.ts'
import type { ScheduledCase } from '#core/case/case.ts'
import type { JoinTicket } from '#core/room/ticket.ts'
import { createTestDatabase } from '#prisma/testing.ts'
import { runSfu, testSecret, type RunningSfu } from '#sfu/test-sfu.ts'
import { startSignaling } from './compose.ts'
import type { SignalingSettings } from './env.ts'
import { TestGuest } from './test-guest.ts'
import { makeTestWorld, type Person, type TestWorld } from './test-world.ts'
import { defaultPatience, type Patience } from './rooms/upkeep.ts'

export const testTicketSecret = 'a-ticket-secret-for-tests-only'

export interface RunningSignaling {
  readonly world: TestWorld
  readonly sfu: RunningSfu
  readonly port: () => number
  readonly ticket: (person: Person, one: ScheduledCase) => Promise<string>
  readonly minutesTicket: (person: Person, one: ScheduledCase) => Promise<string>
  readonly lineTestTicket: (person: Person) => Promise<string>
  readonly serviceToken: (one: ScheduledCase) => Promise<string>
  /** Comes in with any ticket, signed here. */
  readonly comeWith: (ticket: JoinTicket) => Promise<TestGuest>
  readonly come: (person: Person, one: ScheduledCase) => Promise<TestGuest>
  readonly resume: (token: string) => Promise<TestGuest>
  readonly restart: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Starts the whole process inside this one, with a database of its own, a real SFU and a real worker. */
export async function runSignaling(patience: Partial<Patience> = {}, relay?: SignalingSettings['relay'], more: Partial<Pick<SignalingSettings, 'liveKit' | 'publicOrigin'>> = {}): Promise<RunningSignaling> {
  const database = await createTestDatabase()
  const world = await makeTestWorld(database)
  const sfu = await runSfu()
  const settings = {
    databaseUrl: database.appUrl,
    publicOrigin: 'http://127.0.0.1',
    ticketSecret: testTicketSecret,
    sfu: { url: `http://127.0.0.1:${sfu.sfu.controlPort}`, secret: testSecret },
    node: { name: 'signaling', address: undefined },
    address: '127.0.0.1',
    relay,
    logLevel: 'error' as const,
    ...more,
  }
  const log = createLogger({ component: 'signaling', level: 'error' })
  const start = (port: number) => startSignaling({ ...settings, port }, log, { ...defaultPatience, ...patience })
  let signaling = await start(0)
  const tickets = makeJoinTickets({ secret: testTicketSecret, clock: () => new Date(), newId: () => crypto.randomUUID() })
  const ticket: RunningSignaling['ticket'] = (person, one) => tickets.issueJoinTicket(world.ticketOf(person, one))
  return {
    world,
    sfu,
    ticket,
    port: () => signaling.port,
    minutesTicket: (person, one) => tickets.issueMinutesTicket(world.ticketOf(person, one)),
    lineTestTicket: (person) => tickets.issueLineTestTicket(world.actors[person]),
    serviceToken: (one) => tickets.issueServiceToken(one.id),
    come: async (person, one) => TestGuest.come(signaling.port, { kind: 'ticket', ticket: await ticket(person, one) }),
    comeWith: async (shown) => TestGuest.come(signaling.port, { kind: 'ticket', ticket: await tickets.issueJoinTicket(shown) }),
    resume: (token) => TestGuest.come(signaling.port, { kind: 'resume', token }),
    restart: async () => {
      const { port } = signaling
      await signaling.close()
      signaling = await start(port)
    },
    close: async () => {
      await signaling.close()
      await sfu.sfu.stop()
      await world.close()
      await database.drop()
    },
  }
}

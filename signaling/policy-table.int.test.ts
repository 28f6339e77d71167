import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeJoinTickets } from '#adapters/join-ticket/join-ticket.ts'
import { createLogger } from '#adapters/observability/logger.ts'
import type { CaseAction, TablePerson, TableState } from '#core/case/test-policies.ts'
import { casePolicies, isGranted, tablePart, tablePersons, tableStates, tableVisits } from '#core/case/test-policies.ts'
import type { RoomPart } from '#core/room/room.ts'
import type { JoinTicket } from '#core/room/ticket.ts'
import { createPolicyWorld, type PolicyWorld } from '#prisma/test-policy-world.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { WebSocket } from 'ws'
import { Doc } from 'yjs'
import { startSignaling } from './compose.ts'
import { TestGuest } from './test-guest.ts'

/** The table of policies asked of the room server's sockets, with tickets that a fooled portal might have given to anybody. */

const ticketSecret = 'a-ticket-secret-for-tests-only'
let database: TestDatabase
let world: PolicyWorld
let signaling: Awaited<ReturnType<typeof startSignaling>>
const tickets = makeJoinTickets({ secret: ticketSecret, clock: () => new Date(), newId: () => crypto.randomUUID() })

beforeAll(async () => {
  database = await createTestDatabase()
  world = await createPolicyWorld(database)
  signaling = await startSignaling({
    databaseUrl: database.appUrl, publicOrigin: 'http://127.0.0.1', ticketSecret, sfu: { url: 'http://127.0.0.1:9', secret: 'no-sfu-behind-this-one' },
    address: '127.0.0.1', port: 0, node: { name: 'signaling', address: undefined }, relay: undefined, logLevel: 'silent',
  }, createLogger({ component: 'signaling', level: 'silent' }))
}, 60_000)
afterAll(async () => {
  await signaling.close()
  await world.close()
  await database.drop()
})

function ticketOf(name: TablePerson, state: TableState): JoinTicket {
  const one = world.caseIn(state)
  const part: RoomPart = tablePart(name) ?? (name === 'coordinator' ? 'coordinator' : name === 'requester' ? 'requester' : 'member')
  return { actor: world.actor(name), name, title: 'BS.', organizationName: 'BV', part, case: one.id, session: 'session' in one ? one.session.id : (one.id as never) }
}

const policyRefusals = ['case.not-found', 'case.not-allowed']
const stateRefusals = ['case.wrong-state', 'session.ended', 'session.too-early']

/** Whether the door's answer speaks of the person or of the case. */
async function atTheDoor(name: TablePerson, state: TableState): Promise<string> {
  const ticket = await tickets.issueJoinTicket(ticketOf(name, state))
  try {
    const guest = await TestGuest.come(signaling.port, { kind: 'ticket', ticket })
    guest.close()
    return 'allowed'
  } catch (cause) {
    const code = cause instanceof Error ? cause.message : String(cause)
    return policyRefusals.includes(code) ? 'denied' : stateRefusals.includes(code) ? 'allowed' : code
  }
}

type Verdict = 'write' | 'read' | 'denied'

/** What the minutes of every case let the person do, all asked over one line. */
async function atTheMinutes(name: TablePerson): Promise<readonly Verdict[]> {
  const websocketProvider = new HocuspocusProviderWebsocket({ url: `ws://127.0.0.1:${signaling.port}/rt/minutes`, WebSocketPolyfill: WebSocket })
  const verdictOf = (state: TableState): Promise<Verdict> =>
    new Promise((resolve) => {
      const token = (): Promise<string> => tickets.issueMinutesTicket(ticketOf(name, state))
      const provider = new HocuspocusProvider({ websocketProvider, name: `minutes:${world.caseIn(state).id}:1`, document: new Doc(), token })
      provider.on('authenticated', ({ scope }: { scope: string }) => resolve(scope === 'read-write' ? 'write' : 'read'))
      provider.on('authenticationFailed', () => resolve('denied'))
      provider.attach()
    })
  try {
    return await Promise.all(tableStates.map(verdictOf))
  } finally {
    websocketProvider.destroy()
  }
}

const atOnce = 10
// Whoever goes along with a round comes first: the first of the team who comes to a booked session opens it, and then it is open to them too.
const cells = tablePersons.toSorted((a, b) => Number(tableVisits(b)) - Number(tableVisits(a))).flatMap((name) => tableStates.map((state) => [name, state] as const))
const may = (action: CaseAction, name: TablePerson, state: TableState): boolean => isGranted(casePolicies[action], name, state)

describe('over the socket', () => {
  it('who may enter the session is the table, for everybody in every state', async () => {
    const heard: (readonly [TablePerson, TableState, string])[] = []
    for (let at = 0; at < cells.length; at += atOnce) {
      heard.push(...(await Promise.all(cells.slice(at, at + atOnce).map(async ([name, state]) => [name, state, await atTheDoor(name, state)] as const))))
    }
    expect(heard).toEqual(cells.map(([name, state]) => [name, state, may('enter the session', name, state) ? 'allowed' : 'denied']))
  }, 150_000)

  it('who may read and who may write the minutes is the table, for everybody in every state', async () => {
    const expected = (name: TablePerson): readonly Verdict[] =>
      tableStates.map((state) => (may('write the minutes', name, state) ? 'write' : may('read the minutes', name, state) ? 'read' : 'denied'))
    for (const name of tablePersons) expect([name, await atTheMinutes(name)]).toEqual([name, expected(name)])
  }, 150_000)
})

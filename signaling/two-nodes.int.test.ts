import type { ScheduledCase } from '#core/case/case.ts'
import { admittedSeats } from '#core/room/room.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { freePort, runSfu, testSecret, type RunningSfu } from '#sfu/test-sfu.ts'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { documentName } from './minutes/live-minutes.ts'
import { addDraft } from './test-draft.ts'
import { TestGuest } from './test-guest.ts'
import { sendCamera, watch } from './test-media.ts'
import { processTickets, startProcess, type SignalingProcess } from './test-process.ts'
import { makeTestWorld, type Person, type TestWorld } from './test-world.ts'
import { openWriter, type Writer } from './test-writer.ts'

let database: TestDatabase
let world: TestWorld
let sfu: RunningSfu
let first: SignalingProcess
let second: SignalingProcess
const tickets = processTickets()
const endings: (() => unknown)[] = []

const sfuOf = () => ({ url: `http://127.0.0.1:${sfu.sfu.controlPort}`, secret: testSecret })

const startNode = async (node: string): Promise<SignalingProcess> => startProcess(database, { node, port: await freePort(), sfu: sfuOf() })

beforeAll(async () => {
  database = await createTestDatabase()
  ;[world, sfu] = await Promise.all([makeTestWorld(database), runSfu()])
  ;[first, second] = await Promise.all([startNode('first'), startNode('second')])
})
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()))
  if (!first.alive()) first = await startNode('first')
})
afterAll(async () => {
  await Promise.all([first.kill(), second.kill()])
  await sfu.sfu.stop()
  await world.close()
  await database.drop()
})

async function come(person: Person, one: ScheduledCase, node: SignalingProcess): Promise<TestGuest> {
  const guest = await TestGuest.come(node.port, { kind: 'ticket', ticket: await tickets.issueJoinTicket(world.ticketOf(person, one)) })
  endings.push(() => guest.close())
  return guest
}

async function write(person: Person, one: ScheduledCase, node: SignalingProcess): Promise<Writer> {
  const name = documentName({ case: one.id, version: 1 })
  const writer = await openWriter({ port: node.port, name, token: () => tickets.issueMinutesTicket(world.ticketOf(person, one)) })
  endings.push(writer.leave)
  return writer
}

/** The chair on the first node, which becomes the room's home, and the requester on the second. */
async function meet() {
  const one = await world.bookCase()
  const chair = await come('chair', one, first)
  const chairInside = await chair.hear('admitted')
  const requester = await come('requester', one, second)
  await requester.hear('waiting')
  await chair.demand('start-session', { admitAll: true })
  return { one, chair, chairInside, requester, requesterInside: await requester.hear('admitted') }
}

/** How many people the database knows to be in the room. */
async function rememberedInside(one: ScheduledCase): Promise<number> {
  const room = await world.store.read(world.actors.chair, ({ rooms }) => rooms.find(one.session.id))
  return room === null ? 0 : admittedSeats(room).length
}

describe('a room whose people sit on different nodes', () => {
  test('is one room: words and pictures go from node to node', async () => {
    const { chair, requester, requesterInside } = await meet()
    expect(requesterInside.room.participants).toHaveLength(2)
    await requester.demand('send-message', { text: 'Huyết áp đã ổn định.' })
    expect((await chair.hear('message-added')).text).toBe('Huyết áp đã ổn định.')
    const camera = await sendCamera(requester, 3_001)
    endings.push(camera.close)
    await chair.hear('room-changed', (change) => change.participants.some(({ sources }) => sources.length > 0))
    const viewer = await watch(chair, [camera.stream])
    endings.push(viewer.close)
    await viewer.nextPacket()
    // Sent away by the host, over the other node, and not let in again.
    await chair.demand('remove', { seat: requesterInside.you })
    await requester.hear('dismissed')
    await requester.ended()
    await expect(TestGuest.come(second.port, { kind: 'resume', token: requesterInside.resumeToken })).rejects.toThrow('room.removed')
  })

  test('spends a ticket once, on whichever node it is shown', async () => {
    const { one } = await meet()
    const credential = { kind: 'ticket', ticket: await tickets.issueJoinTicket(world.ticketOf('member', one)) } as const
    const member = await TestGuest.come(second.port, credential)
    endings.push(() => member.close())
    await expect(TestGuest.come(first.port, credential)).rejects.toThrow('handshake.ticket-used')
  })

  test('has nobody in it who went before the door had opened', async () => {
    const { chair, requester, requesterInside } = await meet()
    const turns = (to: 'here' | 'away') => chair.hear('room-changed', ({ participants }) => participants.some(({ seat, presence }) => seat === requesterInside.you && presence === to))
    requester.drop()
    await turns('away')
    await TestGuest.glimpse(second.port, { kind: 'resume', token: requesterInside.resumeToken })
    await turns('here')
    await turns('away')
  })

  test('comes back on the other node when its own is killed, with everybody in their seats', async () => {
    const { one, chairInside, chair, requester, requesterInside } = await meet()
    await requester.demand('send-message', { text: 'Trước khi mất nút' })
    await chair.hear('message-added')
    // Written just after it happened, so a kill in the same instant would find the requester still at the door.
    await expect.poll(() => rememberedInside(one)).toBe(2)
    await first.kill()
    await Promise.all([chair.ended(), requester.ended()])
    const back = await Promise.all(
      [chairInside, requesterInside].map(({ resumeToken }) => TestGuest.come(second.port, { kind: 'resume', token: resumeToken })),
    )
    back.forEach((guest) => endings.push(() => guest.close()))
    const [chairBack, requesterBack] = await Promise.all(back.map((guest) => guest.hear('admitted')))
    expect([chairBack?.you, requesterBack?.you]).toEqual([chairInside.you, requesterInside.you])
    expect(chairBack?.room.participants).toHaveLength(2)
    expect(await world.statusOf(one)).toBe('live')
    first = await startNode('first')
    await come('member', one, first)
    await back[0]?.hear('waiting-changed', ({ waiting }) => waiting?.length === 1)
  })
})

describe('a room server that stands by', () => {
  test('takes the port of a killed one, where everybody finds their seat', async () => {
    const spare = await startProcess(database, { node: 'first', port: first.port, sfu: sfuOf(), standsBy: true })
    endings.push(() => spare.kill())
    const { one, chairInside } = await meet()
    await expect.poll(() => rememberedInside(one)).toBe(2)
    await first.kill()
    const dial = (): Promise<TestGuest | null> => TestGuest.come(spare.port, { kind: 'resume', token: chairInside.resumeToken }).catch(() => null)
    const back = await vi.waitUntil(dial, { timeout: 10_000 })
    endings.push(() => back.close())
    expect((await back.hear('admitted')).you).toBe(chairInside.you)
  })
})

describe('minutes written on different nodes', () => {
  test('are one document, flushed from either, and nothing acknowledged is lost with a node', async () => {
    const { one, draft } = await addDraft(world)
    const secretary = await write('secretary', one, first)
    const chair = await write('chair', one, second)
    secretary.type('‹thư ký›')
    chair.type('‹chủ tọa›')
    const both = (text: string): boolean => text.includes('‹thư ký›') && text.includes('‹chủ tọa›')
    await Promise.all([secretary.until(both), chair.until(both)])
    await Promise.all([secretary.acknowledged(), chair.acknowledged()])

    const response = await fetch(`http://127.0.0.1:${second.port}/internal/minutes/flush`, {
      method: 'POST', headers: { authorization: `Bearer ${await tickets.issueServiceToken(one.id)}` }, body: JSON.stringify({ version: 1 }),
    })
    expect(response.status).toBe(204)
    const { rows } = await world.admin.query<{ state: Buffer | null }>('SELECT live_update AS state FROM minutes WHERE id = $1', [draft.id])
    expect(rows[0]?.state?.length ?? 0).toBeGreaterThan(0)

    await first.kill()
    const member = await write('member', one, second)
    expect(both(member.text())).toBe(true)
  })
})

import { protocolVersion } from '#contract/define.ts'
import { socketPath } from '#contract/handshake.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { runSfu, testSecret, type RunningSfu } from '#sfu/test-sfu.ts'
import { TestGuest } from '#signaling/test-guest.ts'
import { processTickets, startProcess, type SignalingProcess } from '#signaling/test-process.ts'
import { makeTestWorld, type Person, type TestWorld } from '#signaling/test-world.ts'
import { sendCamera, watch } from '#signaling/test-media.ts'
import { openThinLine, type ThinLine } from '#signaling/test-thin-line.ts'
import { dialling } from '#web/features/room/client/dialling.ts'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { quantile } from './statistics.ts'

const people = ['chair', 'secretary', 'member', 'requester'] as const
const rooms = Number(process.env['STORM_ROOMS'] ?? 125)
const storms = Number(process.env['STORMS'] ?? 3)

/** One person's line, which comes back as a browser's does. */
interface Line {
  readonly socket: Socket
  /** Resolves with the time of the next welcome. */
  readonly welcomed: () => Promise<number>
}

let database: TestDatabase
let world: TestWorld
let sfu: RunningSfu
/** A process of its own, as in a deployment: what these many clients cost is not the room server's. */
let signaling: SignalingProcess
let line: ThinLine
const tickets = processTickets()
const lines: Line[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  world = await makeTestWorld(database)
  sfu = await runSfu()
  signaling = await startProcess(database, { sfu: { url: `http://127.0.0.1:${String(sfu.sfu.controlPort)}`, secret: testSecret } })
  line = await openThinLine(signaling.port, 0)
  for (let room = 0; room < rooms; room += 1) {
    const one = await world.bookCase()
    const arrived = people.map(async (person) => {
      const come = dial(await tickets.issueJoinTicket(world.ticketOf(person, one)))
      lines.push(come)
      await come.welcomed()
    })
    await Promise.all(arrived)
  }
}, 300_000)
afterAll(async () => {
  for (const { socket } of lines) socket.disconnect()
  await line.close()
  await signaling.kill()
  await sfu.sfu.stop()
  await world.close()
  await database.drop()
})

test(`${String(rooms * people.length)} lines that break at once are back, and the rooms that were not hit lose nothing`, { timeout: 300_000 }, async () => {
  const one = await world.bookCase()
  const come = async (person: Person): Promise<TestGuest> =>
    TestGuest.come(signaling.port, { kind: 'ticket', ticket: await tickets.issueJoinTicket(world.ticketOf(person, one)) })
  const chair = await come('chair')
  await chair.hear('admitted')
  const member = await come('member')
  await member.hear('waiting')
  await chair.demand('start-session', { admitAll: true })
  await member.hear('admitted')
  const camera = await sendCamera(member, 2_501)
  const viewer = await watch(chair, [camera.stream])
  await viewer.nextPacket()
  for (let storm = 1; storm <= storms; storm += 1) {
    const back = lines.map(({ welcomed }) => welcomed())
    const [packets, sent] = [viewer.received(), countOf(camera.pace)]
    const brokeAt = performance.now()
    line.cut()
    line.mend()
    const took = (await Promise.all(back)).map((at) => at - brokeAt).sort((a, b) => a - b)
    const lost = (await sent()) - (viewer.received() - packets)
    process.stdout.write(
      `storm ${String(storm)}: ${String(took.length)} lines back, median ${quantile(took, 0.5).toFixed(0)} ms, p95 ${quantile(took, 0.95).toFixed(0)} ms, last ${quantile(took, 1).toFixed(0)} ms; ${String(Math.max(0, lost))} packets lost in the room beside\n`,
    )
  }
  expect(lines.every(({ socket }) => socket.connected)).toBe(true)
  camera.close()
  viewer.close()
  chair.close()
  member.close()
})

function dial(ticket: string): Line {
  let token: string | null = null
  const waiting = new Set<(at: number) => void>()
  const socket = io(`http://127.0.0.1:${String(line.port)}`, {
    path: socketPath,
    auth: (reply: (words: object) => void) => reply({ protocol: protocolVersion, credential: token === null ? { kind: 'ticket', ticket } : { kind: 'resume', token } }),
    transports: ['websocket'], forceNew: true, ...dialling,
  })
  for (const event of ['waiting', 'admitted'])
    socket.on(event, ({ resumeToken }: { readonly resumeToken: string }) => {
      token = resumeToken
      const woken = [...waiting]
      waiting.clear()
      for (const wake of woken) wake(performance.now())
    })
  return { socket, welcomed: () => new Promise((resolve) => waiting.add(resolve)) }
}

/** Counts what the camera sends from now on; the answer comes when what was counted has had time to arrive. */
function countOf(pace: { readonly sent: (count: number) => Promise<void> }): () => Promise<number> {
  let sent = 0
  let counting = true
  const count = async (): Promise<void> => {
    while (counting) {
      await pace.sent(1)
      sent += 1
    }
  }
  void count()
  return async () => {
    counting = false
    const final = sent
    await pace.sent(5)
    return final
  }
}

import { setTimeout as pause } from 'node:timers/promises'
import { openRecordedScene, recordedSessions, type RecordedScene } from '#signaling/recording/test-recorded-session.ts'
import { TestGuest } from '#signaling/test-guest.ts'
import { watch } from '#signaling/test-media.ts'
import { startProcess, type SignalingProcess } from '#signaling/test-process.ts'
import { dialling } from '#web/features/room/client/dialling.ts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { quantile } from './statistics.ts'

const deaths = Number(process.env['DEATHS'] ?? 10)

let scene: RecordedScene
/** Waits for its turn, as beside every room server of the product. */
let spare: Promise<SignalingProcess>

const startSpare = (): Promise<SignalingProcess> => startProcess(scene.database, { port: scene.signaling.port, sfu: scene.sfu, standsBy: true })

beforeAll(async () => {
  scene = await openRecordedScene()
  spare = startSpare()
}, 60_000)
afterEach(() => scene.endings.splice(0).forEach((end) => end()))
afterAll(async () => {
  await (await spare).kill()
  await scene.close()
})

const { sends, lit, recordedSession, openOnly } = recordedSessions(() => scene)

interface Seats {
  readonly chair: TestGuest
  readonly member: TestGuest
}
type Tokens = Readonly<Record<keyof Seats, string>>

/** Dials as a browser does, until the room server is there again. */
async function comeBack(port: number, token: string): Promise<TestGuest> {
  const { reconnectionDelay, randomizationFactor } = dialling
  for (;;) {
    await pause(reconnectionDelay * (1 + (2 * Math.random() - 1) * randomizationFactor))
    const guest = await TestGuest.come(port, { kind: 'resume', token }).catch(() => null)
    if (guest === null) continue
    scene.endings.push(() => guest.close())
    return guest
  }
}

async function restartSignaling(_seats: Seats, tokens: Tokens): Promise<Seats> {
  const { port } = scene.signaling
  const next = await spare
  await scene.signaling.kill()
  spare = startSpare()
  const [chair, member] = await Promise.all([comeBack(port, tokens.chair), comeBack(port, tokens.member)])
  scene.signaling = next
  return { chair, member }
}

async function loseMedia(seats: Seats, kill: () => unknown): Promise<Seats> {
  const told = Promise.all(Object.values(seats).map((guest: TestGuest) => guest.hear('media-lost')))
  await kill()
  await told
  return seats
}

const victims = {
  worker: (seats: Seats) => loseMedia(seats, () => scene.sfu.killWorker()),
  'SFU process': (seats: Seats) => loseMedia(seats, () => scene.sfu.killAndRestart()),
  signaling: restartSignaling,
} as const

describe('a recorded session', () => {
  test.each(Object.entries(victims))(`goes on after ${String(deaths)} deaths of the %s, nobody twice in the room and every gap on the timeline`, { timeout: 900_000 }, async (name, die) => {
    const { one, chairInside, memberInside, ...guests } = await recordedSession()
    const tokens = { chair: chairInside.resumeToken, member: memberInside.resumeToken }
    let seats: Seats = { chair: guests.chair, member: guests.member }
    const times: number[] = []
    let lamp = guests.lamp
    for (let death = 1; death <= deaths; death += 1) {
      await spare
      const diedAt = performance.now()
      seats = await die(seats, tokens)
      const camera = await sends(seats.chair)
      const viewer = await watch(seats.member, [camera.stream])
      scene.endings.push(viewer.close)
      await viewer.nextPacket()
      times.push(performance.now() - diedAt)
      const { participants } = await seats.chair.demand('get-room', {})
      expect(participants.map(({ part, sources }) => [part, sources.length]).sort()).toEqual([['chair', 1], ['member', 0]])
      // Bytes are on disk again before the next death.
      lamp = await lit(seats.chair, name === 'signaling' ? null : lamp)
    }
    await seats.chair.demand('stop-recording', {})
    await expect.poll(async () => (await openOnly(one))?.lanes[0]?.segments.every(({ standing }) => standing.state === 'whole'), { timeout: 30_000 }).toBe(true)
    const [lane] = (await openOnly(one))?.lanes ?? []
    times.sort((a, b) => a - b)
    process.stdout.write(
      `${name} killed ${String(deaths)} times while recording: picture back p50 ${quantile(times, 0.5).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms, longest ${quantile(times, 1).toFixed(0)} ms; ${String(lane?.segments.length ?? 0)} whole segments, ${String(lane?.gaps.length ?? 0)} gaps\n`,
    )
    expect(lane?.segments).toHaveLength(deaths + 1)
  })
})

import { makeRoomService } from '#adapters/livekit/room-service.ts'
import { runLiveKit } from '#signaling/media/test-livekit.ts'
import { runSignaling, type RunningSignaling } from '#signaling/test-signaling.ts'
import { inject } from 'vitest'

const liveKitServer: string = inject('liveKitServerBin')

/** A room server with one of the two engines behind it. */
export interface RunningEngine {
  readonly running: RunningSignaling
  /** Kills the engine without a word; it comes back by itself, or is started again. */
  readonly die: () => Promise<void>
  /** How many pictures flow into the engine, as it says itself. */
  readonly pictures: () => Promise<number>
  readonly close: () => Promise<void>
}

export interface TestEngine {
  readonly name: string
  readonly absent: boolean
  readonly start: () => Promise<RunningEngine>
}

async function startSfu(): Promise<RunningEngine> {
  const running = await runSignaling()
  return {
    running,
    die: async () => {
      const [pid = 0] = running.sfu.sfu.workerPids()
      process.kill(pid, 'SIGKILL')
    },
    pictures: async () => {
      const signaling = await running.sfu.connect()
      const { rooms } = await signaling.demand('describe-rooms', {})
      signaling.socket.disconnect()
      return rooms.flatMap(({ peers }) => peers.flatMap(({ producers }) => producers)).filter(({ kind }) => kind === 'video').length
    },
    close: () => running.close(),
  }
}

async function startLiveKit(): Promise<RunningEngine> {
  const liveKit = await runLiveKit(liveKitServer)
  const running = await runSignaling({}, undefined, { liveKit: liveKit.settings })
  const service = makeRoomService({ ...liveKit.settings, clock: () => new Date() })
  return {
    running,
    die: async () => {
      await liveKit.kill()
      await liveKit.start()
    },
    pictures: async () => {
      const rooms = await service.listRooms()
      if (!rooms.ok) throw new Error(rooms.error)
      const people = await Promise.all(rooms.value.map(({ name }) => service.listParticipants(name)))
      return people.flatMap((answer) => (answer.ok ? answer.value : [])).flatMap(({ tracks }) => tracks).filter(({ type }) => type === 'VIDEO').length
    },
    close: async () => {
      await running.close()
      await liveKit.close()
    },
  }
}

/** Both engines behind the ports of the media, for the one suite that runs against each. */
export const testEngines: readonly TestEngine[] = [
  { name: 'our own SFU', absent: false, start: startSfu },
  { name: `a LiveKit server (LIVEKIT_SERVER_BIN=${liveKitServer})`, absent: liveKitServer === '', start: startLiveKit },
]

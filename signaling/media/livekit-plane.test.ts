import type { LiveKitParticipant, RoomService } from '#adapters/livekit/room-service.ts'
import { createLogger } from '#adapters/observability/logger.ts'
import type { MediaPeerId, MediaRoomId, ProducerId } from '#contract/media-plane.ts'
import { brandId } from '#core/shared/ids.ts'
import { err, ok } from '#core/shared/result.ts'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openLiveKitPlane } from './livekit-plane.ts'
import type { LiveKitPlane, MediaPlaneListeners } from './media-plane.ts'

const room = brandId<MediaRoomId>('room-1')
const peer = brandId<MediaPeerId>('peer-1')
const camera = brandId<ProducerId>('TR_camera')

/** A LiveKit server in memory: it holds what it is told and forgets nobody by itself. */
function serverInMemory() {
  const rooms = new Map<string, { metadata: string; people: Map<string, LiveKitParticipant> }>()
  const state = { reachable: true }
  const answer = <T>(value: T) => Promise.resolve(state.reachable ? ok(value) : err('livekit.unreachable' as const))
  const service: RoomService = {
    createRoom: (name, metadata) => {
      if (state.reachable && !rooms.has(name)) rooms.set(name, { metadata, people: new Map() })
      return answer({ name, metadata })
    },
    deleteRoom: (name) => answer(rooms.delete(name)),
    listRooms: () => answer([...rooms].map(([name, { metadata }]) => ({ name, metadata }))),
    listParticipants: (name) => answer([...(rooms.get(name)?.people.values() ?? [])]),
    findParticipant: async (name, identity) => {
      const found = rooms.get(name)?.people.get(identity)
      return found === undefined ? err('livekit.not-found') : ok(found)
    },
    removeParticipant: (name, identity) => answer(rooms.get(name)?.people.delete(identity)),
    limitSources: (name, identity, sources) => {
      const person = rooms.get(name)?.people.get(identity)
      const allowed = person?.tracks.filter(({ type }) => type === 'AUDIO' || sources.includes('CAMERA')) ?? []
      if (person !== undefined) rooms.get(name)?.people.set(identity, { ...person, tracks: allowed, permission: { can_publish_sources: [...sources] } })
      return answer(null)
    },
    muteTrack: () => answer(null),
    passFor: async (_name, _identity, sources) => sources.join(),
  }
  const enter = (identity: string, ...tracks: readonly string[]): void => {
    const published = tracks.map((sid) => ({ sid, type: 'VIDEO', name: 'camera', muted: false }))
    rooms.get(room)?.people.set(identity, { identity, tracks: published, permission: { can_publish_sources: ['CAMERA', 'MICROPHONE'] } })
  }
  return { service, rooms, state, enter, people: () => [...(rooms.get(room)?.people.keys() ?? [])] }
}

const second = 1_000
let server: ReturnType<typeof serverInMemory>
let plane: LiveKitPlane
const heard: string[] = []

beforeEach(async () => {
  vi.useFakeTimers()
  heard.length = 0
  server = serverInMemory()
  plane = openLiveKitPlane({ service: server.service, url: 'ws://livekit', node: 'one', log: createLogger({ component: 'test', level: 'silent' }), every: second })
  plane.listen(new Proxy({}, { get: (_target, event: string) => () => heard.push(event) }) as MediaPlaneListeners)
  await vi.advanceTimersByTimeAsync(0)
  await plane.ask('open-room', { room, videoBlocked: false })
})
afterEach(() => {
  plane.close()
  vi.useRealTimers()
})

describe('the rooms on a LiveKit server', () => {
  test('a removed person who comes back with the old pass is removed again', async () => {
    await plane.admit(room, peer)
    server.enter(peer)
    await plane.ask('close-peer', { room, peer })
    server.enter(peer)
    await vi.advanceTimersByTimeAsync(second)
    expect(server.people()).toEqual([])
  })

  test('whoever was admitted stays, and is told of when gone', async () => {
    await plane.admit(room, peer)
    server.enter(peer)
    await vi.advanceTimersByTimeAsync(second)
    expect(server.people()).toEqual([peer])
    server.rooms.get(room)?.people.clear()
    await vi.advanceTimersByTimeAsync(2 * second)
    expect(heard).toEqual(['linked', 'peer-disconnected'])
  })

  test('the kill switch ends the pictures, hands out no pass for one, and removes what calls itself something else', async () => {
    await plane.admit(room, peer)
    server.enter(peer, camera)
    expect(await plane.adopt({ room, peer, producer: camera, kind: 'video', source: 'camera' })).toEqual(ok(null))
    expect(await plane.ask('block-video', { room })).toEqual(ok({ closed: 1 }))
    expect(heard).toContain('producer-closed')
    expect(server.rooms.get(room)?.people.get(peer)?.tracks).toEqual([])
    const late = await plane.admit(room, brandId<MediaPeerId>('peer-2'))
    expect(late).toMatchObject({ ok: true, value: { pass: 'MICROPHONE,SCREEN_SHARE_AUDIO' } })
    expect(await plane.adopt({ room, peer, producer: camera, kind: 'video', source: 'camera' })).toEqual(err('sfu.video-blocked'))
    server.enter(peer, 'TR_disguised')
    await vi.advanceTimersByTimeAsync(second)
    expect(server.people()).toEqual([])
  })

  test('a source that the server does not know, or knows as sound, is not believed', async () => {
    await plane.admit(room, peer)
    server.enter(peer, camera)
    expect(await plane.adopt({ room, peer, producer: camera, kind: 'audio', source: 'microphone' })).toEqual(err('sfu.producer-not-found'))
    const unknown = plane.adopt({ room, peer, producer: brandId<ProducerId>('TR_other'), kind: 'video', source: 'camera' })
    await vi.advanceTimersByTimeAsync(10 * second)
    expect(await unknown).toEqual(err('sfu.producer-not-found'))
  })

  test('a server that was started anew has lost the room, and says so once', async () => {
    server.rooms.clear()
    await vi.advanceTimersByTimeAsync(3 * second)
    expect(heard.filter((event) => event === 'room-lost')).toHaveLength(1)
  })

  test('after silence the link is told of again, and only our own rooms are described', async () => {
    server.state.reachable = false
    await vi.advanceTimersByTimeAsync(2 * second)
    await expect(plane.ready()).rejects.toThrow('livekit.unreachable')
    server.state.reachable = true
    server.rooms.set('another', { metadata: 'two', people: new Map() })
    await vi.advanceTimersByTimeAsync(second)
    expect(heard.filter((event) => event === 'linked')).toHaveLength(2)
    const described = await plane.ask('describe-rooms', {})
    expect(described).toMatchObject({ ok: true, value: { rooms: [{ room }] } })
  })

  test('a recording is refused', async () => {
    expect(await plane.ask('record-producer', { room, peer, producer: camera, segment: crypto.randomUUID() })).toEqual(err('sfu.cannot-record'))
  })
})

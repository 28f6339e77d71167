import type { MediaRoomId } from '#contract/media-plane.ts'
import { brandId } from '#core/shared/ids.ts'
import { err, ok } from '#core/shared/result.ts'
import type { MediaPlane, MediaPlaneListeners } from '#signaling/media/media-plane.ts'
import { expect, it } from 'vitest'
import { routeMedia } from './media-routing.ts'
import { RoomMedia } from './room-media.ts'

const room = brandId<MediaRoomId>('room-1')
const nothing = (): void => undefined
const news = { lost: nothing, sourceEnded: nothing, seatUnreachable: nothing, pathLost: nothing, layersChanged: nothing, speaking: nothing }

/** One room over an engine whose line comes and goes, and which stays as it was told while there was one. */
async function oneRoom() {
  const engine = { linked: true, videoBlocked: false }
  const kill = { thrown: false }
  let listeners: MediaPlaneListeners | undefined
  const answers: Readonly<Record<string, () => unknown>> = {
    'open-room': () => ({ capabilities: {}, created: true }),
    'describe-rooms': () => ({ rooms: [{ room, videoBlocked: engine.videoBlocked, peers: [] }] }),
    'block-video': () => ((engine.videoBlocked = true), { closed: 0 }),
    'allow-video': () => ((engine.videoBlocked = false), {}),
  }
  const plane: MediaPlane = {
    engine: 'sfu',
    ask: async (request) => (engine.linked ? ok(answers[request]?.()) : err('wire.disconnected')) as never,
    listen: (given) => {
      listeners = given
    },
    ready: async () => undefined,
    close: nothing,
  }
  const media = new RoomMedia({ plane, newId: () => room, news, videoBlocked: () => kill.thrown })
  routeMedia(plane, () => [media], { 'segment-lit': nothing, 'segment-closed': nothing })
  await media.capabilities()
  return { engine, kill, media, link: () => listeners?.linked() }
}

it.each([true, false])('tells the engine after a lost line that the kill switch is thrown meanwhile: %s', async (thrown) => {
  const { engine, kill, media, link } = await oneRoom()
  engine.videoBlocked = !thrown
  engine.linked = false
  kill.thrown = thrown
  expect(await media.followKillSwitch()).toEqual({ ok: false, error: 'wire.disconnected' })
  engine.linked = true
  link()
  await expect.poll(() => engine.videoBlocked).toBe(thrown)
  expect(media.id).toBe(room)
})

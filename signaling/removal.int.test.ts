import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { sendCamera, watch } from './test-media.ts'
import { runSignaling, type RunningSignaling } from './test-signaling.ts'

let running: RunningSignaling
const endings: (() => void)[] = []

beforeAll(async () => {
  running = await runSignaling()
})
afterAll(() => running.close())
afterEach(() => endings.splice(0).forEach((end) => end()))

test('whoever is removed sees and shows nothing half a second later', async () => {
  const one = await running.world.bookCase()
  const chair = await running.come('chair', one)
  await chair.hear('admitted')
  const member = await running.come('member', one)
  await member.hear('waiting')
  await chair.demand('start-session', { admitAll: true })
  const { you } = await member.hear('admitted')
  // The requester's camera is what the member watches; the member's own media is the viewing path.
  const requester = await running.come('requester', one)
  await requester.hear('waiting')
  await chair.demand('admit-all', {})
  await requester.hear('admitted')
  const camera = await sendCamera(requester, 2_031)
  const viewer = await watch(member, [camera.stream])
  endings.push(camera.close, viewer.close, () => chair.close(), () => member.close(), () => requester.close())
  await viewer.nextPacket()

  const removedAt = performance.now()
  let last = removedAt
  const note = async (): Promise<void> => {
    for (;;) last = await viewer.nextPacket()
  }
  void note()
  await chair.demand('remove', { seat: you })
  // A second's worth of the camera, none of which may arrive in its second half.
  await camera.pace.sent(100)
  expect(last - removedAt).toBeLessThan(500)
  expect(viewer.received()).toBeGreaterThan(0)
})

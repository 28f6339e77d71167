import type { NativeReceiver } from '#sfu/test-native-peer.ts'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { TestGuest } from './test-guest.ts'
import { sendCamera, watch } from './test-media.ts'
import { runSignaling, type RunningSignaling } from './test-signaling.ts'
import type { Pace } from '#sfu/test-call.ts'

let running: RunningSignaling
const endings: (() => void)[] = []

beforeAll(async () => {
  running = await runSignaling()
})
afterAll(() => running.close())
afterEach(() => endings.splice(0).forEach((end) => end()))

/** A chair, and a member who watches the requester's camera. */
async function watching() {
  const one = await running.world.bookCase()
  const come = async (person: Parameters<RunningSignaling['come']>[0]): Promise<TestGuest> => {
    const guest = await running.come(person, one)
    endings.push(() => guest.close())
    return guest
  }
  const chair = await come('chair')
  await chair.hear('admitted')
  const member = await come('member')
  await member.hear('waiting')
  await chair.demand('start-session', { admitAll: true })
  const { you } = await member.hear('admitted')
  const requester = await come('requester')
  await requester.hear('waiting')
  await chair.demand('admit-all', {})
  await requester.hear('admitted')
  const camera = await sendCamera(requester, 2_031)
  const viewer = await watch(member, [camera.stream])
  endings.push(camera.close, viewer.close)
  await viewer.nextPacket()
  return { one, chair, member, you, camera, viewer }
}

/** Milliseconds from now until the viewer's last packet, judged after a second's worth of the camera. */
async function lastPacketAfter(work: () => Promise<unknown>, { viewer, pace }: { readonly viewer: NativeReceiver; readonly pace: Pace }): Promise<number> {
  const begunAt = performance.now()
  let last = begunAt
  const note = async (): Promise<void> => {
    for (;;) last = await viewer.nextPacket()
  }
  void note()
  await work()
  await pace.sent(100)
  return last - begunAt
}

test('whoever is removed sees and shows nothing half a second later', async () => {
  const { chair, you, camera, viewer } = await watching()
  const last = await lastPacketAfter(() => chair.demand('remove', { seat: you }), { viewer, pace: camera.pace })
  expect(last).toBeLessThan(500)
  expect(viewer.received()).toBeGreaterThan(0)
})

test('whoever is no longer of the team sees nothing half a second later, without anybody in the room having done it', async () => {
  const { one, member, camera, viewer } = await watching()
  const { world } = running
  const takeOff = (): Promise<unknown> =>
    world.admin.query('DELETE FROM team_member WHERE case_id = $1 AND practitioner_id = $2', [one.id, world.actors.member.practitioner])
  const last = await lastPacketAfter(takeOff, { viewer, pace: camera.pace })
  expect(last).toBeLessThan(500)
  expect(await member.hear('dismissed')).toEqual({ reason: 'removed' })
})

test('whoever loses their role in the hospital sees nothing half a second later', async () => {
  const { member, camera, viewer } = await watching()
  const { world } = running
  const revoke = (): Promise<unknown> => world.admin.query(`UPDATE practitioner_role SET roles = '{}' WHERE practitioner_id = $1`, [world.actors.member.practitioner])
  const last = await lastPacketAfter(revoke, { viewer, pace: camera.pace })
  expect(last).toBeLessThan(500)
  await member.hear('dismissed')
})

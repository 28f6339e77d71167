import { expect, it } from 'vitest'
import { brokenDevices } from './broken-devices.ts'
import type { InsideRoom, OwnSource } from './client/room-state.ts'

const room = (microphone: OwnSource, camera: OwnSource, videoBlocked: InsideRoom['settings']['videoBlocked'] = null) =>
  brokenDevices({ own: { microphone, camera }, settings: { videoBlocked } } as unknown as InsideRoom).map(({ label }) => label)
const failed: OwnSource = { state: 'failed', fault: 'denied' }
const unplugged: OwnSource = { state: 'unplugged', device: 'Tai nghe' }
const track = {} as MediaStreamTrack

it('names the devices that failed or were pulled out, the microphone first', () => {
  expect(room(failed, unplugged)).toEqual(['microphone', 'camera'])
  expect(room({ state: 'on', track }, failed)).toEqual(['camera'])
  expect(room(unplugged, { state: 'starting' })).toEqual(['microphone'])
})

it('names nothing that is off or muted by choice', () => {
  expect(room({ state: 'muted', track, by: 'self' }, { state: 'off' })).toEqual([])
})

it('names no camera while the room lets nobody show one', () => {
  expect(room(failed, failed, { by: 'x', at: 'y' } as never)).toEqual(['microphone'])
})

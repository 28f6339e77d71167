import { describe, expect, it } from 'vitest'
import type { InsideRoom, OwnSource, OwnSources } from './client/room-state.ts'
import { orStateOf } from './or-state.ts'

const off: OwnSource = { state: 'off' }
const track: MediaStreamTrack = Object.create(null) as MediaStreamTrack
const own = (more: Partial<OwnSources>): OwnSources => ({
  microphone: off, camera: off, screen: off, 'screen-sound': off, overview: off, field: off, endoscope: off, anaesthesia: off, ultrasound: off, computer: off, 'clinical-sound': off, ...more,
})
const settings = { session: 'live', startedAt: null, locked: false, main: null, presenter: null, videoBlocked: null, drawers: [] } as unknown as InsideRoom['settings']
const room = (more: Partial<Pick<InsideRoom, 'line' | 'own' | 'settings'>>) => ({ line: 'good' as const, own: own({}), settings, ...more })

describe('what an operating room reads', () => {
  it('is live while anything is sent, the microphone included', () => {
    expect(orStateOf(room({ own: own({ endoscope: { state: 'on', track } }) }))).toBe('live')
    expect(orStateOf(room({ own: own({ microphone: { state: 'on', track } }) }))).toBe('live')
  })

  it('is private when all is shut or nothing is sent yet', () => {
    expect(orStateOf(room({}))).toBe('private')
    expect(orStateOf(room({ own: own({ endoscope: { state: 'muted', track, by: 'self' }, field: { state: 'unplugged', device: 'x' } }) }))).toBe('private')
  })

  it('says first that the line is lost, then that the video is cut', () => {
    const sent = own({ endoscope: { state: 'on', track } })
    expect(orStateOf(room({ own: sent, line: 'reconnecting' }))).toBe('lost')
    const cut = { ...settings, videoBlocked: { by: 'x', at: 'y' } } as unknown as InsideRoom['settings']
    expect(orStateOf(room({ own: sent, settings: cut }))).toBe('cut')
  })
})

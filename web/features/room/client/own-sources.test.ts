import { describe, expect, test, vi } from 'vitest'
import type { SourceLabel } from '#contract/room.ts'
import type { MediaSession, SentSource } from './media-session.ts'
import { OwnSourceSet } from './own-sources.ts'

const nothing = async (): Promise<never> => Promise.reject(new Error('not asked for here'))

/** A joining that takes a source only when the test lets it. */
function slowSession() {
  const takings: { readonly label: SourceLabel; readonly taken: () => void }[] = []
  const sent: (SentSource & { readonly label: SourceLabel; readonly close: ReturnType<typeof vi.fn> })[] = []
  const session: MediaSession = {
    send: (label) => new Promise((resolve) => {
      takings.push({
        label,
        taken: () => {
          const one = { label, stream: `${label}${String(sent.length)}` as SentSource['stream'], setMuted: vi.fn(), replaceTrack: vi.fn(nothing), limit: vi.fn(async () => undefined), close: vi.fn() }
          sent.push(one)
          resolve(one)
        },
      })
    }),
    receive: nothing, opened: nothing, restart: nothing, stats: nothing, isConnected: () => true, close: () => undefined,
  }
  return { session, takings, sent, asked: () => takings.map(({ label }) => label) }
}

/** A device's picture or sound. */
class TestTrack extends EventTarget {
  readyState = 'live'
  enabled = true
  label = 'Máy quay'
  contentHint = ''
  readonly device: string
  constructor(device = 'thiết bị 1') {
    super()
    this.device = device
  }
  stop = (): void => void (this.readyState = 'ended')
  getSettings = () => ({ deviceId: this.device })
}
const track = () => new TestTrack() as unknown as MediaStreamTrack

/** Devices that a test plugs in and pulls out. */
function plugs(...plugged: string[]) {
  const opened: TestTrack[] = []
  const mediaDevices = Object.assign(new EventTarget(), {
    enumerateDevices: async () => plugged.map((deviceId) => ({ deviceId })),
    getUserMedia: async ({ audio, video }: MediaStreamConstraints) => {
      const asked = (Object(video ?? audio) as { deviceId?: { exact: string } }).deviceId?.exact ?? plugged[0] ?? 'none'
      if (!plugged.includes(asked)) throw new DOMException('', 'NotFoundError')
      const one = new TestTrack(asked)
      opened.push(one)
      return { getVideoTracks: () => [one], getAudioTracks: () => [one] }
    },
  })
  return {
    mediaDevices, opened,
    pullOut: (deviceId: string) => {
      plugged.splice(plugged.indexOf(deviceId), 1)
      for (const one of opened.filter(({ device }) => device === deviceId)) one.dispatchEvent(new Event('ended'))
    },
    plugIn: async (deviceId: string) => {
      plugged.push(deviceId)
      mediaDevices.dispatchEvent(new Event('devicechange'))
      await settled()
    },
  }
}

const ownOf = (navigator: object = {}) => {
  vi.stubGlobal('navigator', navigator)
  return new OwnSourceSet({ onStopped: () => undefined, onSendFailed: (_label, cause) => { throw cause } })
}
const settled = () => new Promise((resolve) => setTimeout(resolve))

describe('one’s own sources', () => {
  test('are each sent once, also when asked for again while they are on their way', async () => {
    const own = ownOf()
    const { session, takings, sent, asked } = slowSession()
    await own.start('microphone', { track: track() })
    const joined = own.sendThrough(session)
    // As in an emergency: the camera opens while the microphone is on its way.
    await own.start('camera', { track: track() })
    expect(asked()).toEqual(['microphone', 'camera'])
    takings[0]?.taken()
    await settled()
    void own.catchUp()
    await settled()
    expect(asked()).toEqual(['microphone', 'camera'])
    takings[1]?.taken()
    await joined
    own.limitPictures('full', null)
    own.stop('camera')
    expect(sent.map(({ close, limit }) => [close, limit].map((spy) => vi.mocked(spy).mock.calls.length))).toEqual([[0, 0], [1, 1]])
  })

  test('are sent through the next joining though the last one never answered', async () => {
    const own = ownOf()
    const [first, next] = [slowSession(), slowSession()]
    await own.start('camera', { track: track() })
    void own.sendThrough(first.session)
    await settled()
    void own.sendThrough(next.session)
    await settled()
    expect([first.asked(), next.asked()]).toEqual([['camera'], ['camera']])
    next.takings[0]?.taken()
    first.takings[0]?.taken()
    await settled()
    void own.catchUp()
    await settled()
    expect(next.asked()).toEqual(['camera'])
    expect([first.sent[0]?.close.mock.calls.length, next.sent[0]?.close.mock.calls.length]).toEqual([1, 0])
  })
})

describe('while the shutter is shut', () => {
  test('a cable that is plugged in again shows nothing, until the shutter is opened', async () => {
    const devices = plugs('nội soi')
    const own = ownOf(devices)
    const { session, takings } = slowSession()
    const sends = vi.spyOn(session, 'send')
    await own.sendThrough(session)
    await own.start('endoscope', { deviceId: 'nội soi' })
    takings[0]?.taken()
    await settled()
    devices.pullOut('nội soi')
    await settled()
    expect(own.of('endoscope').state).toBe('unplugged')
    own.setShutter(true)
    await devices.plugIn('nội soi')
    expect(own.of('endoscope')).toMatchObject({ state: 'muted', by: 'self' })
    expect(devices.opened.at(-1)?.enabled).toBe(false)
    expect(sends.mock.lastCall?.[2]).toEqual({ muted: true })
    own.setShutter(false)
    expect(own.of('endoscope').state).toBe('on')
    expect(devices.opened.at(-1)?.enabled).toBe(true)
  })

  test('a source that was being opened when it was shut starts shut, and one opened meanwhile too', async () => {
    const own = ownOf(plugs('toàn cảnh'))
    const opening = own.start('overview', { deviceId: 'toàn cảnh' })
    own.setShutter(true)
    await opening
    await own.start('field')
    expect([own.of('overview').state, own.of('field').state]).toEqual(['muted', 'muted'])
  })

  test('what was pulled out while it was shut comes back open once it is opened', async () => {
    const devices = plugs('siêu âm')
    const own = ownOf(devices)
    await own.start('ultrasound', { deviceId: 'siêu âm' })
    own.setShutter(true)
    devices.pullOut('siêu âm')
    own.setShutter(false)
    await devices.plugIn('siêu âm')
    expect(own.of('ultrasound').state).toBe('on')
  })
})

describe('another device', () => {
  test('takes the place of one that was pulled out, silent if that one was', async () => {
    const devices = plugs('tai nghe', 'micro bàn')
    const own = ownOf(devices)
    await own.start('microphone', { deviceId: 'tai nghe' })
    own.setMuted('microphone', true)
    devices.pullOut('tai nghe')
    expect(await own.switchDevice('microphone', 'micro bàn')).toBe(null)
    expect(own.of('microphone')).toMatchObject({ state: 'muted', track: { device: 'micro bàn' } })
  })

  test('is not opened for what is off, but used when it is switched on, as long as it is there', async () => {
    const devices = plugs('máy quay trong', 'máy quay rời')
    const own = ownOf(devices)
    expect(await own.switchDevice('camera', 'máy quay rời')).toBe(null)
    expect(own.of('camera').state).toBe('off')
    await own.start('camera')
    expect(own.of('camera')).toMatchObject({ state: 'on', track: { device: 'máy quay rời' } })
    own.stop('camera')
    devices.pullOut('máy quay rời')
    await own.start('camera')
    expect(own.of('camera')).toMatchObject({ state: 'on', track: { device: 'máy quay trong' } })
  })

  test('that does not open leaves the one that runs', async () => {
    const own = ownOf(plugs('micro bàn'))
    await own.start('microphone')
    expect(await own.switchDevice('microphone', 'không có')).toBe('not-found')
    expect(own.of('microphone')).toMatchObject({ state: 'on', track: { device: 'micro bàn' } })
  })
})

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
  stop = (): void => void (this.readyState = 'ended')
  getSettings = () => ({ deviceId: 'thiết bị 1' })
}
const track = () => new TestTrack() as unknown as MediaStreamTrack

const ownOf = () => {
  vi.stubGlobal('navigator', {})
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

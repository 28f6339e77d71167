import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { participant, roomSettings, roomView, seatId, type SourceLabel } from '#contract/room.ts'
import { AudioOutput } from './audio-output.ts'
import type { MediaSession } from './media-session.ts'
import { OwnSourceSet } from './own-sources.ts'
import { Stage } from './stage.ts'

const seat = (digit: number) => seatId.parse(`00000000-0000-4000-8000-00000000000${String(digit)}`)
const person = (digit: number, labels: readonly SourceLabel[]) =>
  participant.parse({
    seat: seat(digit), practitioner: seat(digit), name: `Người ${String(digit)}`, title: 'BS.', organizationName: 'BV', part: 'member', isHost: false, colour: 0,
    presence: 'here', handRaisedAt: null, sources: labels.map((label) => ({ label, stream: `${label}${String(digit)}`, muted: 'no' })),
  })
const room = (...labels: (readonly SourceLabel[])[]) => roomView.parse({
  version: 1, settings: roomSettings.parse({ session: 'live', startedAt: null, locked: false, main: null, presenter: null, videoBlocked: null, drawers: [], recording: null }),
  participants: labels.map((of, index) => person(index + 1, of)),
})

/** A joining that notes what is asked of it. */
function notedSession() {
  const asked: string[] = []
  const nothing = async (): Promise<never> => Promise.reject(new Error('not asked for here'))
  const session: MediaSession = {
    receive: async (stream, { layer }) => {
      asked.push(`${stream} in size ${String(layer)}`)
      return {
        kind: 'video', flowing: true, track: {} as MediaStreamTrack, setLayer: nothing, setPriority: nothing, close: () => undefined,
        setFlowing: async (flowing) => void asked.push(`${stream} ${flowing ? 'flows' : 'is paused'}`),
      }
    },
    send: nothing, opened: nothing, restart: nothing, stats: nothing, isConnected: () => true, close: () => undefined,
  }
  return { session, asked }
}

const stageOf = () => new Stage({ own: new OwnSourceSet({ onStopped: () => undefined, onSendFailed: () => undefined }), output: new AudioOutput(), onFailed: (cause) => { throw cause } })

describe('a stage that is not drawn yet', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('window', { innerHeight: 900, devicePixelRatio: 1 })
    vi.stubGlobal('document', { hidden: false })
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  test('asks for the picture that is going to be large, and lets it rest when nothing shows it after all', async () => {
    const { session, asked } = notedSession()
    const stage = stageOf()
    stage.follow(seat(1), room(['camera'], ['camera'], ['camera', 'field']))
    stage.through(session)
    await vi.advanceTimersByTimeAsync(0)
    expect(asked).toEqual(['field3 in size 1'])
    await vi.advanceTimersByTimeAsync(1_900)
    expect(asked).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(200)
    expect(asked.slice(1)).toEqual(['field3 is paused'])
  })

  test('asks for none in a tab that nobody sees', async () => {
    vi.stubGlobal('document', { hidden: true })
    const { session, asked } = notedSession()
    const stage = stageOf()
    stage.follow(seat(1), room(['camera'], ['camera']))
    stage.through(session)
    await vi.advanceTimersByTimeAsync(0)
    expect(asked).toEqual([])
  })
})

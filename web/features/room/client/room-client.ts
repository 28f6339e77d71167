import type { LineView } from '#contract/line.ts'
import { sourceLabel, type SeatId, type SourceLabel, type SourceRef } from '#contract/room.ts'
import { AudioOutput } from './audio-output.ts'
import { Boards } from './boards.ts'
import { ChosenSources } from './chosen-sources.ts'
export { warmUp } from './browser-engine.ts'
export { dialAhead } from './room-line.ts'
import { drawingActions } from './drawing-actions.ts'
import { LineKeeper } from './line-keeper.ts'
import { MediaEngine } from './media-engine.ts'
import { makeMediaSessions } from './media-sessions.ts'
import type { Heard } from './media-session.ts'
import { OwnSourceSet } from './own-sources.ts'
import { roomActions } from './room-actions.ts'
import { listenToRoom } from './room-listeners.ts'
import { RoomScreen } from './room-screen.ts'
import { RoomSocket } from './room-socket.ts'
import { SharedViewer } from './shared-viewer.ts'
import type { RoomActions, RoomClient, Speaking } from './room-state.ts'
import type { ActionResult } from './action-result.ts'
import type { RoomClientOptions } from './room-client-options.ts'
import { Stage } from './stage.ts'
import { createStore } from './store.ts'
import { Talk } from './talk.ts'

/** Comes to the room's door and, once let in, keeps sound, picture and screen in step with the server until closed. */
export function createRoomClient(options: RoomClientOptions): RoomClient {
  const talk = new Talk()
  const boards = new Boards()
  const output = new AudioOutput()
  const speaking = createStore<Speaking>([])
  const own = new OwnSourceSet({
    onStopped: (label) => void socket.ask('stop-source', { label }),
    onSendFailed: (label, cause) => engine.onFailed(cause, label),
  })
  const stage = new Stage({ own, output, onFailed: (cause) => engine.onFailed(cause) })
  const screen = new RoomScreen({ own, talk, output })
  const sessions = makeMediaSessions((event, input) => socket.ask(event, input))
  const engine: MediaEngine = new MediaEngine({
    open: sessions.open,
    own,
    stage,
    onFlowing: (flowing) => screen.setLine({ flowing }),
    onSpeaking: (heard) => speaking.set(speakersOf(screen, heard)),
  })
  const line = keepLine({ engine, own, stage, screen }, (view) => void socket.ask('report-line', view))
  const viewer: SharedViewer = new SharedViewer(() => socket.ask)
  const end = (): void => {
    for (const part of [viewer, line, engine, stage, own, socket]) part.close()
    chosen.letGo()
    speaking.set([])
  }
  const chosen = new ChosenSources(options, own)
  const parts = { options, chosen, screen, own, stage, engine, sessions, talk, boards, line, viewer, speaking, end }
  const socket: RoomSocket = new RoomSocket({
    ...options,
    listeners: listenToRoom(parts, () => socket),
    onRefused: (code) => {
      end()
      screen.refuse(code)
    },
    onLine: (connected) => {
      // Another server may answer next time.
      if (!connected) sessions.forget()
      screen.setLine({ connected })
    },
  })
  socket.open()
  const leave = async (): Promise<void> => {
    await socket.ask(screen.state.getSnapshot().phase === 'waiting' ? 'leave-lobby' : 'leave', {})
    end()
    screen.dismiss('left')
  }
  return {
    state: screen.state, speaking,
    line: line.report,
    lines: line.others,
    looking: viewer,
    keepPicture: (keeps) => line.keepPicture(keeps),
    ...roomActions(socket.ask, talk),
    boards: boards.store,
    ...drawingActions({ ask: socket.ask, boards, you: () => screen.you }),
    ...sourceActions({ own, socket, screen }),
    ...senseActions(stage, output),
    leave, close: end,
  } satisfies RoomClient & RoomActions
}

/** The people behind the streams, as far as the room lists them. */
const speakersOf = ({ room }: RoomScreen, heard: Heard): Speaking =>
  heard.flatMap(({ stream, level }) => {
    const owner = room?.participants.find(({ sources }) => sources.some((source) => source.stream === stream))
    return owner === undefined ? [] : [{ seat: owner.seat, level }]
  })

/** What is seen and heard here. */
const senseActions = (stage: Stage, output: AudioOutput): Pick<RoomClient, 'show' | 'setSpeaker' | 'playSound'> => ({
  show: (element: HTMLVideoElement, source: SourceRef) => stage.show(element, source),
  setSpeaker: (deviceId) => output.setSpeaker(deviceId),
  playSound: () => output.unblock(),
})

interface LineParts {
  readonly engine: MediaEngine
  readonly own: OwnSourceSet
  readonly stage: Stage
  readonly screen: RoomScreen
}

/** Lets pictures, sent and received, give way to the line, and says so on the screen and to the others. */
function keepLine({ engine, own, stage, screen }: LineParts, report: (line: LineView) => void): LineKeeper {
  const keeper = new LineKeeper({
    session: () => engine.session,
    hasPictures: () => ({ up: own.hasPictures, down: stage.hasPictures }),
    limitSending: (rung) => {
      const main = screen.room?.settings.main ?? null
      own.limitPictures(rung, main?.seat === screen.you ? main.label : null)
    },
    limitReceiving: (rung) => stage.follows(rung),
    startAnew: () => void engine.join(),
    report,
  })
  keeper.report.subscribe(() => {
    const { quality } = keeper.report.getSnapshot()
    screen.setLine({ weak: quality === 'weak' || quality === 'lost' })
  })
  return keeper
}

interface SourceParts {
  readonly own: OwnSourceSet
  readonly socket: RoomSocket
  readonly screen: RoomScreen
}

/** One's own devices; the room learns of them as they are sent. */
function sourceActions({ own, socket, screen }: SourceParts): Pick<RoomClient, 'startSource' | 'stopSource' | 'setMuted' | 'setShutter' | 'switchDevice'> {
  const tell = async (seat: SeatId, label: SourceLabel, muted: boolean): Promise<ActionResult> => {
    const answer = await socket.ask('set-muted', { source: { seat, label }, muted })
    // A source that is still on its way goes out muted as it is.
    return answer.ok || answer.error === 'room.no-such-source' ? { ok: true } : { ok: false, error: answer.error }
  }
  return {
    startSource: (label, choice) => own.start(label, choice),
    stopSource: async (label) => own.stop(label),
    setMuted: async (label, muted) => {
      own.setMuted(label, muted)
      return screen.you === null ? { ok: true } : tell(screen.you, label, muted)
    },
    setShutter: (shut) => {
      own.setShutter(shut)
      const { you } = screen
      if (you !== null) for (const label of sourceLabel.options) if (own.track(label) !== null) void tell(you, label, shut)
    },
    switchDevice: (label, deviceId) => own.switchDevice(label, deviceId),
  }
}

import type { SeatId, SourceLabel, SourceRef } from '#contract/room.ts'
import { AudioOutput } from './audio-output.ts'
import { LineWatch } from './line-watch.ts'
import { MediaEngine } from './media-engine.ts'
import { openMediasoupSession } from './mediasoup-session.ts'
import { OwnSourceSet } from './own-sources.ts'
import { roomActions } from './room-actions.ts'
import { listenToRoom } from './room-listeners.ts'
import { RoomScreen } from './room-screen.ts'
import { RoomSocket } from './room-socket.ts'
import type { ActionResult, RoomActions, RoomClient, RoomClientOptions, Speaking } from './room-state.ts'
import { Stage } from './stage.ts'
import { createStore } from './store.ts'
import { Talk } from './talk.ts'

/** Comes to the room's door and, once let in, keeps sound, picture and screen in step with the server until closed. */
export function createRoomClient(options: RoomClientOptions): RoomClient {
  const talk = new Talk()
  const output = new AudioOutput()
  const speaking = createStore<Speaking>([])
  const own = new OwnSourceSet({
    onStopped: (label) => void socket.ask('stop-source', { label }),
    onSendFailed: (label, cause) => engine.onFailed(cause, label),
  })
  const stage = new Stage({ own, output, onFailed: (cause) => engine.onFailed(cause) })
  const screen = new RoomScreen({ own, talk, output })
  const line = new LineWatch((weak) => screen.setLine({ weak }))
  const engine: MediaEngine = new MediaEngine({
    open: (events) => openMediasoupSession(socket.ask, { ...events, onViewClosed: (view) => line.forget(view) }),
    own,
    stage,
    onFlowing: (flowing) => {
      if (!flowing) line.forget()
      screen.setLine({ flowing })
    },
  })
  const end = (): void => {
    engine.close()
    stage.close()
    own.close()
    socket.close()
    speaking.set([])
  }
  const parts = { options, screen, own, stage, engine, talk, line, speaking, end }
  const socket: RoomSocket = new RoomSocket({
    ...options,
    listeners: listenToRoom(parts, () => socket),
    onRefused: (code) => {
      end()
      screen.refuse(code)
    },
    onLine: (connected) => screen.setLine({ connected }),
  })
  socket.open()
  return {
    state: screen.state,
    speaking,
    ...roomActions(socket.ask, talk),
    ...sourceActions({ own, socket, screen }),
    show: (element: HTMLVideoElement, source: SourceRef) => stage.show(element, source),
    setSpeaker: (deviceId) => output.setSpeaker(deviceId),
    playSound: () => output.unblock(),
    leave: async () => {
      const { phase } = screen.state.getSnapshot()
      await socket.ask(phase === 'waiting' ? 'leave-lobby' : 'leave', {})
      end()
      screen.dismiss('left')
    },
    close: end,
  } satisfies RoomClient & RoomActions
}

interface SourceParts {
  readonly own: OwnSourceSet
  readonly socket: RoomSocket
  readonly screen: RoomScreen
}

/** One's own devices; the room learns of them as they are sent. */
function sourceActions({ own, socket, screen }: SourceParts): Pick<RoomClient, 'startSource' | 'stopSource' | 'setMuted' | 'switchDevice'> {
  const tell = async (seat: SeatId, label: SourceLabel, muted: boolean): Promise<ActionResult> => {
    const answer = await socket.ask('set-muted', { source: { seat, label }, muted })
    // A source that is still on its way goes out muted as it is.
    return answer.ok || answer.error === 'room.no-such-source' ? { ok: true } : { ok: false, error: answer.error }
  }
  return {
    startSource: (label, choice) => own.start(label, choice?.deviceId),
    stopSource: async (label) => own.stop(label),
    setMuted: async (label, muted) => {
      own.setMuted(label, muted)
      return screen.you === null ? { ok: true } : tell(screen.you, label, muted)
    },
    switchDevice: (label, deviceId) => own.switchDevice(label, deviceId),
  }
}

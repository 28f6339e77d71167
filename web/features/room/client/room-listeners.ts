import type { EventListeners } from '#contract/bind-events.ts'
import { sourceLabel, type RoomView, type SourceLabel } from '#contract/room.ts'
import type { roomPushes } from '#contract/room-wire.ts'
import type { Boards } from './boards.ts'
import type { ChosenSources } from './chosen-sources.ts'
import type { LineKeeper } from './line-keeper.ts'
import type { MediaEngine } from './media-engine.ts'
import type { makeMediaSessions } from './media-sessions.ts'
import type { OwnSourceSet } from './own-sources.ts'
import { isPicture } from './picture-profiles.ts'
import { applyChange } from './room-changes.ts'
import type { RoomScreen } from './room-screen.ts'
import type { RoomSocket } from './room-socket.ts'
import type { Speaking } from './room-state.ts'
import type { RoomClientOptions } from './room-client-options.ts'
import type { SharedViewer } from './shared-viewer.ts'
import type { Stage } from './stage.ts'
import type { WritableStore } from './store.ts'
import type { Talk } from './talk.ts'

interface RoomParts {
  readonly options: RoomClientOptions
  readonly chosen: ChosenSources
  readonly screen: RoomScreen
  readonly own: OwnSourceSet
  readonly stage: Stage
  readonly engine: MediaEngine
  readonly sessions: ReturnType<typeof makeMediaSessions>
  readonly talk: Talk
  readonly boards: Boards
  readonly line: LineKeeper
  readonly viewer: SharedViewer
  readonly speaking: WritableStore<Speaking>
  readonly end: () => void
}

/** What stands beside the pictures is asked for a moment after them, in milliseconds: each answer has the page drawn anew. */
const loadBesideAfter = 250

/** What each word of the server does to the parts. */
export function listenToRoom(parts: RoomParts, socket: () => RoomSocket): EventListeners<typeof roomPushes> {
  const { options, chosen, screen, own, stage, engine, sessions, talk, boards, line, viewer, speaking, end } = parts
  /** `before`: the room as this computer knew it last, also from before a lost line. */
  const show = (room: RoomView, before = screen.room): void => {
    if (room.settings.videoBlocked !== null && (before?.settings.videoBlocked ?? null) === null) stopPictures(own)
    alignMuting({ own, socket: socket(), before, after: room, you: screen.you })
    screen.updateRoom(room)
    if (room.settings.presenter !== screen.you) viewer.giveUp()
    if (screen.you !== null) stage.follow(screen.you, room)
  }
  return {
    waiting: ({ you, resumeToken, hostPresent, locked }) => {
      socket().keep(resumeToken)
      // Sent back to the door: nothing of this person flows any longer, and no lamp burns while they wait.
      engine.suspend()
      chosen.letGo()
      screen.wait({ you, hostPresent, locked })
    },
    admitted: ({ you, resumeToken, room, waiting, media, offer }) => {
      socket().keep(resumeToken)
      if (offer !== undefined) sessions.know(offer)
      const before = screen.room
      screen.enter({ you, room, waiting })
      if (media === 'kept') own.reconcile(meOf(screen)?.sources.map(({ label }) => label) ?? [])
      show(room, before)
      engine.resume(media === 'kept')
      chosen.start()
      setTimeout(() => loadBeside(parts, socket()), loadBesideAfter)
    },
    dismissed: ({ reason }) => {
      if (reason === 'moved-on' && options.goesAlong === true) moveOn(parts, socket())
      else {
        end()
        screen.dismiss(reason === 'moved-on' ? 'ended' : reason)
      }
    },
    'lobby-changed': (door) => screen.updateDoor(door),
    'waiting-changed': ({ waiting }) => screen.updateWaiting(waiting),
    'room-changed': (change) => {
      const { room } = screen
      if (room === null) return
      const next = applyChange(room, change)
      if (next !== null) show(next)
      else {
        void socket().ask('get-room', {}).then((answer) => {
          if (answer.ok) show(answer.value)
        })
      }
    },
    speaking: ({ speakers }) => speaking.set(speakers),
    'media-lost': () => void engine.join(),
    'path-lost': ({ direction }) => engine.pathLost(direction),
    'view-layers-changed': ({ view }) => line.noteFlip(view),
    'line-changed': ({ seat, line: one }) => line.noteOther(seat, one),
    'view-shown': (change) => viewer.take(change),
    'pointed-at': ({ place }) => viewer.takePointer(place),
    ...boardListeners(boards),
    'message-added': (message) => talk.add(message, { own: message.author === meOf(screen)?.practitioner }),
  }
}

/** The round goes to its next patient: one's own devices go on; what was shown, said and written of the patient before does not. */
function moveOn({ engine, talk, boards, screen }: RoomParts, socket: RoomSocket): void {
  socket.comeAnew()
  engine.suspend()
  talk.clear()
  boards.load([])
  screen.moveOn()
}

const boardListeners = (boards: Boards): Pick<EventListeners<typeof roomPushes>, 'mark-drawn' | 'board-changed' | 'pointed'> => ({
  'mark-drawn': (mark) => boards.draw(mark),
  'board-changed': (board) => boards.replace(board),
  'pointed': ({ source, by, at }) => boards.point(source, by, at),
})

/** Words, marks, presentation and lines, as they stand. */
function loadBeside({ talk, boards, viewer, line, screen }: RoomParts, socket: RoomSocket): void {
  void talk.load(socket.ask)
  void loadBoards(socket, boards)
  void viewer.enter(screen.room !== null && screen.room.settings.presenter === screen.you)
  void loadLines(socket, line)
}

async function loadBoards(socket: RoomSocket, boards: Boards): Promise<void> {
  const answer = await socket.ask('get-boards', {})
  if (answer.ok) boards.load(answer.value.boards)
}

async function loadLines(socket: RoomSocket, keeper: LineKeeper): Promise<void> {
  const answer = await socket.ask('get-lines', {})
  if (answer.ok) for (const { seat, line } of answer.value.lines) keeper.noteOther(seat, line)
}

/** The kill switch was thrown: the server has ended every picture, and the lamps of the cameras here go out too. */
function stopPictures(own: OwnSourceSet): void {
  for (const [label, source] of Object.entries(own.store.getSnapshot())) {
    const parsed = sourceLabel.parse(label)
    if (isPicture(parsed) && source.state !== 'off') own.stop(parsed)
  }
}

const meOf = ({ room, you }: RoomScreen) => room?.participants.find(({ seat }) => seat === you)

interface MutingFacts {
  readonly own: OwnSourceSet
  readonly socket: RoomSocket
  readonly before: RoomView | null
  readonly after: RoomView
  readonly you: string | null
}

/** Where the server and this computer differ: the host's muting is obeyed, all else is said again to the server. */
function alignMuting({ own, socket, before, after, you }: MutingFacts): void {
  const sourcesIn = (room: RoomView | null) => room?.participants.find(({ seat }) => seat === you)?.sources ?? []
  const me = after.participants.find(({ seat }) => seat === you)
  if (me === undefined) return
  for (const { label, muted } of me.sources) {
    const was = sourcesIn(before).find((one) => one.label === label)?.muted
    if (muted === 'by-host' && was !== 'by-host') own.setMuted(label, true, 'host')
    else sayAgain({ own, socket, label, muted: muted !== 'no', seat: me.seat })
  }
}

function sayAgain({ own, socket, label, muted, seat }: {
  readonly own: OwnSourceSet
  readonly socket: RoomSocket
  readonly label: SourceLabel
  readonly muted: boolean
  readonly seat: Parameters<Stage['follow']>[0]
}): void {
  const { state } = own.of(label)
  if (state === 'off') void socket.ask('stop-source', { label })
  else if ((state === 'muted' && !muted) || (state === 'on' && muted)) void socket.ask('set-muted', { source: { seat, label }, muted: state === 'muted' })
}

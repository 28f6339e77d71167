import type { ChatMessageView } from '#contract/chat.ts'
import type { WaitingPerson } from '#contract/lobby.ts'
import type { Participant, RoomSettings, SeatId, SourceLabel, SourceRef } from '#contract/room.ts'
import type { RoomRefusal } from '#contract/room-refusals.ts'
import type { ActionResult } from './action-result.ts'
import type { LiveBoards } from './boards.ts'
import type { DrawingActions } from './drawing-actions.ts'
import type { LineView } from '#contract/line.ts'
import type { SharedViewer } from './shared-viewer.ts'
import type { Store } from './store.ts'

/** How the line stands, in the words that the screen shows. `rejoining`: the talk with the server holds, the media is being rebuilt. */
export type Line = 'good' | 'weak' | 'rejoining' | 'reconnecting'

/** Why a device could not be opened. */
export type CaptureFault = 'denied' | 'not-found' | 'in-use' | 'unsupported' | 'failed'

/** One of one's own sources. `on` and `muted` hold the track that a self-view shows. */
export type OwnSource =
  | { readonly state: 'off' }
  | { readonly state: 'starting' }
  | { readonly state: 'on'; readonly track: MediaStreamTrack }
  | { readonly state: 'muted'; readonly track: MediaStreamTrack; readonly by: 'self' | 'host' }
  | { readonly state: 'failed'; readonly fault: CaptureFault }
  /** The cable was pulled; the source comes back by itself when the device does. */
  | { readonly state: 'unplugged'; readonly device: string }

export type OwnSources = Readonly<Record<SourceLabel, OwnSource>>

/** Browsers may hold back sound until the person has touched the page: then offer a button that calls `playSound`. */
export type SoundState = 'playing' | 'blocked'

export interface InsideRoom {
  readonly phase: 'inside'
  readonly you: SeatId
  /** One's own row, also found among the participants. */
  readonly me: Participant
  readonly participants: readonly Participant[]
  readonly settings: RoomSettings
  /** Who waits at the door; null for someone who is not host. */
  readonly waiting: readonly WaitingPerson[] | null
  readonly messages: readonly ChatMessageView[]
  /** Messages that came while the talk was not open; `markMessagesRead` sets it to 0. */
  readonly unread: number
  readonly line: Line
  readonly sound: SoundState
  readonly own: OwnSources
  /** Whether one's own shutter is shut. */
  readonly shut: boolean
}

/** Everything a screen shows of the room; replaced as a whole at every change, so that references can be compared. */
export type RoomState =
  | { readonly phase: 'connecting' }
  | { readonly phase: 'refused'; readonly code: RoomRefusal }
  | { readonly phase: 'waiting'; readonly you: SeatId; readonly hostPresent: boolean; readonly locked: boolean; readonly line: Line }
  | InsideRoom
  /** The round goes to its next patient, and this person with it: nothing of the one before stands any longer. */
  | { readonly phase: 'moving' }
  | { readonly phase: 'dismissed'; readonly reason: 'left' | 'removed' | 'ended' | 'opened-elsewhere' }

/** One look at the line: milliseconds there and back, share of packets lost, bits per second each way. */
export interface LinePoint {
  readonly roundTrip: number | null
  readonly loss: number
  readonly sent: number
  readonly received: number
}

/** One's own line: in a word, on which rung each direction stands, and the last two minutes, a look a second. */
export interface LineReport extends LineView {
  readonly keepsPicture: boolean
  readonly history: readonly LinePoint[]
}

/** Who speaks, loudest first; changes about three times a second, so it is a store of its own. */
export type Speaking = readonly { readonly seat: SeatId; readonly level: number }[]

export interface RoomActions {
  /** Host. `admitAll` lets everyone in who waits. */
  startSession(options: { readonly admitAll: boolean }): Promise<ActionResult>
  endSession(): Promise<ActionResult>
  admit(seat: SeatId): Promise<ActionResult>
  admitAll(): Promise<ActionResult>
  sendBack(seat: SeatId): Promise<ActionResult>
  remove(seat: SeatId): Promise<ActionResult>
  setLock(locked: boolean): Promise<ActionResult>
  setMain(source: SourceRef | null): Promise<ActionResult>
  lowerHand(seat: SeatId): Promise<ActionResult>
  /** Host: silences anyone's source; it is opened again by its owner alone. */
  muteOther(source: SourceRef): Promise<ActionResult>
  setPresenter(seat: SeatId | null): Promise<ActionResult>
  /** Whoever leads a round: everybody goes to another of its patients. */
  goToPatient(move: { readonly round: string; readonly to: string }): Promise<ActionResult>
  endRound(round: string): Promise<ActionResult>
  raiseHand(raised: boolean): Promise<ActionResult>
  sendMessage(text: string): Promise<ActionResult>
  /** Host, or the operating room's side: all video and recording off at once. */
  blockVideo(): Promise<ActionResult>
  allowVideo(): Promise<ActionResult>
  /** Host: asks everyone whether the session may be recorded. */
  askToRecord(): Promise<ActionResult>
  /** One's own answer; it may be changed at any time. */
  answerRecording(allows: boolean): Promise<ActionResult>
  /** Host: begins without those who have not answered. */
  startRecording(): Promise<ActionResult>
  /** Host, or the operating room's side. */
  stopRecording(): Promise<ActionResult>
  /** Loads older messages; false when there are none. */
  olderMessages(): Promise<boolean>
  markMessagesRead(): void
}

export interface SourceActions {
  /** Opens a device, or the browser's screen chooser, and sends it; while waiting in the lobby it is opened once inside. */
  startSource(label: SourceLabel, options?: { readonly deviceId?: string }): Promise<void>
  /** Ends the source and lets go of the device. */
  stopSource(label: SourceLabel): Promise<void>
  /** Silences without letting go of the device: for the microphone. */
  setMuted(label: SourceLabel, muted: boolean): Promise<ActionResult>
  /** Silences everything that goes out from here, and whatever starts or is plugged in again until it is opened. */
  setShutter(shut: boolean): void
  /** Moves a running source to another device without a new source; what is off takes it when it starts. Null when nothing stood in the way. */
  switchDevice(label: SourceLabel, deviceId: string): Promise<CaptureFault | null>
}

/** The room as a browser sees it; framework-free. Make one with `createRoomClient`, end it with `close`. */
export interface RoomClient extends RoomActions, SourceActions, DrawingActions {
  readonly state: Store<RoomState>
  readonly speaking: Store<Speaking>
  /** What lies over the pictures; changes as fast as a hand draws. */
  readonly boards: Store<LiveBoards>
  /** One's own line, a look a second. */
  readonly line: Store<LineReport>
  /** What the others say of theirs. */
  readonly lines: Store<ReadonlyMap<SeatId, LineView>>
  /** What everyone looks at together. */
  readonly looking: Pick<SharedViewer, 'shown' | 'pointer' | 'show' | 'point'>
  /** "Giữ hình": a small picture stays even where the line would rather carry sound alone. */
  keepPicture(keeps: boolean): void
  /**
   * Shows someone's picture in a video element and returns what ends it (fit for a React ref callback).
   * The element's size on screen chooses the layer; an element that cannot be seen receives nothing. One's own sources show the local track.
   */
  show(element: HTMLVideoElement, source: SourceRef): () => void
  /** Sends all sound to this output, where the browser can. */
  setSpeaker(deviceId: string): Promise<void>
  playSound(): Promise<void>
  /** Leaves for good and then closes; the seat is given up. */
  leave(): Promise<void>
  /** Lets go of every device, socket and element. Idempotent; the seat is kept by the server for a while. */
  close(): void
}

import type { Participant, RoomSettings, SeatId, SourceRef } from '#contract/room.ts'

/** A picture that can be shown: whose it is, and whether anything comes from it. */
export interface StagePicture {
  readonly source: SourceRef
  readonly participant: Participant
  /** A seat without a camera is shown by its letter. */
  readonly live: boolean
}

export interface StageLayout {
  readonly main: StagePicture | null
  readonly strip: readonly StagePicture[]
}

interface Choice {
  readonly you: SeatId
  /** What this viewer pinned; counts before everything else. */
  readonly pinned: SourceRef | null
  /** The loudest seat of late. */
  readonly speaker: SeatId | null
}

export const sameSource = (one: SourceRef | null, other: SourceRef | null): boolean =>
  one !== null && other !== null && one.seat === other.seat && one.label === other.label

/** Divides the room's pictures into the main one and the strip: pin, then the chair's choice, then a shared screen, then who speaks. */
export function layOut(participants: readonly Participant[], settings: RoomSettings, { you, pinned, speaker }: Choice): StageLayout {
  const pictures = participants.flatMap(picturesOf)
  const find = (source: SourceRef | null): StagePicture | undefined => pictures.find((one) => sameSource(one.source, source))
  const others = pictures.filter(({ participant }) => participant.seat !== you)
  const main =
    find(pinned) ??
    find(settings.main) ??
    others.find(({ source }) => source.label === 'screen') ??
    others.find(({ participant, live }) => live && participant.seat === speaker) ??
    others.find(({ live }) => live) ??
    others[0] ??
    pictures[0] ??
    null
  return { main, strip: pictures.filter((one) => one !== main) }
}

function picturesOf(participant: Participant): StagePicture[] {
  const label = (name: 'camera' | 'screen') => participant.sources.find((source) => source.label === name)
  const camera: StagePicture = { source: { seat: participant.seat, label: 'camera' }, participant, live: label('camera')?.muted === 'no' }
  const screen: StagePicture = { source: { seat: participant.seat, label: 'screen' }, participant, live: true }
  return label('screen') === undefined ? [camera] : [screen, camera]
}

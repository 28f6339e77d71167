import type { Participant, RoomSettings, SeatId, SourceLabel, SourceRef } from '#contract/room.ts'

/** A picture that can be shown: whose it is, and whether anything comes from it. */
export interface StagePicture {
  readonly source: SourceRef
  readonly participant: Participant
  /** A seat without a camera is shown by its letter. */
  readonly live: boolean
}

/** `focus`: one large picture; `pair`: two beside each other; `grid`: all alike, page by page. */
export const layoutModes = ['focus', 'pair', 'grid'] as const
export type LayoutMode = (typeof layoutModes)[number]

export interface StageLayout {
  /** The large pictures: none in a grid. */
  readonly mains: readonly StagePicture[]
  readonly strip: readonly StagePicture[]
}

interface Choice {
  readonly you: SeatId
  readonly mode: LayoutMode
  /** What this viewer pinned, oldest first; counts before everything else. */
  readonly pins: readonly SourceRef[]
  /** Who has the floor. */
  readonly speaker: SeatId | null
  /** Who spoke of late, and so stands in front among the faces. */
  readonly front: readonly SeatId[]
}

export const sameSource = (one: SourceRef | null, other: SourceRef | null): boolean =>
  one !== null && other !== null && one.seat === other.seat && one.label === other.label

/** Pictures that a consult is about, the most telling first; faces come after them. */
const telling: readonly SourceLabel[] = ['screen', 'endoscope', 'field', 'ultrasound', 'anaesthesia', 'computer', 'overview']

/** Divides the room's pictures into the large ones and the strip: pins, then the chair's choice, then a screen or an operating room, then who speaks. */
export function layOut(participants: readonly Participant[], settings: RoomSettings, choice: Choice): StageLayout {
  const pictures = participants.flatMap(picturesOf)
  const { you, mode, pins, speaker } = choice
  const find = (source: SourceRef | null): StagePicture | undefined => pictures.find((one) => sameSource(one.source, source))
  const others = pictures.filter(({ participant }) => participant.seat !== you)
  const candidates = [
    ...pins.toReversed().map(find),
    find(settings.main),
    ...telling.map((label) => others.find(({ source, live }) => source.label === label && live)),
    others.find(({ participant, live }) => live && participant.seat === speaker),
    others.find(({ live }) => live),
    others[0],
    pictures[0],
  ].filter((one) => one !== undefined)
  const wanted = mode === 'grid' ? 0 : mode === 'pair' ? 2 : 1
  const mains = [...new Set(candidates)].slice(0, wanted)
  return { mains, strip: inOrder(pictures.filter((one) => !mains.includes(one)), choice) }
}

/** What the consult is about, then who spoke of late, then everyone by admission, oneself last. */
function inOrder(pictures: readonly StagePicture[], { you, front }: Choice): StagePicture[] {
  const rank = ({ source, participant }: StagePicture): number => {
    if (source.label !== 'camera') return 0
    if (participant.seat === you) return 3
    return front.includes(participant.seat) ? 1 : 2
  }
  const place = ({ participant }: StagePicture): number => front.indexOf(participant.seat)
  return pictures.toSorted((one, other) => rank(one) - rank(other) || (rank(one) === 1 ? place(one) - place(other) : 0))
}

function picturesOf(participant: Participant): StagePicture[] {
  const { seat, sources } = participant
  const shown = telling.flatMap((label): StagePicture[] => {
    const source = sources.find((one) => one.label === label)
    return source === undefined ? [] : [{ source: { seat, label }, participant, live: source.muted === 'no' }]
  })
  const camera = sources.find(({ label }) => label === 'camera')
  // Someone who shows an operating room need not show a face as well.
  if (camera === undefined && shown.length > 0) return shown
  return [...shown, { source: { seat, label: 'camera' }, participant, live: camera?.muted === 'no' }]
}

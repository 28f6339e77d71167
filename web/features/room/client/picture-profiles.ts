import type { SourceLabel } from '#contract/room.ts'

/** A label that shows something. */
export type PictureLabel = Exclude<SourceLabel, 'microphone' | 'screen-sound' | 'clinical-sound'>

/** How a picture is taken and sent: what is asked of the device, what the encoder keeps when the line is thin, and in which sizes it goes out. */
export interface PictureProfile {
  readonly width: number
  readonly height: number
  readonly framesPerSecond: number
  /** `motion` keeps the movement, `detail` keeps edges: film, ECG and writing. */
  readonly hint: 'motion' | 'detail'
  /** Smallest first: how much smaller than the picture, and the most it may cost in bits per second. */
  readonly sizes: readonly { readonly divisor: number; readonly bitrate: number }[]
}

const fullHd = { width: 1920, height: 1080, framesPerSecond: 30 } as const
const threeSizes = (full: number) => [{ divisor: 4, bitrate: 220_000 }, { divisor: 2, bitrate: 900_000 }, { divisor: 1, bitrate: full }] as const
const twoSizes = (full: number) => [{ divisor: 2, bitrate: 600_000 }, { divisor: 1, bitrate: full }] as const

export const pictureProfiles: Readonly<Record<PictureLabel, PictureProfile>> = {
  // Full HD of a face would cost an old PC its breath, so HD it is.
  camera: { width: 1280, height: 720, framesPerSecond: 30, hint: 'motion', sizes: [{ divisor: 4, bitrate: 150_000 }, { divisor: 2, bitrate: 500_000 }, { divisor: 1, bitrate: 1_500_000 }] },
  screen: { ...fullHd, framesPerSecond: 10, hint: 'detail', sizes: [{ divisor: 1, bitrate: 2_500_000 }] },
  overview: { ...fullHd, hint: 'motion', sizes: threeSizes(2_500_000) },
  field: { ...fullHd, hint: 'motion', sizes: threeSizes(4_000_000) },
  endoscope: { ...fullHd, hint: 'motion', sizes: threeSizes(4_000_000) },
  ultrasound: { ...fullHd, hint: 'motion', sizes: threeSizes(3_000_000) },
  anaesthesia: { ...fullHd, framesPerSecond: 15, hint: 'detail', sizes: twoSizes(2_000_000) },
  computer: { ...fullHd, framesPerSecond: 15, hint: 'detail', sizes: twoSizes(2_500_000) },
}

/** Whether the label shows something. */
export const isPicture = (label: SourceLabel): label is PictureLabel => label in pictureProfiles

/** The size of a source worth fetching for a picture of this many device pixels in height: 0 is the smallest. */
export function sizeForHeight(label: SourceLabel, pixels: number): number {
  if (!isPicture(label)) return 0
  const { height, sizes } = pictureProfiles[label]
  // A little enlargement is not seen; a size more is paid for by everyone on the line.
  const enough = sizes.findIndex(({ divisor }) => (height / divisor) * 1.12 >= pixels)
  return enough === -1 ? sizes.length - 1 : enough
}

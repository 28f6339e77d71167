import type { Pixels } from './dicom-file.ts'
import { projectionOf, sliceOf } from './phantom.ts'
import type { Lattice, Phantom } from './phantom.ts'

const intercept = -1024

interface Window {
  readonly centre: number
  readonly width: number
}

const windowed = ({ centre, width }: Window) => ({ WindowCenter: centre, WindowWidth: width })

const placed = ({ size, spacing, thickness }: Lattice, index: number, frameOfReference: string) => ({
  FrameOfReferenceUID: frameOfReference,
  ImagePositionPatient: [(-size / 2) * spacing, (-size / 2) * spacing, index * thickness].map((value) => Number(value.toFixed(4))),
  ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
  PixelSpacing: [spacing, spacing],
  SliceThickness: thickness,
  SpacingBetweenSlices: thickness,
})

export interface Cut {
  readonly phantom: Phantom
  readonly lattice: Lattice
  readonly index: number
  readonly window: Window
  readonly bodyPart: string
  readonly frameOfReference: string
}

/** An axial CT slice; stored values start at zero, as older viewers expect of CT. */
export function ctSlice({ phantom, lattice, index, window, bodyPart, frameOfReference }: Cut): Pixels {
  const densities = sliceOf(phantom, lattice, index)
  const values = new Uint16Array(densities.length)
  densities.forEach((density, at) => (values[at] = Math.min(4095, Math.max(0, density - intercept))))
  return {
    rows: lattice.size,
    columns: lattice.size,
    values,
    attributes: { BodyPartExamined: bodyPart, ...placed(lattice, index, frameOfReference), ...windowed(window), RescaleIntercept: intercept, RescaleSlope: 1, RescaleType: 'HU', KVP: 120 },
  }
}

/** An axial MR slice of the same shapes: dark bone and air, bright where tissue holds water that cannot move. */
export function mrSlice({ phantom, lattice, index, window, bodyPart, frameOfReference }: Cut): Pixels {
  const densities = sliceOf(phantom, lattice, index)
  const values = new Uint16Array(densities.length)
  densities.forEach((density, at) => {
    const isSoft = density > -60 && density < 150
    const swollen = density > 14 && density < 27
    values[at] = !isSoft ? 12 + Math.abs(density % 9) : swollen ? 900 + density : 320 + density * 3
  })
  return {
    rows: lattice.size,
    columns: lattice.size,
    values,
    attributes: { BodyPartExamined: bodyPart, ...placed(lattice, index, frameOfReference), ...windowed(window), MagneticFieldStrength: 1.5, EchoTime: 89, RepetitionTime: 6200, ScanningSequence: 'EP', SequenceVariant: 'SK', ScanOptions: '', MRAcquisitionType: '2D' },
  }
}

/** A plain film from the front. */
export const plainFilm = (phantom: Phantom, { size, spacing }: { readonly size: number; readonly spacing: number }, bodyPart: string): Pixels => ({
  rows: size,
  columns: size,
  values: new Uint16Array(projectionOf(phantom, size, spacing)),
  attributes: { BodyPartExamined: bodyPart, ViewPosition: 'AP', ImagerPixelSpacing: [spacing, spacing], PixelSpacing: [spacing, spacing], WindowCenter: 1400, WindowWidth: 2600 },
})

/** A clip of a beating ventricle in a fan, as an echocardiograph stores it. */
export function echoClip(frames: number): Pixels {
  const [rows, columns] = [240, 320]
  const values = new Uint8Array(rows * columns * 3 * frames)
  for (let frame = 0; frame < frames; frame++) {
    const beat = 0.82 + 0.18 * Math.cos((frame / frames) * 2 * Math.PI)
    for (let y = 0; y < rows; y++)
      for (let x = 0; x < columns; x++) {
        const [dx, dy] = [x - columns / 2, y - 8]
        const isInFan = Math.hypot(dx, dy) < 222 && Math.abs(Math.atan2(dx, dy)) < 0.75
        const wall = Math.hypot(dx / (58 * beat), (y - 126) / (84 * beat))
        const speckle = ((x * 73 + y * 179 + ((x * y) % 61) * 31 + frame * 7) % 97) / 97
        const echo = !isInFan ? 0 : wall < 0.86 ? 14 * speckle : wall < 1.12 ? 150 + 90 * speckle : 46 + 60 * speckle
        values.fill(Math.round(echo), ((frame * rows + y) * columns + x) * 3, ((frame * rows + y) * columns + x) * 3 + 3)
      }
  }
  return { rows, columns, values, frames, colour: true, attributes: { BodyPartExamined: 'HEART', FrameTime: 40, CineRate: 25, RecommendedDisplayFrameRate: 25, FrameIncrementPointer: 0x00181063 } }
}

/** An angiogram: a vessel that fills with contrast and ends where it is closed. */
export function angiogram(frames: number): Pixels {
  const size = 256
  const values = new Uint16Array(size * size * frames)
  for (let frame = 0; frame < frames; frame++)
    for (let y = 0; y < size; y++)
      for (let x = 0; x < size; x++) {
        const course = 70 + 0.45 * y + 22 * Math.sin(y / 34)
        const isVessel = Math.abs(x - course) < 5 - y / 90 && y < Math.min(170, frame * 16)
        const ground = 2600 - Math.hypot(x - 128, y - 128) * 6 + ((x * 31 + y * 57 + frame * 13) % 41)
        values[(frame * size + y) * size + x] = Math.round(isVessel ? ground * 0.45 : ground)
      }
  return { rows: size, columns: size, values, frames, attributes: { BodyPartExamined: 'HEART', FrameTime: 66, CineRate: 15, RecommendedDisplayFrameRate: 15, FrameIncrementPointer: 0x00181063, ImagerPixelSpacing: [0.3, 0.3], WindowCenter: 2000, WindowWidth: 2400 } }
}

/** A breast seen from the side, stored as film has it: the more X-rays come through, the higher the value and the darker the film. */
export function mammogram(rows: number, columns: number): Pixels {
  const values = new Uint16Array(rows * columns)
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      const across = x / (columns * (0.86 - 0.5 * (y / rows - 0.55) ** 2))
      const depth = Math.max(0, 1 - Math.hypot(across, (y / rows - 0.55) * 1.9) ** 2)
      const glands = depth * (0.5 + 0.5 * Math.sin(x / 17 + Math.sin(y / 23) * 2) * Math.cos(y / 31))
      const mass = Math.exp(-(((x - columns * 0.38) / 22) ** 2) - ((y - rows * 0.5) / 18) ** 2)
      const calcium = (x * 7 + y * 13) % 97 === 0 && Math.hypot(x - columns * 0.38, y - rows * 0.5) < 14 ? 500 : 0
      values[y * columns + x] = Math.max(60, Math.round(3_900 - 1_900 * Math.sqrt(depth) - 700 * glands - 650 * mass - calcium + ((x * 31 + y * 57) % 23)))
    }
  const spacing = 0.3
  return {
    rows, columns, values,
    attributes: {
      PhotometricInterpretation: 'MONOCHROME1', PresentationIntentType: 'FOR PRESENTATION', BodyPartExamined: 'BREAST', ImageLaterality: 'L', ViewPosition: 'MLO',
      PatientOrientation: ['A', 'FR'], ImagerPixelSpacing: [spacing, spacing], PixelSpacing: [spacing, spacing], WindowCenter: 2_200, WindowWidth: 3_400, RescaleIntercept: 0, RescaleSlope: 1,
    },
  }
}

/** A tissue of the phantom: an ellipsoid in millimetres around the middle of the volume, with its density in Hounsfield units. */
interface Tissue {
  readonly centre: readonly [x: number, y: number, z: number]
  readonly radii: readonly [x: number, y: number, z: number]
  readonly density: number
}

/** A volume described by shapes, later ones over earlier ones. */
export interface Phantom {
  readonly tissues: readonly Tissue[]
  /** Millimetres a pixel. */
  readonly spacing: number
  /** Millimetres between slices. */
  readonly thickness: number
}

export const sliceSize = 256
const air = -1000

/** An upper abdomen some days after a gastrectomy: free gas under the wall, and fluid beside the duodenal stump. */
export const abdomen: Phantom = {
  spacing: 1.4,
  thickness: 6,
  tissues: [
    { centre: [0, 0, 0], radii: [165, 115, 400], density: -95 }, // fat under the skin
    { centre: [0, 0, 0], radii: [148, 98, 400], density: 48 }, // wall
    { centre: [0, -2, 0], radii: [138, 88, 400], density: -85 }, // fat within
    { centre: [-62, -8, 22], radii: [70, 64, 66], density: 62 }, // liver
    { centre: [-48, -20, -6], radii: [14, 20, 18], density: 8 }, // gall bladder
    { centre: [88, 22, 26], radii: [30, 40, 42], density: 52 }, // spleen
    { centre: [-52, 42, -44], radii: [26, 30, 46], density: 38 }, // kidneys
    { centre: [58, 44, -38], radii: [26, 30, 48], density: 38 },
    { centre: [0, 58, 0], radii: [24, 21, 400], density: 320 }, // spine
    { centre: [0, 76, 0], radii: [8, 20, 400], density: 260 },
    { centre: [0, 60, 0], radii: [9, 8, 400], density: 30 }, // canal
    { centre: [12, 30, 0], radii: [11, 11, 400], density: 46 }, // aorta
    { centre: [-14, 30, 0], radii: [13, 10, 400], density: 42 }, // cava
    { centre: [6, 12, -12], radii: [52, 13, 14], density: 40 }, // pancreas
    { centre: [34, -34, 24], radii: [30, 24, 22], density: 36 }, // stomach's remnant
    { centre: [34, -42, 26], radii: [18, 10, 14], density: -900 }, // gas in it
    { centre: [-26, 2, -22], radii: [22, 18, 26], density: 12 }, // fluid beside the stump
    { centre: [-18, -4, -18], radii: [7, 5, 8], density: -820 }, // gas in the fluid
    { centre: [-20, -76, 14], radii: [66, 10, 40], density: -960 }, // free gas
    { centre: [62, -30, -46], radii: [40, 26, 26], density: 30 }, // bowel
    { centre: [66, -38, -46], radii: [22, 12, 14], density: -850 },
    { centre: [-70, -34, -52], radii: [32, 26, 24], density: 28 },
    { centre: [-70, -42, -52], radii: [18, 11, 12], density: -870 },
    { centre: [-96, 52, -60], radii: [30, 16, 60], density: 14 }, // fluid along the right flank
  ],
}

/** A head two hours after a stroke: a dense vessel on the left, hardly any other sign. */
export const head: Phantom = {
  spacing: 0.9,
  thickness: 5,
  tissues: [
    { centre: [0, 0, 0], radii: [84, 102, 96], density: 40 }, // scalp
    { centre: [0, 0, 0], radii: [80, 98, 92], density: 1_050 }, // skull
    { centre: [0, 0, 0], radii: [73, 91, 85], density: 34 }, // brain
    { centre: [0, 0, 6], radii: [62, 80, 70], density: 28 }, // white matter
    { centre: [-11, -12, 8], radii: [7, 28, 12], density: 4 }, // ventricles
    { centre: [11, -12, 8], radii: [7, 28, 12], density: 4 },
    { centre: [0, 34, -34], radii: [44, 30, 26], density: 36 }, // cerebellum
    { centre: [0, 20, -28], radii: [14, 12, 22], density: 33 }, // brain stem
    { centre: [0, -18, -28], radii: [14, 10, 8], density: 6 }, // cistern
    { centre: [26, -14, -24], radii: [16, 3, 3], density: 66 }, // the dense vessel
    { centre: [38, -8, 2], radii: [22, 26, 20], density: 25 }, // faint swelling
  ],
}

/** Noise without randomness: the same phantom gives the same bytes, and so the same hash, every time. */
function grain(x: number, y: number, z: number): number {
  let seed = (x * 374_761_393 + y * 668_265_263 + z * 2_147_483_647) | 0
  seed = Math.imul(seed ^ (seed >>> 13), 1_274_126_177)
  return (((seed ^ (seed >>> 16)) >>> 0) / 4_294_967_296 - 0.5) * 22
}

/** One slice in Hounsfield units, row by row; slices count from the feet upwards, from 0. */
export function sliceOf(phantom: Phantom, index: number, count: number): Int16Array {
  const pixels = new Int16Array(sliceSize * sliceSize).fill(air)
  const z = (index - (count - 1) / 2) * phantom.thickness
  for (const tissue of phantom.tissues) paint(pixels, tissue, { z, spacing: phantom.spacing })
  return pixels.map((density, at) => Math.round(density + grain(at % sliceSize, Math.floor(at / sliceSize), index)))
}

/** Fills the ellipse in which the slice cuts a tissue. */
function paint(pixels: Int16Array, { centre, radii, density }: Tissue, slice: { readonly z: number; readonly spacing: number }): void {
  const rest = 1 - ((slice.z - centre[2]) / radii[2]) ** 2
  if (rest <= 0) return
  const middle = sliceSize / 2
  const halfHeight = (radii[1] * Math.sqrt(rest)) / slice.spacing
  const top = Math.max(0, Math.ceil(middle + centre[1] / slice.spacing - halfHeight))
  const bottom = Math.min(sliceSize - 1, Math.floor(middle + centre[1] / slice.spacing + halfHeight))
  for (let y = top; y <= bottom; y++) {
    const dy = ((y - middle) * slice.spacing - centre[1]) / radii[1]
    const halfWidth = (radii[0] * Math.sqrt(Math.max(0, rest - dy * dy))) / slice.spacing
    const left = Math.max(0, Math.ceil(middle + centre[0] / slice.spacing - halfWidth))
    const right = Math.min(sliceSize - 1, Math.floor(middle + centre[0] / slice.spacing + halfWidth))
    if (left <= right) pixels.fill(density, y * sliceSize + left, y * sliceSize + right + 1)
  }
}

/** A tissue of the phantom: an ellipsoid in millimetres around the middle of the volume, with its density in Hounsfield units. */
interface Tissue {
  readonly centre: readonly [x: number, y: number, z: number]
  readonly radii: readonly [x: number, y: number, z: number]
  readonly density: number
}

/** A volume described by shapes, later ones over earlier ones. */
export interface Phantom {
  readonly tissues: readonly Tissue[]
}

const air = -1000

/** An upper abdomen some days after a gastrectomy: free gas under the wall, and fluid beside the duodenal stump. */
export const abdomen: Phantom = {
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

/** The same abdomen before the operation: the stomach whole, no gas and no fluid where they do not belong. */
export const abdomenBefore: Phantom = {
  tissues: abdomen.tissues.filter(({ density, centre: [, , z] }) => !(density === 12 || density === 14 || density === -820 || (density === -960 && z === 14))),
}

/** A head two hours after a stroke: a dense vessel on the left, hardly any other sign. */
export const head: Phantom = {
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

/** The lattice on which a phantom is cut: pixels along an edge, millimetres a pixel and between slices. */
export interface Lattice {
  readonly size: number
  readonly spacing: number
  readonly thickness: number
  readonly slices: number
}

/** One slice in Hounsfield units, row by row; slices count from the feet upwards, from 0. */
export function sliceOf(phantom: Phantom, lattice: Lattice, index: number): Int16Array {
  const { size, slices, spacing, thickness } = lattice
  const pixels = new Int16Array(size * size).fill(air)
  const z = (index - (slices - 1) / 2) * thickness
  for (const tissue of phantom.tissues) paint(pixels, tissue, { z, spacing, size })
  for (let at = 0; at < pixels.length; at++)
    pixels[at] = Math.round((pixels[at] ?? air) + grain(at % size, Math.floor(at / size), index))
  return pixels
}

/** Fills the ellipse in which the slice cuts a tissue. */
function paint(pixels: Int16Array, { centre, radii, density }: Tissue, slice: { readonly z: number; readonly spacing: number; readonly size: number }): void {
  const rest = 1 - ((slice.z - centre[2]) / radii[2]) ** 2
  if (rest <= 0) return
  const middle = slice.size / 2
  const halfHeight = (radii[1] * Math.sqrt(rest)) / slice.spacing
  const top = Math.max(0, Math.ceil(middle + centre[1] / slice.spacing - halfHeight))
  const bottom = Math.min(slice.size - 1, Math.floor(middle + centre[1] / slice.spacing + halfHeight))
  for (let y = top; y <= bottom; y++) {
    const dy = ((y - middle) * slice.spacing - centre[1]) / radii[1]
    const halfWidth = (radii[0] * Math.sqrt(Math.max(0, rest - dy * dy))) / slice.spacing
    const left = Math.max(0, Math.ceil(middle + centre[0] / slice.spacing - halfWidth))
    const right = Math.min(slice.size - 1, Math.floor(middle + centre[0] / slice.spacing + halfWidth))
    if (left <= right) pixels.fill(density, y * slice.size + left, y * slice.size + right + 1)
  }
}

/** A body seen through from the front: the mean density along each ray, one row a millimetre, as a plain film shows it. */
export function projectionOf(phantom: Phantom, size: number, spacing: number): Int16Array {
  const film = new Int16Array(size * size)
  const coarse: Lattice = { size, spacing, thickness: spacing, slices: size }
  const slice = new Int16Array(size * size)
  for (let row = 0; row < size; row++) {
    slice.fill(air)
    const z = (size / 2 - row) * coarse.thickness
    for (const tissue of phantom.tissues) paint(slice, tissue, { z, spacing, size })
    for (let x = 0; x < size; x++) {
      let sum = 0
      for (let y = 0; y < size; y++) sum += (slice[y * size + x] ?? air) - air
      film[row * size + x] = Math.min(4095, Math.round((sum / size) * 5))
    }
  }
  return film
}

/** A place on a picture: 0,0 is its upper left corner and 1,1 its lower right, whatever the screen. */
export interface PicturePoint {
  readonly x: number
  readonly y: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** Where the picture really lies within the element that shows it, in the element's own pixels; negative where it is cut. */
export interface PictureBox extends Size {
  readonly left: number
  readonly top: number
}

/** How a picture fills its element: `contain` leaves bars (letterbox), `cover` cuts edges. */
export type PictureFit = 'contain' | 'cover'

/** Where a picture lies within its element, or null while either has no size. */
export function pictureBox(element: Size, picture: Size, fit: PictureFit): PictureBox | null {
  if (element.width <= 0 || element.height <= 0 || picture.width <= 0 || picture.height <= 0) return null
  const scales = [element.width / picture.width, element.height / picture.height] as const
  const scale = fit === 'contain' ? Math.min(...scales) : Math.max(...scales)
  const width = picture.width * scale
  const height = picture.height * scale
  return { left: (element.width - width) / 2, top: (element.height - height) / 2, width, height }
}

/** The place on the picture under a pixel of the element, or null on the bars beside it. */
export function toPicture(pixel: { readonly x: number; readonly y: number }, box: PictureBox, { mirrored = false } = {}): PicturePoint | null {
  const across = (pixel.x - box.left) / box.width
  const y = (pixel.y - box.top) / box.height
  const x = mirrored ? 1 - across : across
  return x < 0 || x > 1 || y < 0 || y > 1 ? null : { x: fine(x), y: fine(y) }
}

/** As `toPicture`, for a stroke that has left the picture: the nearest place on its edge. */
export function toNearestInPicture(pixel: { readonly x: number; readonly y: number }, box: PictureBox, { mirrored = false } = {}): PicturePoint {
  const across = Math.min(1, Math.max(0, (pixel.x - box.left) / box.width))
  const y = Math.min(1, Math.max(0, (pixel.y - box.top) / box.height))
  return { x: fine(mirrored ? 1 - across : across), y: fine(y) }
}

/** The pixel of the element over a place on the picture. */
export const toElement = ({ x, y }: PicturePoint, box: PictureBox, { mirrored = false } = {}): { readonly x: number; readonly y: number } => ({
  x: box.left + (mirrored ? 1 - x : x) * box.width,
  y: box.top + y * box.height,
})

/** A hundredth of a per cent of the picture: a fifth of a pixel at full HD, and short on the wire. */
const fine = (share: number): number => Math.round(share * 10_000) / 10_000

import type { FrameRef, VoiWindow } from '#core/viewing/view.ts'

interface Rendering {
  readonly width: number
  readonly height: number
  readonly quality: number
  readonly window?: VoiWindow | null
}

/** Address of a picture that the server has drawn: small, quick, and good enough until the full one is here. */
export function renderedAddress(base: string, at: FrameRef, { width, height, quality, window }: Rendering): string {
  const query = new URLSearchParams({ viewport: `${width},${height}`, quality: String(quality), frame: String(at.frame) })
  if (window !== null && window !== undefined) query.set('window', `${round(window.centre)},${round(window.width)}`)
  return `${base}/studies/${at.study}/series/${at.series}/instances/${at.instance}/rendered?${query.toString()}`
}

const round = (value: number): number => Math.round(value * 10) / 10

/** Sizes in steps, so that a pane that grows by a pixel finds the picture in the browser's cache. */
export const steppedSize = (pixels: number): number => Math.max(128, Math.ceil(pixels / 128) * 128)

/** Where photographs, clips and papers are served: beside the images of the same case or patient. */
export const mediaBaseOf = (base: string): string => base.replace(/dicomweb$/, 'media')

/** How the call fares beside the pictures: no call at all, one whose line holds, one whose line does not. */
export type CallState = 'none' | 'good' | 'weak'

interface LineFacts {
  readonly call: CallState
  /** What the last pictures came at; null before the first. */
  readonly kilobitsPerSecond: number | null
}

/** How much of the line pictures may take at a time. */
export interface ImageBudget {
  /** Full pictures fetched at once for what is on screen. */
  readonly onScreen: number
  /** Full pictures fetched at once for what may come next; 0 stops reading ahead. */
  readonly ahead: number
  /** How many pictures in the direction of scrolling are worth having. */
  readonly reach: number
  /** A small rendered picture first, the full one once the reader has stopped for this long. */
  readonly previewFirst: boolean
  readonly settleMs: number
  /** JPEG quality of the small picture, 1 to 100. */
  readonly previewQuality: number
}

/** Below this a full CT picture takes longer than a reader waits. */
const thinLine = 8_000

/**
 * Shares the line with the call: sound is never put at risk, so beside a call one picture is fetched at a time, and beside a
 * weak one nothing is read ahead.
 */
export function imageBudget({ call, kilobitsPerSecond }: LineFacts): ImageBudget {
  if (call === 'weak') return { onScreen: 1, ahead: 0, reach: 0, previewFirst: true, settleMs: 700, previewQuality: 45 }
  const thin = kilobitsPerSecond === null || kilobitsPerSecond < thinLine
  if (call === 'good') {
    return thin
      ? { onScreen: 1, ahead: 1, reach: 8, previewFirst: true, settleMs: 300, previewQuality: 60 }
      : { onScreen: 2, ahead: 1, reach: 40, previewFirst: false, settleMs: 0, previewQuality: 80 }
  }
  return thin
    ? { onScreen: 2, ahead: 2, reach: 24, previewFirst: true, settleMs: 200, previewQuality: 65 }
    : { onScreen: 4, ahead: 4, reach: 160, previewFirst: false, settleMs: 0, previewQuality: 85 }
}

/** Follows the speed at which pictures come, weighing the latest one most; tiny answers say more about delay than about speed. */
export function lineSpeed(before: number | null, { bytes, milliseconds }: { readonly bytes: number; readonly milliseconds: number }): number | null {
  if (bytes < 8_000 || milliseconds <= 0) return before
  const now = (bytes * 8) / milliseconds
  return before === null ? now : before * 0.6 + now * 0.4
}

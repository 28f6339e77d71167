/** A picture by its address, and its place in the stack where that is known. */
export interface AskedPicture {
  readonly address: string
  readonly order: number | null
}

/** What is shown of the pictures that are asked for, and the one that is on its way. */
export interface LatestPictures {
  readonly shown: AskedPicture | null
  readonly coming: AskedPicture | null
}

/** Asks for the first picture of a series. */
export const beginPictures = (asked: AskedPicture): LatestPictures => ({ shown: null, coming: asked })

/**
 * Asks for another picture. One is on its way at a time, and what was asked for meanwhile but the last is passed over: a reader who
 * scrolls faster than the line sees every picture that could come, instead of none because each was called off.
 */
export function askFor(pictures: LatestPictures, asked: AskedPicture): LatestPictures {
  if (pictures.coming !== null || pictures.shown?.address === asked.address) return pictures
  return { ...pictures, coming: asked }
}

/** Shows the picture that has come, or passes over one that could not; the line is free for the next. */
export const arrived = (pictures: LatestPictures, one: AskedPicture): LatestPictures =>
  pictures.coming === one ? { shown: one, coming: null } : pictures

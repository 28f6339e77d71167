import type { Locator } from 'playwright-core'

/** Frames decoded so far by a video element. */
const framesOf = (video: Locator): Promise<number> =>
  video.evaluate((element) => (element instanceof HTMLVideoElement && element.videoWidth > 0 ? element.getVideoPlaybackQuality().totalVideoFrames : 0))

/** Resolves once a picture has really advanced by that many decoded frames; throws after `withinMs` milliseconds. */
export async function advances(video: Locator, frames = 10, withinMs = 30_000): Promise<number> {
  await video.waitFor({ state: 'attached', timeout: withinMs })
  const until = Date.now() + withinMs
  let last = await framesOf(video)
  let seen = 0
  while (seen < frames) {
    if (Date.now() > until) throw new Error(`a picture stands still: ${seen} of ${frames} frames in ${withinMs} ms`)
    await video.page().waitForTimeout(250)
    const now = await framesOf(video)
    // The count begins anew when the picture moves to another place on the screen.
    seen += now >= last ? now - last : now
    last = now
  }
  return seen
}

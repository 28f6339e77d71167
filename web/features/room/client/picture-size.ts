/** What a small window above the page shows of a source, in lines. */
const pictureInPictureHeight = 360

/** Follows whether an element can be seen and how large it is, in device pixels (0 when it cannot); returns what ends it. */
export function watchPicture(element: HTMLVideoElement, onHeight: (pixels: number) => void): () => void {
  let intersects = false
  const report = (): void => {
    // A picture in a window of its own is looked at, whatever tab is in front.
    if (document.pictureInPictureElement === element) onHeight(Math.max(pictureInPictureHeight, element.clientHeight) * window.devicePixelRatio)
    // A tab in the background shows nothing, though its elements intersect.
    else onHeight(intersects && !document.hidden ? element.clientHeight * window.devicePixelRatio : 0)
  }
  const seen = new IntersectionObserver(([entry]) => {
    intersects = entry?.isIntersecting ?? false
    report()
  })
  const sized = new ResizeObserver(report)
  document.addEventListener('visibilitychange', report)
  element.addEventListener('enterpictureinpicture', report)
  element.addEventListener('leavepictureinpicture', report)
  seen.observe(element)
  sized.observe(element)
  return () => {
    document.removeEventListener('visibilitychange', report)
    element.removeEventListener('enterpictureinpicture', report)
    element.removeEventListener('leavepictureinpicture', report)
    seen.disconnect()
    sized.disconnect()
  }
}

/** The camera's size worth fetching for a picture of this many device pixels in height: 0 (180 lines), 1 (360) or 2 (720). */
export function layerForHeight(pixels: number): number {
  if (pixels > 400) return 2
  return pixels > 200 ? 1 : 0
}

/** Follows whether an element can be seen and how large it is, in device pixels (0 when it cannot); returns what ends it. */
export function watchPicture(element: HTMLElement, onHeight: (pixels: number) => void): () => void {
  let intersects = false
  // A tab in the background shows nothing, though its elements intersect.
  const report = (): void => onHeight(intersects && !document.hidden ? element.clientHeight * window.devicePixelRatio : 0)
  const seen = new IntersectionObserver(([entry]) => {
    intersects = entry?.isIntersecting ?? false
    report()
  })
  const sized = new ResizeObserver(report)
  document.addEventListener('visibilitychange', report)
  seen.observe(element)
  sized.observe(element)
  return () => {
    document.removeEventListener('visibilitychange', report)
    seen.disconnect()
    sized.disconnect()
  }
}

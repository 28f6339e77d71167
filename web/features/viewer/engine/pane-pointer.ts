interface PointerUse {
  readonly step: (by: number) => void
  /** Whether dragging with the main button scrolls now. */
  readonly dragsScroll: () => boolean
  /** How many pictures a drag over the whole pane goes through. */
  readonly span: () => number
  /** Where the pointer is, in CSS pixels of the pane; null once it has left. */
  readonly point: (at: readonly [number, number] | null) => void
}

const wheelStep = 40

/** Wheel and drag become steps through the stack; returns what ends it. */
export function watchPointer(element: HTMLDivElement, use: PointerUse): () => void {
  const ending = new AbortController()
  const { signal } = ending
  let turned = 0
  let dragged = 0
  let from: number | null = null
  element.addEventListener('wheel', (event) => {
    event.preventDefault()
    if (event.ctrlKey) return
    // A notch of a wheel and the many small turns of a touchpad alike.
    turned += event.deltaMode === 1 ? event.deltaY * wheelStep : event.deltaY
    const steps = Math.trunc(turned / wheelStep)
    turned -= steps * wheelStep
    if (steps !== 0) use.step(Math.sign(steps) * Math.min(Math.abs(steps), 5))
  }, { passive: false, signal })
  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !use.dragsScroll()) return
    from = event.clientY
    dragged = 0
    element.setPointerCapture(event.pointerId)
  }, { signal })
  element.addEventListener('pointermove', (event) => {
    const { left, top, height } = element.getBoundingClientRect()
    use.point([event.clientX - left, event.clientY - top])
    if (from === null) return
    const pixelsAStep = Math.min(Math.max(height / use.span(), 2), 24)
    const steps = Math.trunc((event.clientY - from) / pixelsAStep) - dragged
    dragged += steps
    if (steps !== 0) use.step(steps)
  }, { signal })
  const release = (): void => {
    from = null
  }
  element.addEventListener('pointerup', release, { signal })
  element.addEventListener('pointercancel', release, { signal })
  element.addEventListener('pointerleave', () => use.point(null), { signal })
  return () => ending.abort()
}

import type { KeyboardEvent } from 'react'
import { presetNames } from '#core/viewing/window-presets.ts'
import type { Layout, ViewerCommands } from './tool-bar.tsx'

interface KeyedViewer {
  readonly commands: ViewerCommands
  readonly layout: Layout
  readonly step: (by: number) => void
  readonly goTo: (end: 'first' | 'last') => void
  readonly nextSeries: (by: 1 | -1) => void
  readonly removeMark: () => void
}

const letters = (viewer: KeyedViewer): Readonly<Record<string, () => void>> => {
  const { commands, layout } = viewer
  return {
    w: () => commands.setTool('window'), s: () => commands.setTool('scroll'), p: () => commands.setTool('pan'), z: () => commands.setTool('zoom'),
    l: () => commands.setTool('length'), a: () => commands.setTool('angle'), e: () => commands.setTool('ellipse'),
    r: () => commands.setTool('rectangle'), b: () => commands.setTool('probe'), t: () => commands.setTool('arrow'),
    i: commands.invert, h: () => commands.flip('horizontal'), g: () => commands.flip('vertical'),
    '.': () => commands.rotate(90), ',': () => commands.rotate(-90), '0': commands.reset, ' ': commands.togglePlaying,
    c: () => commands.setLayout(layout === 'two' ? 'one' : 'two'), v: () => commands.setLayout(layout === 'planes' ? 'one' : 'planes'),
    x: () => commands.capture?.(), f2: commands.toggleFacts, '?': commands.toggleHelp,
    arrowdown: () => viewer.step(1), arrowright: () => viewer.step(1), arrowup: () => viewer.step(-1), arrowleft: () => viewer.step(-1),
    pagedown: () => viewer.step(10), pageup: () => viewer.step(-10), home: () => viewer.goTo('first'), end: () => viewer.goTo('last'),
    n: () => viewer.nextSeries(1), m: () => viewer.nextSeries(-1), delete: viewer.removeMark, backspace: viewer.removeMark,
  }
}

const isTyping = (target: EventTarget): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.tagName === 'TEXTAREA' || (target instanceof HTMLInputElement && target.type !== 'range'))

/** The keys of a reading room; they count while the viewer has the focus, so that the room's own keys stay the room's. */
export function onViewerKey(viewer: KeyedViewer, event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
  const preset = presetNames[Number(event.key) - 1]
  const key = event.key.toLowerCase()
  // A button that has the focus keeps its own space bar.
  if (key === ' ' && event.target instanceof HTMLElement && event.target.closest('button') !== null) return
  const act = preset === undefined ? letters(viewer)[key] : () => viewer.commands.setPreset(preset)
  if (act === undefined) return
  event.preventDefault()
  event.stopPropagation()
  act()
}

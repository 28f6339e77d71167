'use client'

import { useEffect, useState } from 'react'
import { imageBudget, type ImageBudget } from '#core/viewing/image-budget.ts'
import type { View } from '#core/viewing/view.ts'
import { windowPresets } from '#core/viewing/window-presets.ts'
import type { Planes, ToolName, ViewerEngine } from './engine/viewer-engine.ts'
import type { ViewerSeries, ViewerStudy } from './present-studies.ts'
import type { Layout, ViewerCommands } from './tool-bar.tsx'
import type { Together } from './use-together.ts'
import type { OpenPane } from './viewer-pane.tsx'

type Two<T> = readonly [T, T]
export type PaneNumber = 0 | 1

const withAt = <T>(two: Two<T>, at: PaneNumber, value: T): Two<T> => (at === 0 ? [value, two[1]] : [two[0], value])

const allSeries = (studies: readonly ViewerStudy[]): readonly ViewerSeries[] => studies.flatMap(({ series }) => series)
const firstPictures = (series: readonly ViewerSeries[]): ViewerSeries | null => series.find(({ kind }) => kind === 'pictures') ?? series[0] ?? null

/** What to compare with: the newest earlier study of the same kind, else any other series. */
function earlierOf(studies: readonly ViewerStudy[], series: ViewerSeries): ViewerSeries | null {
  const own = studies.find(({ uid }) => uid === series.study)
  const earlier = studies.filter(({ uid, modality }) => uid !== series.study && modality === own?.modality)
  return firstPictures(allSeries(earlier)) ?? allSeries(studies).find(({ uid, kind }) => uid !== series.uid && kind === 'pictures') ?? null
}

interface DeskOptions {
  readonly studies: readonly ViewerStudy[]
  readonly engine: ViewerEngine | null
  readonly together: Together
}

/** Which series lie in the panes: while one follows, the presenter's in the first; else those that were chosen. */
function useShown(studies: readonly ViewerStudy[], together: Together) {
  const [chosen, setChosen] = useState<Two<ViewerSeries | null>>(() => [firstPictures(allSeries(studies)), null])
  const followed = together.view
  const followedSeries = followed === null ? undefined : allSeries(studies).find(({ uid, study }) => uid === followed.at.series && study === followed.at.study)
  const shown: Two<ViewerSeries | null> = [followedSeries ?? chosen[0], chosen[1]]
  const detach = (): void => {
    if (!together.following) return
    setChosen(shown)
    together.setFollowing(false)
  }
  return { shown, setChosen, detach, followedView: followedSeries === undefined ? null : followed }
}

interface HandOptions {
  readonly engine: ViewerEngine | null
  readonly current: OpenPane | null
  readonly planes: Planes | null
  readonly detach: () => void
}

/** The tool in the reader's hand, and what the hand does to the picture in front of it. */
function useHand({ engine, current, planes, detach }: HandOptions) {
  const [tool, setTool] = useState<ToolName>('window')
  const [linked, setLinked] = useState(true)
  const [playing, setPlaying] = useState(false)
  const own = (act: (one: OpenPane) => void) => (): void => {
    detach()
    if (current !== null) act(current)
  }
  const commands: Omit<ViewerCommands, 'setLayout' | 'capture' | 'toggleFacts' | 'toggleHelp' | 'toggleFullscreen'> = {
    setTool: (next) => {
      setTool(next)
      engine?.setTool(next)
    },
    setPreset: (name) => {
      detach()
      current?.pane.setWindow(windowPresets[name])
      planes?.setWindow(windowPresets[name])
    },
    invert: own(({ pane }) => pane.invert()),
    flip: (axis) => own(({ pane }) => pane.flip(axis))(),
    rotate: (degrees) => own(({ pane }) => pane.rotate(degrees))(),
    reset: own(({ pane }) => pane.reset()),
    togglePlaying: () => {
      if (current === null || current.loaded.frames.length < 2) return
      detach()
      setPlaying(!playing)
      current.pane.play(playing ? null : (current.loaded.frames[0]?.rate ?? 10))
    },
    toggleLinked: () => setLinked(!linked),
  }
  return { tool, linked, playing, setPlaying, own, commands }
}

/** What lies on the reader's desk, and what the reader does with it. */
export function useDesk({ studies, engine, together }: DeskOptions) {
  const { shown, setChosen, detach, followedView } = useShown(studies, together)
  const [active, setActive] = useState<PaneNumber>(0)
  const [layout, setLayoutState] = useState<Layout>('one')
  const [open, setOpen] = useState<Two<OpenPane | null>>([null, null])
  const [planes, setPlanes] = useState<Planes | null>(null)
  const budget = useBudget(engine, together.line?.call ?? 'none')
  const at: PaneNumber = layout === 'two' && followedView === null ? active : 0
  const current = open[at]
  const { tool, linked, playing, setPlaying, own, commands } = useHand({ engine, current, planes, detach })

  // Whoever begins to present shows at once what lies before them, not only what they touch next.
  const presents = together.line?.youPresent ?? false
  const show = together.line?.show
  useEffect(() => {
    const view = presents ? (current?.pane.view() ?? null) : null
    if (view !== null) show?.({ view })
  }, [presents, show, current])

  const choose = (series: ViewerSeries): void => {
    detach()
    setPlaying(false)
    setChosen(withAt(shown, at, series))
    if (layout === 'planes') setLayoutState('one')
  }
  const setLayout = (next: Layout): void => {
    if (next !== 'one') detach()
    const [first, second] = shown
    if (next === 'two' && second === null && first !== null) setChosen([first, earlierOf(studies, first)])
    setLayoutState(next)
  }
  return {
    shown, at, layout, tool, linked, playing, current, open, commands: { ...commands, setLayout }, budget, followedView, setPlanes,
    setActive: (pane: PaneNumber) => {
      setActive(pane)
      const view = open[pane]?.pane.view()
      if (view) together.tellView(view)
    },
    setOpen: (pane: PaneNumber, next: OpenPane | null) => setOpen((two) => withAt(two, pane, next)),
    choose, detach,
    step: (by: number) => own(({ pane }) => pane.goTo(pane.index + by))(),
    goTo: (end: 'first' | 'last') => own(({ pane, loaded }) => pane.goTo(end === 'first' ? 0 : loaded.frames.length - 1))(),
    nextSeries: (by: 1 | -1) => {
      const all = allSeries(studies)
      const next = all[all.findIndex(({ uid }) => uid === shown[at]?.uid) + by]
      if (next !== undefined) choose(next)
    },
    removeMark: () => removeLastMark(engine, current),
    onView: (pane: PaneNumber, view: View) => {
      if (pane !== at) return
      together.tellView(view)
      if (layout === 'two' && linked) alignOther(open, pane, view)
    },
  }
}

/** Takes away what the reader drew last on the picture in front. */
function removeLastMark(engine: ViewerEngine | null, current: OpenPane | null): void {
  const frame = current?.pane.view()?.at
  const mine = engine?.marks().filter((mark) => !mark.shared && mark.at.instance === frame?.instance && mark.at.frame === frame.frame) ?? []
  const last = mine.at(-1)
  if (last !== undefined) engine?.removeMark(last.id)
}

/** Scrolls the other pane to the slice that lies nearest. */
function alignOther(open: Two<OpenPane | null>, moved: PaneNumber, view: View): void {
  const location = open[moved]?.loaded.frames.find(({ ref }) => ref.instance === view.at.instance && ref.frame === view.at.frame)?.location
  const other = open[moved === 0 ? 1 : 0]
  if (location === undefined || location === null || other === null) return
  const distances = other.loaded.frames.map((frame) => (frame.location === null ? Infinity : Math.abs(frame.location - location)))
  const nearest = distances.indexOf(Math.min(...distances))
  if (nearest >= 0 && distances[nearest] !== Infinity) other.pane.goTo(nearest)
}

/** Shares the line between pictures and the call, as both of them change. */
function useBudget(engine: ViewerEngine | null, call: Parameters<typeof imageBudget>[0]['call']): ImageBudget {
  const [budget, setBudget] = useState(() => imageBudget({ call, kilobitsPerSecond: null }))
  useEffect(() => {
    if (engine === null) return
    const share = (): void => {
      const next = imageBudget({ call, kilobitsPerSecond: engine.kilobitsPerSecond })
      engine.setBudget(next)
      setBudget((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next))
    }
    share()
    const timer = setInterval(share, 1_000)
    return () => clearInterval(timer)
  }, [engine, call])
  return budget
}

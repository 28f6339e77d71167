'use client'

import { ScanSearch } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState, type PointerEvent } from 'react'
import type { View } from '#core/viewing/view.ts'
import { hasPresets } from '#core/viewing/window-presets.ts'
import { classNames } from '#web/ui/class-names.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { FactsDialog } from './facts-dialog.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import { MouseLegend } from './mouse-legend.tsx'
import { PlanesView } from './planes-view.tsx'
import type { ViewerSeries, ViewerStudy } from './present-studies.ts'
import { PresenterBar } from './presenter-bar.tsx'
import { SeriesRail } from './series-rail.tsx'
import { ToolBar, type ViewerCommands } from './tool-bar.tsx'
import { useAskedText } from './use-asked-text.tsx'
import { useCapture } from './use-capture.ts'
import { useDesk, type PaneNumber } from './use-desk.ts'
import { useEngine } from './use-engine.ts'
import { useIdle } from './use-idle.ts'
import { useTogether } from './use-together.ts'
import { onViewerKey } from './viewer-keys.ts'
import { StillView } from './still-view.tsx'
import { ViewerPane, type OpenPane } from './viewer-pane.tsx'

interface ImageViewerProps {
  readonly studies: readonly ViewerStudy[]
  /** Where the pictures are: `/api/cases/…/dicomweb` or `/api/patients/…/dicomweb`. */
  readonly base: string
  readonly engineAddress: string | null
  /** Where a view goes that is to stand in the minutes; null outside of a consult. */
  readonly captureTo: string | null
}

/** A reading room's viewer: black, its tools hidden until a hand moves, what the mouse does always in sight. */
export function ImageViewer({ studies, base, engineAddress, captureTo }: ImageViewerProps) {
  const t = useTranslations('viewer')
  const root = useRef<HTMLDivElement>(null)
  const asked = useAskedText()
  const engineState = useEngine(engineAddress, asked.ask)
  const engine = engineState.state === 'ready' ? engineState.engine : null
  const together = useTogether(engine)
  const desk = useDesk({ studies, engine, together })
  const [facts, setFacts] = useState(false)
  const [help, setHelp] = useState(false)
  const idle = useIdle(root)
  const { busy, capture } = useCapture(captureTo, () => desk.shown[desk.at]?.description ?? '')
  const series = desk.shown[desk.at]
  const commands: ViewerCommands = {
    ...desk.commands,
    capture: capture === null || series === null || !(series.kind === 'pictures' || series.kind === 'photograph') ? null : () => capture(desk.current),
    toggleFacts: () => setFacts(!facts),
    toggleHelp: () => setHelp(!help),
    toggleFullscreen: () => void (document.fullscreenElement === null ? root.current?.requestFullscreen() : document.exitFullscreen()),
  }
  const studyOf = (series: ViewerSeries): ViewerStudy | undefined => studies.find(({ uid }) => uid === series.study)
  const pane = (number: PaneNumber) => {
    const one = desk.shown[number]
    const study = one === null ? undefined : studyOf(one)
    if (one === null || study === undefined) return null
    const shared = {
      engine, base, series: one,
      active: desk.layout === 'two' && desk.at === number,
      followed: number === 0 ? desk.followedView : null,
      pointer: number === 0 && desk.followedView !== null ? together.pointer : null,
      onActivate: () => desk.setActive(number),
      onOpen: (open: OpenPane | null) => desk.setOpen(number, open),
      onView: (view: View) => desk.onView(number, view),
      onPointer: together.tellPointer,
    }
    if (one.kind !== 'pictures') return <StillView key={`${number} ${one.uid}`} {...shared} />
    return <ViewerPane key={number} {...shared} study={study} previewQuality={desk.budget.previewQuality} />
  }
  // Moving the picture by one's own hand ends following; measuring does not.
  const detachOnHand = (event: PointerEvent): void => {
    if (event.button !== 0 || ['window', 'scroll', 'pan', 'zoom'].includes(desk.tool)) desk.detach()
  }
  if (studies.length === 0) return <EmptyState icon={<ScanSearch />} title={t('none')} />
  return (
    <div
      ref={root}
      data-theme="room"
      data-viewer={engineState.state}
      onKeyDown={(event) => onViewerKey({ commands, layout: desk.layout, step: desk.step, goTo: desk.goTo, nextSeries: desk.nextSeries, removeMark: desk.removeMark }, event)}
      className="@container flex h-full min-h-0 w-full flex-col bg-stage text-ink"
    >
      <div className={classNames('shrink-0 transition-opacity duration-fast focus-within:opacity-100', idle ? 'opacity-0' : 'opacity-100')}>
        <ToolBar
          tool={desk.tool} layout={desk.layout} playing={desk.playing} linked={desk.linked} busy={busy} commands={commands}
          isCt={series !== null && hasPresets(studyOf(series)?.modality ?? '')}
          isVolume={desk.current?.loaded.isVolume ?? desk.layout === 'planes'}
          isFilm={(desk.current?.loaded.frames.length ?? 0) > 1}
          mayCompare={studies.flatMap((study) => study.series).length > 1}
        />
      </div>
      {together.line !== null && (
        <div className="shrink-0 px-2 py-1"><PresenterBar together={together.line} following={together.following} onFollow={(follow) => (follow ? together.setFollowing(true) : desk.detach())} /></div>
      )}
      <div className="flex min-h-0 flex-1 @max-3xl:flex-col-reverse">
        <SeriesRail base={base} studies={studies} shown={[desk.shown[desk.at], desk.shown[desk.at === 0 ? 1 : 0]].flatMap((one) => one?.uid ?? [])} onChoose={desk.choose} />
        <div tabIndex={0} role="group" aria-label={t('reading')} onWheelCapture={desk.detach} onPointerDownCapture={detachOnHand} className="flex min-h-0 min-w-0 flex-1 gap-px bg-line focus-visible:outline-offset-[-2px]">
          {desk.layout === 'planes' && engine !== null && desk.current !== null
            ? <PlanesView engine={engine} series={desk.current.loaded} onOpen={desk.setPlanes} />
            : <>{pane(0)}{desk.layout === 'two' && pane(1)}</>}
        </div>
      </div>
      <div className="flex shrink-0 items-center justify-between gap-4 px-3 py-1.5">
        <MouseLegend tool={desk.layout === 'planes' ? 'crosshairs' : series?.kind === 'pictures' ? desk.tool : 'pan'} still={series !== null && series.kind !== 'pictures'} />
        {engineState.state === 'failed' && <p role="alert" className="text-small text-danger">{t('engineFailed')}</p>}
      </div>
      {facts && <FactsDialog open onOpenChange={setFacts} attributes={desk.current?.loaded.attributes(desk.current.pane.index) ?? []} />}
      {help && <KeysDialog open onOpenChange={setHelp} />}
      {asked.dialog}
    </div>
  )
}

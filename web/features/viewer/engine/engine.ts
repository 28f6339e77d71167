import { cache, init as initCore, RenderingEngine } from '@cornerstonejs/core'
import { init as initLoader } from '@cornerstonejs/dicom-image-loader'
import { destroy as destroyTools, init as initTools, ToolGroupManager } from '@cornerstonejs/tools'
import { imageBudget } from '#core/viewing/image-budget.ts'
import { sameFrame } from '#core/viewing/view.ts'
import { ImageQueue } from './image-queue.ts'
import { loadSeries, type EngineFrame, type EngineSeries } from './load-series.ts'
import { loadWaveforms } from './load-waveform.ts'
import { MarkStore } from './mark-store.ts'
import { openPlanes } from './planes.ts'
import { StackPane } from './stack-pane.ts'
import { createStackTools, giveMainButton, registerTools } from './tool-group.ts'
import type { EngineModule, LoadedSeries, Pane, PaneListeners, ToolName, ViewerEngine } from './viewer-engine.ts'

/** Half a gigabyte of decoded pictures: a thousand CT slices, and still no burden to a district PC. */
const cacheBytes = 512 * 1024 * 1024
const stacks = 'stacks'
let opened = 0

/** Every series that was opened; a pane is given one of them back, under the name by which the portal knows it. */
class Shelf {
  readonly #series = new Map<LoadedSeries, EngineSeries>()
  readonly #frames = new Map<string, EngineFrame>()

  add(series: EngineSeries): void {
    this.#series.set(series, series)
    for (const frame of series.engineFrames) this.#frames.set(frame.imageId, frame)
  }

  of(series: LoadedSeries): EngineSeries {
    const known = this.#series.get(series)
    if (known === undefined) throw new Error('a series is shown by the engine that loaded it')
    return known
  }

  readonly byImage = (imageId: string): EngineFrame | undefined => this.#frames.get(imageId)
  readonly find = (wanted: (frame: EngineFrame) => boolean): EngineFrame | undefined => [...this.#frames.values()].find(wanted)
}

/** Starts Cornerstone; decoding runs in workers, so that the page itself needs no WebAssembly. */
function startCornerstone(): RenderingEngine {
  initCore()
  initLoader({ useLegacyMetadataProvider: true, maxWebWorkers: Math.min(3, Math.max(1, Math.floor(navigator.hardwareConcurrency / 2))) })
  initTools()
  cache.setMaxCacheSize(cacheBytes)
  registerTools()
  return new RenderingEngine(`viewer-${(opened += 1)}`)
}

/** A pane as the portal knows it: given a series that the portal holds, it shows the engine's own. */
const portalPane = (pane: StackPane, shelf: Shelf): Pane => ({
  get series() { return pane.series },
  get index() { return pane.index },
  show: (series, index) => pane.show(shelf.of(series), index),
  goTo: (index) => pane.goTo(index),
  view: () => pane.view(),
  follow: (view) => pane.follow(view),
  setWindow: (window) => pane.setWindow(window),
  invert: () => pane.invert(),
  flip: (axis) => pane.flip(axis),
  rotate: (degrees) => pane.rotate(degrees),
  reset: () => pane.reset(),
  play: (rate) => pane.play(rate),
  positionOf: (place) => pane.positionOf(place),
  capture: () => pane.capture(),
  valueAt: (place) => pane.valueAt(place),
  close: () => pane.close(),
})

interface PaneSurroundings {
  readonly rendering: RenderingEngine
  readonly queue: ImageQueue
  readonly tool: () => ToolName
}

/** The open panes of one rendering engine, each kept as large as its element. */
class OpenPanes {
  readonly #shared: PaneSurroundings
  readonly #panes = new Set<StackPane>()
  readonly #resizing: ResizeObserver
  #count = 0

  constructor(shared: PaneSurroundings) {
    this.#shared = shared
    this.#resizing = new ResizeObserver(() => shared.rendering.resize(true, true))
  }

  open(element: HTMLDivElement, listeners: PaneListeners): { readonly id: string; readonly pane: StackPane } {
    const id = `stack-${(this.#count += 1)}`
    const pane = new StackPane({
      ...this.#shared, id, element, listeners,
      onClose: () => {
        this.#resizing.unobserve(element)
        this.#panes.delete(pane)
      },
    })
    this.#resizing.observe(element)
    this.#panes.add(pane)
    return { id, pane }
  }

  close(): void {
    this.#resizing.disconnect()
    for (const pane of [...this.#panes]) pane.close()
  }
}

/** Makes the image engine of one open viewer. */
export const createViewerEngine: EngineModule['createViewerEngine'] = async ({ askText }): Promise<ViewerEngine> => {
  const rendering = startCornerstone()
  const queue = new ImageQueue(imageBudget({ call: 'none', kilobitsPerSecond: null }))
  const shelf = new Shelf()
  const marks = new MarkStore({ byImage: shelf.byImage, byMark: ({ at }) => shelf.find(({ facts }) => sameFrame(facts.ref, at)) })
  const tools = createStackTools(stacks, askText)
  let tool: ToolName = 'window'
  giveMainButton(tools, tool)
  const panes = new OpenPanes({ rendering, queue, tool: () => tool })
  return {
    load: async (address) => {
      const series = await loadSeries(address)
      shelf.add(series)
      marks.place()
      return series
    },
    loadWaveforms,
    openPane: (element, listeners) => {
      const { id, pane } = panes.open(element, listeners)
      tools.addViewport(id, rendering.id)
      return portalPane(pane, shelf)
    },
    openPlanes: (elements, series) => openPlanes(rendering, elements, shelf.of(series)),
    setTool: (next) => {
      tool = next
      giveMainButton(tools, next)
    },
    setBudget: (budget) => {
      queue.budget = budget
    },
    get kilobitsPerSecond() { return queue.kilobitsPerSecond },
    marks: () => marks.all(),
    setShared: (next) => marks.setShared(next),
    adoptShared: () => marks.adoptShared(),
    removeMark: (id) => marks.remove(id),
    watchMarks: (listener) => marks.watch(listener),
    close: () => {
      panes.close()
      marks.close()
      queue.close()
      ToolGroupManager.destroyToolGroup(stacks)
      rendering.destroy()
      destroyTools()
      cache.purgeCache()
    },
  }
}

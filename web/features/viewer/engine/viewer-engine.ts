import type { ImageBudget } from '#core/viewing/image-budget.ts'
import type { Vector } from '#core/viewing/image-plane.ts'
import type { Waveform } from '#core/viewing/waveform.ts'
import type { FrameRef, Mark, Place, View, VoiWindow } from '#core/viewing/view.ts'

/** What the mouse's left button, or a finger, does. */
export const toolNames = ['window', 'scroll', 'pan', 'zoom', 'length', 'angle', 'ellipse', 'rectangle', 'arrow', 'probe', 'crosshairs'] as const
export type ToolName = (typeof toolNames)[number]

/** What a picture says about itself, for the corners of the pane. */
export interface FrameFacts {
  readonly ref: FrameRef
  /** Its place in the stack, from 0. */
  readonly order: number
  readonly columns: number
  readonly rows: number
  readonly modality: string
  readonly isColour: boolean
  /** Millimetres along the axis of the stack, where the picture says so. */
  readonly location: number | null
  readonly thickness: number | null
  /** Where its rows and columns lead in the patient. */
  readonly orientation: { readonly across: Vector; readonly down: Vector } | null
  /** Millimetres a pixel, rows first; null where nothing may be measured in millimetres. */
  readonly spacing: readonly [number, number] | null
  /** The window that the picture asks for. */
  readonly window: VoiWindow | null
  /** Frames a second, where the picture is part of a film. */
  readonly rate: number | null
  readonly lossy: boolean
}

/** One line of a picture's full description. */
export interface Attribute {
  readonly tag: string
  readonly keyword: string
  readonly value: string
  readonly depth: number
}

export interface LoadedSeries {
  readonly study: string
  readonly series: string
  readonly frames: readonly FrameFacts[]
  /** Whether its pictures lie parallel and evenly, so that other planes can be cut. */
  readonly isVolume: boolean
  readonly attributes: (index: number) => readonly Attribute[]
}

/** Where a series lies on our own server: `{base}/studies/{study}/series/{series}`. */
export interface SeriesAddress {
  readonly base: string
  readonly study: string
  readonly series: string
}

export interface PaneListeners {
  /** After anything that changes how the picture is looked at. */
  readonly onView: (view: View) => void
  /** The picture asked for is not here yet: show a small one meanwhile; null once it is on screen. */
  readonly onWaiting: (frame: FrameFacts | null) => void
  readonly onPointer: (place: Place | null) => void
  readonly onFailed: (frame: FrameFacts) => void
}

/** One picture area. */
export interface Pane {
  readonly series: LoadedSeries | null
  readonly index: number
  show(series: LoadedSeries, index: number): Promise<void>
  goTo(index: number): void
  view(): View | null
  /** Shows exactly what the view says; resolves once slice and window stand. */
  follow(view: View): Promise<void>
  setWindow(window: VoiWindow): void
  invert(): void
  flip(axis: 'horizontal' | 'vertical'): void
  rotate(degrees: number): void
  /** Back to the whole picture, upright, with its own window. */
  reset(): void
  play(framesPerSecond: number | null): void
  /** Where a place of the picture lies in the pane, in CSS pixels. */
  positionOf(place: Place): readonly [number, number] | null
  /** What is on screen, with its marks. */
  capture(): Promise<Blob>
  /** The value under a place, in the modality's units, or null outside or in colour. */
  valueAt(place: Place): number | null
  close(): void
}

/** Three planes cut through one volume. */
export interface Planes {
  readonly ready: Promise<void>
  setWindow(window: VoiWindow): void
  close(): void
}

export type MeasuredMark = Mark & {
  /** Drawn by the presenter: seen, and not one's own to move. */
  readonly shared: boolean
  /** What was measured, with units: millimetres, degrees, Hounsfield units. */
  readonly measures: readonly { readonly name: 'length' | 'angle' | 'area' | 'mean' | 'deviation' | 'minimum' | 'maximum' | 'value'; readonly value: number; readonly unit: string }[]
}

/** The image engine as the portal knows it; made by the module that `current.json` names. */
export interface ViewerEngine {
  load(address: SeriesAddress): Promise<LoadedSeries>
  /** Reads the curves of a waveform file, such as an electrocardiogram. */
  loadWaveforms(address: string): Promise<readonly Waveform[]>
  openPane(element: HTMLDivElement, listeners: PaneListeners): Pane
  openPlanes(elements: readonly [HTMLDivElement, HTMLDivElement, HTMLDivElement], series: LoadedSeries): Planes
  setTool(tool: ToolName): void
  setBudget(budget: ImageBudget): void
  /** Speed of the line as the last pictures found it, in kilobits a second. */
  readonly kilobitsPerSecond: number | null
  marks(): readonly MeasuredMark[]
  /** Replaces what the presenter has drawn; one's own marks stay. */
  setShared(marks: readonly Mark[]): void
  /** What the presenter has drawn becomes one's own. */
  adoptShared(): void
  removeMark(id: string): void
  /** Hears of every change of the marks; returns what ends it. */
  watchMarks(listener: () => void): () => void
  close(): void
}

export interface EngineModule {
  readonly createViewerEngine: (options: { readonly askText: (given: string) => Promise<string | null> }) => Promise<ViewerEngine>
}

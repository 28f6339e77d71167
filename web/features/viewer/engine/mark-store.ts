import { eventTarget, getEnabledElements, metaData } from '@cornerstonejs/core'
import { annotation, Enums, utilities, type Types } from '@cornerstonejs/tools'
import { normalOf, placeOf, worldOf, type Vector } from '#core/viewing/image-plane.ts'
import { markKinds, type Mark, type MarkKind } from '#core/viewing/view.ts'
import type { EngineFrame } from './load-series.ts'
import { unitWord } from './mark-words.ts'
import { toolOfMark } from './tool-group.ts'
import type { MeasuredMark } from './viewer-engine.ts'

type FrameOf = (imageId: string) => EngineFrame | undefined
type Measures = MeasuredMark['measures']

const { ANNOTATION_ADDED, ANNOTATION_COMPLETED, ANNOTATION_MODIFIED, ANNOTATION_REMOVED } = Enums.Events
const changes = [ANNOTATION_ADDED, ANNOTATION_COMPLETED, ANNOTATION_MODIFIED, ANNOTATION_REMOVED]
const measureNames = { length: 'length', angle: 'angle', area: 'area', mean: 'mean', stdDev: 'deviation', min: 'minimum', max: 'maximum', value: 'value' } as const

// The library's types promise an annotation for every id.
const drawnAs: (id: string) => Types.Annotation | undefined = (id) => annotation.state.getAnnotation(id)
const isDrawn = (id: string): boolean => drawnAs(id) !== undefined

const kindOf = (tool: string): MarkKind | undefined => markKinds.find((kind) => toolOfMark[kind] === tool)

function unitOf(key: keyof typeof measureNames, stats: Readonly<Record<string, unknown>>): string {
  if (key === 'angle') return '°'
  return unitWord(key === 'length' ? stats['unit'] : key === 'area' ? stats['areaUnit'] : stats['modalityUnit'])
}

function measuresOf(one: Types.Annotation): Measures {
  const [stats] = Object.values((one.data.cachedStats ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>)
  if (stats === undefined) return []
  return (Object.keys(measureNames) as (keyof typeof measureNames)[]).flatMap((key) => {
    const value = stats[key]
    return typeof value === 'number' ? [{ name: measureNames[key], value, unit: unitOf(key, stats) }] : []
  })
}

/** Reads and writes what is drawn in terms of pictures and places, instead of patient coordinates. */
export class MarkStore {
  readonly #frameOf: FrameOf
  readonly #frameAt: (mark: Mark) => EngineFrame | undefined
  readonly #listeners = new Set<() => void>()
  readonly #onChange = (): void => {
    if (!this.#writing) for (const listener of this.#listeners) listener()
  }
  #writing = false
  /** Marks of pictures that have not been looked at here yet: drawn once their series is known. */
  #unplaced: readonly Mark[] = []
  /** Drawn by whoever presents; not one's own to move. */
  #shared = new Set<string>()

  constructor(frames: { readonly byImage: FrameOf; readonly byMark: (mark: Mark) => EngineFrame | undefined }) {
    this.#frameOf = frames.byImage
    this.#frameAt = frames.byMark
    for (const event of changes) eventTarget.addEventListener(event, this.#onChange)
  }

  watch(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  all(): readonly MeasuredMark[] {
    const drawn = annotation.state.getAllAnnotations().flatMap((one) => this.#markOf(one) ?? [])
    return [...drawn, ...this.#unplaced.map((mark) => ({ ...mark, shared: true, measures: [] }))]
  }

  /** Replaces what the presenter has drawn, and leaves one's own alone. */
  setShared(marks: readonly Mark[]): void {
    const known = new Map(this.all().map((mark) => [mark.id, mark]))
    const next = new Map(marks.map((mark) => [mark.id, mark]))
    const unchanged = (one: MeasuredMark, mark: Mark | undefined): boolean => mark !== undefined && JSON.stringify(bare(one)) === JSON.stringify(bare(mark))
    this.#write(() => {
      for (const [id, one] of known) {
        if (one.shared ? !unchanged(one, next.get(id)) : next.has(id)) annotation.state.removeAnnotation(id)
      }
      this.#shared = new Set(next.keys())
      this.#unplaced = marks.filter((mark) => this.#frameAt(mark) === undefined)
      for (const mark of marks) this.#add(mark)
    })
  }

  /** The presenter's marks become one's own: one presents now oneself. */
  adoptShared(): void {
    for (const id of this.#shared) if (isDrawn(id)) annotation.locking.setAnnotationLocked(id, false)
    this.#shared = new Set()
    this.#unplaced = []
  }

  /** A series has come: marks that waited for it are drawn. */
  place(): void {
    if (this.#unplaced.length > 0) this.setShared(this.all().filter(({ shared }) => shared).map(bare))
  }

  remove(id: string): void {
    annotation.state.removeAnnotation(id)
    this.#redraw()
    this.#onChange()
  }

  close(): void {
    for (const event of changes) eventTarget.removeEventListener(event, this.#onChange)
    this.#write(() => annotation.state.removeAllAnnotations())
    this.#listeners.clear()
  }

  #write(work: () => void): void {
    this.#writing = true
    try {
      work()
    } finally {
      this.#writing = false
    }
    this.#redraw()
  }

  #redraw(): void {
    utilities.triggerAnnotationRenderForViewportIds(getEnabledElements().map(({ viewportId }) => viewportId))
  }

  #markOf(one: Types.Annotation): MeasuredMark | null {
    const kind = kindOf(one.metadata?.toolName ?? '')
    const frame = this.#frameOf(one.metadata?.referencedImageId ?? '')
    const points = one.data.handles?.points
    if (kind === undefined || frame === undefined || points === undefined || one.annotationUID === undefined) return null
    return {
      id: one.annotationUID, kind, at: frame.facts.ref,
      points: points.map((point) => placeOf(frame.plane, point)),
      text: one.data.label ?? '',
      shared: this.#shared.has(one.annotationUID),
      measures: measuresOf(one),
    }
  }

  #add(mark: Mark): void {
    const frame = this.#frameAt(mark)
    if (frame === undefined || isDrawn(mark.id)) return
    const { frameOfReferenceUID } = (metaData.get('imagePlaneModule', frame.imageId) ?? {}) as { readonly frameOfReferenceUID?: string }
    const group = frameOfReferenceUID ?? ''
    const points = mark.points.map((place) => [...worldOf(frame.plane, place)] as [number, number, number])
    const drawn: Types.Annotation = {
      annotationUID: mark.id, highlighted: false, isLocked: false, isVisible: true, invalidated: true,
      metadata: {
        toolName: toolOfMark[mark.kind], FrameOfReferenceUID: group, referencedImageId: frame.imageId,
        // Cornerstone's normals point towards the reader.
        viewPlaneNormal: away(normalOf(frame.plane)), viewUp: away(frame.plane.down),
      },
      data: {
        label: mark.text, cachedStats: {},
        ...(mark.kind === 'arrow' ? { text: mark.text } : {}),
        handles: { points, activeHandleIndex: null, arrowFirst: true, textBox: emptyBox() },
      },
    }
    annotation.state.addAnnotation(drawn, group)
    annotation.locking.setAnnotationLocked(mark.id, true)
  }
}

const bare = ({ id, kind, at, points, text }: Mark): Mark => ({ id, kind, at, points, text })

const away = ([x, y, z]: Vector): [number, number, number] => [-x, -y, -z]

const emptyBox = () => ({
  hasMoved: false, worldPosition: [0, 0, 0] as [number, number, number],
  worldBoundingBox: {
    topLeft: [0, 0, 0] as [number, number, number], topRight: [0, 0, 0] as [number, number, number],
    bottomLeft: [0, 0, 0] as [number, number, number], bottomRight: [0, 0, 0] as [number, number, number],
  },
})

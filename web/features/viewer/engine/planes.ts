import { Enums, setVolumesForViewports, volumeLoader, type RenderingEngine, type VolumeViewport } from '@cornerstonejs/core'
import { ToolGroupManager } from '@cornerstonejs/tools'
import type { VoiWindow } from '#core/viewing/view.ts'
import type { EngineSeries } from './load-series.ts'
import { createPlaneTools, giveCross } from './tool-group.ts'
import type { Planes } from './viewer-engine.ts'

const { AXIAL, SAGITTAL, CORONAL } = Enums.OrientationAxis
const orientations = [AXIAL, SAGITTAL, CORONAL] as const
const group = 'planes'

/** Cuts a series in three planes, joined by a cross. */
export function openPlanes(rendering: RenderingEngine, elements: readonly HTMLDivElement[], series: EngineSeries): Planes {
  const viewports = elements.map((_, at) => `plane-${at}`)
  rendering.setViewports(elements.map((element, at) => ({
    viewportId: `plane-${at}`,
    type: Enums.ViewportType.ORTHOGRAPHIC,
    element,
    defaultOptions: { orientation: orientations[at] ?? AXIAL, background: [0, 0, 0] },
  })))
  const tools = createPlaneTools(group, viewports)
  for (const viewport of viewports) tools.addViewport(viewport, rendering.id)
  let closed = false
  const isClosed = (): boolean => closed
  const setWindow = ({ centre, width }: VoiWindow): void => {
    for (const id of viewports) {
      const viewport = rendering.getViewport<VolumeViewport>(id)
      viewport.setProperties({ voiRange: { lower: centre - width / 2, upper: centre + width / 2 } })
      viewport.render()
    }
  }
  const fill = async (): Promise<void> => {
    const imageIds = series.engineFrames.map(({ imageId }) => imageId)
    const volumeId = `cornerstoneStreamingImageVolume:${series.series}`
    const volume = await volumeLoader.createAndCacheVolume(volumeId, { imageIds })
    if (isClosed()) return
    ;(volume as unknown as { load(): void }).load()
    await setVolumesForViewports(rendering, [{ volumeId }], [...viewports])
    if (isClosed()) return
    const window = series.frames[0]?.window
    if (window !== undefined && window !== null) setWindow(window)
    giveCross(tools)
    rendering.renderViewports([...viewports])
  }
  return {
    ready: fill(),
    setWindow,
    close: () => {
      closed = true
      ToolGroupManager.destroyToolGroup(group)
      for (const id of viewports) rendering.disableElement(id)
    },
  }
}

import {
  addTool, AngleTool, ArrowAnnotateTool, CrosshairsTool, EllipticalROITool, Enums, LengthTool, PanTool, ProbeTool,
  RectangleROITool, ToolGroupManager, WindowLevelTool, ZoomTool, type Types,
} from '@cornerstonejs/tools'
import type { MarkKind } from '#core/viewing/view.ts'
import { angleLines, areaLines, lengthLines, probeLines } from './mark-words.ts'
import type { ToolName } from './viewer-engine.ts'

const nameOf = (tool: { readonly toolName: string }): string => tool.toolName

/** The names of the tools that the library leaves untyped. */
const cornerstone = { windowLevel: nameOf(WindowLevelTool), pan: nameOf(PanTool), zoom: nameOf(ZoomTool), crosshairs: nameOf(CrosshairsTool) } as const

/** Cornerstone's names of what marks are drawn with. */
export const toolOfMark: Readonly<Record<MarkKind, string>> = {
  length: LengthTool.toolName,
  angle: AngleTool.toolName,
  ellipse: EllipticalROITool.toolName,
  rectangle: RectangleROITool.toolName,
  arrow: ArrowAnnotateTool.toolName,
  probe: ProbeTool.toolName,
}

const toolOf: Readonly<Record<Exclude<ToolName, 'scroll' | 'crosshairs'>, string>> = {
  ...toolOfMark, window: cornerstone.windowLevel, pan: cornerstone.pan, zoom: cornerstone.zoom,
}

const { Primary, Auxiliary, Secondary } = Enums.MouseBindings
const all = [WindowLevelTool, PanTool, ZoomTool, LengthTool, AngleTool, EllipticalROITool, RectangleROITool, ArrowAnnotateTool, ProbeTool, CrosshairsTool]

let known = false
/** Makes the tools known to the library, which keeps them for the whole page. */
export function registerTools(): void {
  if (known) return
  known = true
  for (const tool of all) addTool(tool)
}

/** Asks for the words beside an arrow; null leaves the arrow undrawn. */
export type AskText = (given: string) => Promise<string | null>

function makeGroup(id: string): Types.IToolGroup {
  const group = ToolGroupManager.createToolGroup(id)
  if (group === undefined) throw new Error(`tool group ${id} is already there`)
  return group
}

/** The group of the stacks: middle button pans, right button zooms, two fingers do both. */
export function createStackTools(id: string, askText: AskText): Types.IToolGroup {
  const group = makeGroup(id)
  group.addTool(cornerstone.windowLevel)
  group.addTool(cornerstone.pan)
  group.addTool(cornerstone.zoom, { zoomToCenter: false, invert: false, minZoomScale: 0.01, maxZoomScale: 60 })
  group.addTool(LengthTool.toolName, { getTextLines: lengthLines })
  group.addTool(AngleTool.toolName, { getTextLines: angleLines })
  group.addTool(EllipticalROITool.toolName, { getTextLines: areaLines })
  group.addTool(RectangleROITool.toolName, { getTextLines: areaLines })
  group.addTool(ProbeTool.toolName, { getTextLines: probeLines })
  group.addTool(ArrowAnnotateTool.toolName, {
    getTextCallback: (done: (text: string | undefined) => void) => void askText('').then((text) => done(text ?? undefined)),
    changeTextCallback: (data: { readonly text?: string }, _event: unknown, done: (text: string | undefined) => void) =>
      void askText(data.text ?? '').then((text) => done(text ?? data.text)),
  })
  group.setToolActive(cornerstone.pan, { bindings: [{ mouseButton: Auxiliary }] })
  group.setToolActive(cornerstone.zoom, { bindings: [{ mouseButton: Secondary }, { numTouchPoints: 2 }] })
  // What was drawn can be taken by its handles with any tool.
  for (const tool of Object.values(toolOfMark)) group.setToolPassive(tool)
  return group
}

/** Gives the left button, and one finger, to a tool; scrolling is the pane's own. */
export function giveMainButton(group: Types.IToolGroup, tool: ToolName): void {
  for (const name of Object.values(toolOf)) {
    if (name === cornerstone.pan) group.setToolActive(name, { bindings: [{ mouseButton: Auxiliary }] })
    else if (name === cornerstone.zoom) group.setToolActive(name, { bindings: [{ mouseButton: Secondary }, { numTouchPoints: 2 }] })
    else group.setToolPassive(name, { removeAllBindings: true })
  }
  if (tool === 'scroll' || tool === 'crosshairs') return
  const others = tool === 'pan' ? [{ mouseButton: Auxiliary }] : tool === 'zoom' ? [{ mouseButton: Secondary }] : []
  group.setToolActive(toolOf[tool], { bindings: [{ mouseButton: Primary }, { numTouchPoints: 1 }, ...others] })
}

/** The group of the three planes: the cross moves all of them. */
export function createPlaneTools(id: string, viewports: readonly string[]): Types.IToolGroup {
  const group = makeGroup(id)
  const colours = ['#e4b363', '#7fc8b5', '#9db8e8']
  const colourOf = (viewport: string): string => colours[viewports.indexOf(viewport)] ?? '#ffffff'
  group.addTool(cornerstone.pan)
  group.addTool(cornerstone.zoom)
  group.addTool(cornerstone.windowLevel)
  group.addTool(cornerstone.crosshairs, {
    getReferenceLineColor: colourOf,
    getReferenceLineControllable: () => true,
    getReferenceLineDraggableRotatable: () => true,
    getReferenceLineSlabThicknessControlsOn: () => false,
  })
  group.setToolActive(cornerstone.pan, { bindings: [{ mouseButton: Auxiliary }] })
  group.setToolActive(cornerstone.zoom, { bindings: [{ mouseButton: Secondary }, { numTouchPoints: 2 }] })
  return group
}

/** Gives the left button to the cross, once there are planes to move. */
export function giveCross(group: Types.IToolGroup): void {
  group.setToolActive(cornerstone.crosshairs, { bindings: [{ mouseButton: Primary }] })
}

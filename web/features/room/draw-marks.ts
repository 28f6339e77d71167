import type { Participant } from '#contract/room.ts'
import type { MarkView, PicturePoint } from '#contract/telestration.ts'
import { toElement, type PictureBox } from '#core/room/picture-mapping.ts'
import { pointerFades, type BoardPointer, type LiveBoard } from './client/boards.ts'

/** Colours that tell doctors apart; more doctors than colours share, and their names tell. */
const colours = 8

export interface Ink {
  /** The stroke's colour for a seat's colour number. */
  readonly of: (colour: number) => string
  /** The dark edge that keeps a bright line visible on a bright picture. */
  readonly edge: string
  readonly font: string
}

/** The inks of the design, read from where the canvas stands. */
export function inkAt(element: Element): Ink {
  const style = getComputedStyle(element)
  return {
    of: (colour) => style.getPropertyValue(`--mark-${String(colour % colours)}`),
    edge: style.getPropertyValue('--mark-edge'),
    font: style.fontFamily,
  }
}

export interface Sheet {
  readonly context: CanvasRenderingContext2D
  readonly box: PictureBox
  readonly mirrored: boolean
  readonly ink: Ink
  readonly people: readonly Participant[]
}

interface Pen extends Sheet {
  readonly width: number
  readonly name: string
  readonly colour: string
}

/** Draws marks where they lie on the picture; lines are as thick as the picture is large. */
export function drawMarks(sheet: Sheet, marks: readonly MarkView[]): void {
  const width = Math.max(2, sheet.box.height * 0.006)
  for (const mark of marks) {
    const person = sheet.people.find(({ seat }) => seat === mark.by)
    const pen: Pen = { ...sheet, width, name: person?.name ?? '', colour: sheet.ink.of(person?.colour ?? 0) }
    drawMark(pen, mark)
    const first = mark.points[0]
    // A name under words would be in their way.
    if (first !== undefined && mark.tool !== 'text' && sheet.box.height > 240) label(pen, first, mark.tool === 'circle' ? -1 : 1)
  }
}

/** Draws pointers with the name of whoever points; true while one of them still fades. */
export function drawPointers(sheet: Sheet, { pointers }: LiveBoard, now: number): boolean {
  const seen = pointers.filter(({ movedAt }) => now - movedAt < pointerFades)
  for (const pointer of seen) drawPointer(sheet, pointer, now)
  return seen.length > 0
}

function drawPointer(sheet: Sheet, { by, at, movedAt }: BoardPointer, now: number): void {
  const { context, box, mirrored, ink, people } = sheet
  const person = people.find(({ seat }) => seat === by)
  const { x, y } = toElement(at, box, { mirrored })
  const radius = Math.max(6, box.height * 0.018)
  context.save()
  context.globalAlpha = Math.min(1, 2 * (1 - (now - movedAt) / pointerFades))
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.fillStyle = ink.of(person?.colour ?? 0)
  context.strokeStyle = ink.edge
  context.lineWidth = 2
  context.fill()
  context.stroke()
  label({ ...sheet, width: 2, name: person?.name ?? '', colour: ink.of(person?.colour ?? 0) }, at, 1)
  context.restore()
}

function drawMark(pen: Pen, { tool, points, text }: MarkView): void {
  const places = points.map((point) => toElement(point, pen.box, pen))
  const [first] = places
  const last = places.at(-1)
  if (first === undefined || last === undefined) return
  switch (tool) {
    case 'pen':
      stroke(pen, (context) => along(context, places))
      break
    case 'arrow':
      stroke(pen, (context) => arrow(context, { from: first, to: last, head: Math.max(10, pen.box.height * 0.035) }))
      break
    case 'circle':
      stroke(pen, (context) => around(context, first, last))
      break
    case 'text':
      write(pen, { text, x: first.x, y: first.y, size: Math.max(11, pen.box.height * 0.045) })
      break
  }
}

function stroke({ context, width, colour, ink }: Pen, path: (context: CanvasRenderingContext2D) => void): void {
  context.lineCap = 'round'
  context.lineJoin = 'round'
  for (const [style, thickness] of [[ink.edge, width * 2], [colour, width]] as const) {
    context.beginPath()
    path(context)
    context.strokeStyle = style
    context.lineWidth = thickness
    context.stroke()
  }
}

interface Place {
  readonly x: number
  readonly y: number
}

/** Through the middles between the points, so that a hand's line has no corners. */
function along(context: CanvasRenderingContext2D, places: readonly Place[]): void {
  const [first, ...rest] = places
  if (first === undefined) return
  context.moveTo(first.x, first.y)
  let before = first
  for (const place of rest) {
    context.quadraticCurveTo(before.x, before.y, (before.x + place.x) / 2, (before.y + place.y) / 2)
    before = place
  }
  context.lineTo(before.x, before.y)
}

function around(context: CanvasRenderingContext2D, one: Place, other: Place): void {
  context.ellipse((one.x + other.x) / 2, (one.y + other.y) / 2, Math.abs(other.x - one.x) / 2, Math.abs(other.y - one.y) / 2, 0, 0, 2 * Math.PI)
}

function arrow(context: CanvasRenderingContext2D, { from, to, head }: { readonly from: Place; readonly to: Place; readonly head: number }): void {
  const angle = Math.atan2(to.y - from.y, to.x - from.x)
  context.moveTo(from.x, from.y)
  context.lineTo(to.x, to.y)
  for (const side of [-1, 1]) {
    context.moveTo(to.x, to.y)
    context.lineTo(to.x - head * Math.cos(angle + side * 0.45), to.y - head * Math.sin(angle + side * 0.45))
  }
}

function label(pen: Pen, at: PicturePoint, side: 1 | -1): void {
  const { x, y } = toElement(at, pen.box, pen)
  const size = Math.max(10, Math.min(16, pen.box.height * 0.022))
  write(pen, { text: pen.name, x: x + 6, y: y + side * size * 1.4, size })
}

function write({ context, colour, ink }: Pen, { text, x, y, size }: Place & { readonly text: string; readonly size: number }): void {
  context.font = `600 ${String(Math.round(size))}px ${ink.font}`
  context.textBaseline = 'middle'
  context.lineWidth = Math.max(3, size / 5)
  context.lineJoin = 'round'
  context.strokeStyle = ink.edge
  context.strokeText(text, x, y)
  context.fillStyle = colour
  context.fillText(text, x, y)
}

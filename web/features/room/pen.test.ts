import { expect, it } from 'vitest'
import { seatId } from '#contract/room.ts'
import { Pen } from './pen.ts'

type Stroke = Parameters<ConstructorParameters<typeof Pen>[0]['client']['draw']>[0]

const surface = { setPointerCapture: () => undefined, getBoundingClientRect: () => ({ left: 0, top: 0 }) } as unknown as Element
const at = (x: number, y: number) =>
  ({ isPrimary: true, button: 0, pointerId: 1, clientX: x, clientY: y, getCoalescedEvents: () => [], preventDefault: () => undefined }) as unknown as PointerEvent

it('finishes what was drawn so far when the system takes the hand away', () => {
  const told: Stroke[] = []
  const draw = async (stroke: Stroke): Promise<{ readonly ok: true }> => {
    told.push(stroke)
    return { ok: true }
  }
  const client = { draw, point: () => undefined }
  const source = { seat: seatId.parse('00000000-0000-4000-8000-000000000001'), label: 'endoscope' as const }
  const pen = new Pen({ client, source, mirrored: false, box: () => ({ left: 0, top: 0, width: 100, height: 100 }), onText: () => undefined })
  pen.press(at(10, 10), surface, 'pen')
  pen.move(at(20, 20), surface, 'pen')
  pen.cut()
  pen.cut()
  expect(told.map(({ from, points, done }) => ({ from, points, done }))).toEqual([
    { from: 0, points: [{ x: 0.1, y: 0.1 }], done: false },
    { from: 1, points: [{ x: 0.2, y: 0.2 }], done: true },
  ])
})

import { brandId, type Brand, type Sha256 } from '#core/shared/ids.ts'
import { z } from 'zod'
import { request } from './define.ts'
import { seatId, sourceRef } from './room.ts'

/** Browser ↔ signaling, drawing over a picture. Places are shares of the picture (0 to 1), never of anybody's screen. */

export type MarkId = Brand<string, 'MarkId'>
const markId = z
  .string()
  .regex(/^[A-Za-z0-9-]{8,40}$/)
  .transform((raw) => brandId<MarkId>(raw))

const share = z.number().min(0).max(1)
export const picturePoint = z.object({ x: share, y: share })
export type PicturePoint = z.output<typeof picturePoint>

export const markTool = z.enum(['pen', 'arrow', 'circle', 'text'])
export type MarkTool = z.output<typeof markTool>

const mark = z.object({
  id: markId,
  by: seatId,
  tool: markTool,
  points: z.array(picturePoint),
  text: z.string(),
})
export type MarkView = z.output<typeof mark>

const frameHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform((raw) => brandId<Sha256>(raw))

const board = z.object({
  source: sourceRef,
  frozen: z.object({ sha256: frameHash, by: seatId, at: z.iso.datetime() }).nullable(),
  marks: z.array(mark),
})
export type BoardView = z.output<typeof board>

const done = z.object({})
const mayNotDraw = 'room.may-not-draw'
const noSource = 'room.no-such-source'

export const telestrationRequests = {
  /** Everything that lies over the room's pictures now: for those who come late or come back. */
  'get-boards': request({ input: z.object({}), output: z.object({ boards: z.array(board) }), refusals: [] }),
  /** A mark grows under the hand: the points replace what it had from `from` on. `done` keeps it. */
  'draw': request({
    input: z.object({
      source: sourceRef,
      id: markId,
      tool: markTool,
      from: z.int().min(0).max(1_200),
      points: z.array(picturePoint).max(200),
      text: z.string().max(80).default(''),
      done: z.boolean(),
    }),
    output: done,
    refusals: [mayNotDraw, noSource],
  }),
  /** The pointer fades by itself; null lifts it at once. */
  'point': request({ input: z.object({ source: sourceRef, at: picturePoint.nullable() }), output: done, refusals: [mayNotDraw, noSource] }),
  'undo-mark': request({ input: z.object({ source: sourceRef }), output: done, refusals: [] }),
  'clear-own-marks': request({ input: z.object({ source: sourceRef }), output: done, refusals: [] }),
  /** Host, or whose picture it is. */
  'clear-all-marks': request({ input: z.object({ source: sourceRef }), output: done, refusals: ['room.not-host'] }),
  /** Host: who may draw. */
  'grant-drawing': request({ input: z.object({ seat: seatId, granted: z.boolean() }), output: done, refusals: ['room.not-host', 'room.no-such-seat'] }),
  /** Stands a stored frame in the place of the moving picture; null lets it move again. */
  'freeze-picture': request({ input: z.object({ source: sourceRef, frame: frameHash.nullable() }), output: done, refusals: [mayNotDraw, noSource] }),
} as const

export const telestrationEvents = {
  'mark-drawn': z.object({
    source: sourceRef,
    id: markId,
    by: seatId,
    tool: markTool,
    from: z.int(),
    points: z.array(picturePoint),
    text: z.string(),
    done: z.boolean(),
  }),
  'pointed': z.object({ source: sourceRef, by: seatId, at: picturePoint.nullable() }),
  /** A board as it is now, after anything but a growing mark. */
  'board-changed': board,
} as const

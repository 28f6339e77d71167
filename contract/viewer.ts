import { z } from 'zod'
import { request } from './define.ts'

/** Browser ↔ signaling, looking at images together: what the presenter does becomes events, never a video of a screen. */

/** A DICOM unique identifier. */
const uid = z.string().regex(/^[0-9.]{1,64}$/)
const frameRef = z.object({ study: uid, series: uid, instance: uid, frame: z.int().min(1) })
const place = z.tuple([z.number(), z.number()]).readonly()

export const viewShown = z.object({
  at: frameRef,
  window: z.object({ centre: z.number(), width: z.number().positive() }).nullable(),
  inverted: z.boolean(),
  zoom: z.number().positive(),
  centre: place,
  rotation: z.number(),
  flippedHorizontally: z.boolean(),
  flippedVertically: z.boolean(),
})

export const markShown = z.object({
  id: z.string().min(1).max(64),
  kind: z.enum(['length', 'angle', 'ellipse', 'rectangle', 'arrow', 'probe']),
  at: frameRef,
  points: z.array(place).min(1).max(8).readonly(),
  text: z.string().max(200),
})

/** All that is shown, at one number; a follower that missed numbers asks for the whole again. */
export const presentation = z.object({
  sequence: z.int().nonnegative(),
  view: viewShown.nullable(),
  marks: z.array(markShown).max(200).readonly(),
})

export const viewerRequests = {
  /** After coming in, after a lost line, and to follow again: the whole. */
  'get-presentation': request({ input: z.object({}), output: presentation, refusals: [] }),
  /** The presenter alone; what is left out stays as it was. */
  'show-view': request({
    input: z.object({ view: viewShown.exactOptional(), marks: z.array(markShown).max(200).readonly().exactOptional() }),
    output: z.object({ sequence: z.int() }),
    refusals: ['viewer.not-presenter'],
  }),
  /** Where the presenter points in the picture; null when the pointer has left it. */
  'point-at': request({ input: z.object({ place: place.nullable() }), output: z.object({}), refusals: ['viewer.not-presenter'] }),
} as const

export const viewerEvents = {
  /** What has changed; a number that is not the next one says that something was missed. */
  'view-shown': z.object({ sequence: z.int(), view: viewShown.exactOptional(), marks: z.array(markShown).max(200).readonly().exactOptional() }),
  /** Worthless once the next one has come: dropped on a slow line. */
  'pointed-at': z.object({ place: place.nullable() }),
} as const

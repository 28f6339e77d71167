import { z } from 'zod'

/** DICOM unique identifiers (PS3.5 §9.1). */
const uid = z.string().max(64).regex(/^(0|[1-9]\d*)(\.(0|[1-9]\d*))+$/)
const counted = z.string().regex(/^[1-9]\d{0,4}$/).transform(Number)
const pair = z
  .string()
  .regex(/^-?\d{1,6}(\.\d{1,4})?,\d{1,6}(\.\d{1,4})?$/)
  .transform((text) => text.split(',').map(Number))

const largestBox = 4096

/** The query of a picture that is drawn on the server. */
const renderedQuery = z.object({
  /** Centre and width in modality units. */
  window: pair.optional(),
  /** Width and height in pixels. */
  viewport: pair.refine((sides) => sides.every((side) => Number.isInteger(side) && side >= 16 && side <= largestBox)).optional(),
  quality: counted.refine((value) => value <= 100).optional(),
  frame: counted.optional(),
})

const series = z.tuple([z.literal('studies'), uid, z.literal('series'), uid])
const instance = z.tuple([z.literal('studies'), uid, z.literal('series'), uid, z.literal('instances'), uid])

const frameQuery = z.object({ as: z.enum(['stored', 'compact']).default('compact') })

/** What the path and query of an image's address ask for; null when they ask for nothing that there is. */
export function parseImagePath(path: readonly string[], query: Readonly<Record<string, string>>) {
  const ofSeries = series.safeParse(path.slice(0, 4)).data
  if (ofSeries === undefined) return null
  const address = { study: ofSeries[1], series: ofSeries[3] }
  if (path.length === 5 && path[4] === 'metadata') return { kind: 'series-metadata', address } as const
  const ofInstance = instance.safeParse(path.slice(0, 6)).data
  if (ofInstance === undefined) return null
  return parseInstancePath({ ...address, instance: ofInstance[5] }, path.slice(6), query)
}

function parseInstancePath(
  address: { readonly study: string; readonly series: string; readonly instance: string },
  [what, number, ...rest]: readonly string[],
  query: Readonly<Record<string, string>>,
) {
  if (rest.length > 0) return null
  if (what === 'frames') {
    const frame = counted.safeParse(number).data
    const asked = frameQuery.safeParse(query).data
    return frame === undefined || asked === undefined ? null : ({ kind: 'frame', address, frame, coding: asked.as } as const)
  }
  if (number !== undefined) return null
  switch (what) {
    case 'metadata':
      return { kind: 'instance-metadata', address } as const
    case 'file':
      return { kind: 'file', address } as const
    case 'document':
      return { kind: 'document', address } as const
    case 'rendered':
      return parseRendered(address, query)
    default:
      return null
  }
}

function parseRendered(address: { readonly study: string; readonly series: string; readonly instance: string }, query: Readonly<Record<string, string>>) {
  const asked = renderedQuery.safeParse(query)
  if (!asked.success) return null
  const { window, viewport, quality, frame } = asked.data
  const [centre = 0, windowWidth = 1] = window ?? []
  const [width = 0, height = 0] = viewport ?? []
  return {
    kind: 'rendered',
    address,
    rendering: {
      ...(window !== undefined && { window: { centre, width: windowWidth } }),
      ...(viewport !== undefined && { viewport: { width, height } }),
      ...(quality !== undefined && { quality }),
      ...(frame !== undefined && { frame }),
    },
  } as const
}

import { z } from 'zod'
import type { Attempt } from './attempt.ts'

const count = z.number().default(0)
const heard = z.object({ type: z.literal('inbound-rtp'), packetsReceived: count, packetsLost: count })
const toldBack = z.object({ type: z.literal('remote-inbound-rtp'), fractionLost: count, roundTripTime: z.number().optional() })
const pair = z.object({ type: z.literal('candidate-pair'), nominated: z.boolean().default(false), currentRoundTripTime: z.number().optional() })

/** Milliseconds of a picture there and back that say how a line behaves. */
const watched = 4_000

export interface LineQualityReading {
  readonly roundTrip: number | null
  readonly loss: number | null
}

/** Round trip in milliseconds and the share of packets lost, by the worse direction, over some seconds of a picture there and back. */
export async function measureQuality(attempt: Attempt): Promise<LineQualityReading> {
  await attempt.seeBack()
  const lostUp: number[] = []
  let roundTrip: number | null = null
  for (let waited = 0; waited < watched; waited += 1_000) {
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    const { send } = await attempt.stats()
    lostUp.push(...of(send, toldBack).map(({ fractionLost }) => fractionLost))
    const seconds = of(send, pair).find(({ nominated, currentRoundTripTime }) => nominated && currentRoundTripTime !== undefined)?.currentRoundTripTime
    if (seconds !== undefined) roundTrip = seconds * 1_000
  }
  const { receive } = await attempt.stats()
  const [came] = receive === null ? [] : of(receive, heard)
  const whole = came === undefined ? 0 : came.packetsReceived + came.packetsLost
  const lostDown = came === undefined || whole < 20 ? null : Math.max(0, came.packetsLost) / whole
  const up = lostUp.length === 0 ? null : lostUp.reduce((sum, one) => sum + one, 0) / lostUp.length
  return { roundTrip, loss: up === null && lostDown === null ? null : Math.max(up ?? 0, lostDown ?? 0) }
}

function of<T extends z.ZodType>(report: RTCStatsReport, schema: T): z.output<T>[] {
  const found: z.output<T>[] = []
  report.forEach((raw: unknown) => {
    const parsed = schema.safeParse(raw)
    if (parsed.success) found.push(parsed.data)
  })
  return found
}

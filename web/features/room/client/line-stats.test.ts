import { describe, expect, test } from 'vitest'
import { makeLineSampler, type LineReports } from './line-stats.ts'

type Stat = Readonly<Record<string, unknown>>

/** As much of a report as the sampler reads. */
const report = (...stats: readonly Stat[]): RTCStatsReport => new Map(stats.map((stat, index) => [String(index), stat]))

const pair = { type: 'candidate-pair', id: 'pair', timestamp: 0, bytesSent: 1_000, bytesReceived: 1_000, currentRoundTripTime: 0.3 }
const transport = { type: 'transport', selectedCandidatePairId: 'pair' }

interface Stream {
  readonly id: string
  readonly packetsSent: number
  readonly fractionLost: number
}

const sending = (streams: readonly Stream[]): LineReports => ({
  send: report(
    transport, pair,
    ...streams.map(({ id, packetsSent }) => ({ type: 'outbound-rtp', id, kind: 'video', bytesSent: 0, packetsSent })),
    ...streams.map(({ id, fractionLost }) => ({ type: 'remote-inbound-rtp', localId: id, timestamp: 0, fractionLost })),
  ),
  receive: report(transport, pair),
})

describe('what is measured of a line', () => {
  test('weighs the loss of each stream by what it carries', () => {
    const sample = makeLineSampler()
    expect(sample(sending([{ id: 'voice', packetsSent: 0, fractionLost: 0 }, { id: 'still', packetsSent: 0, fractionLost: 0 }]), 0)).toBeNull()
    const look = sample(sending([{ id: 'voice', packetsSent: 48, fractionLost: 0.05 }, { id: 'still', packetsSent: 2, fractionLost: 0.5 }]), 1_000)
    expect(look?.up.loss).toBeCloseTo(0.068)
    expect(look?.up.roundTrip).toBe(300)
  })

  test('takes a stream of a packet or two for no word on the line', () => {
    const sample = makeLineSampler()
    sample(sending([{ id: 'still', packetsSent: 10, fractionLost: 0 }]), 0)
    expect(sample(sending([{ id: 'still', packetsSent: 12, fractionLost: 0.5 }]), 1_000)?.up.loss).toBe(0)
  })
})

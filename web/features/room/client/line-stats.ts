import type { LineSample } from '#core/room/ladder.ts'
import { z } from 'zod'

/** What browsers count of a connection, as far as a line is judged by it. */
export interface LineReports {
  readonly send: RTCStatsReport
  readonly receive: RTCStatsReport
}

const count = z.number().default(0)
const statistic = z.discriminatedUnion('type', [
  z.object({ type: z.literal('transport'), selectedCandidatePairId: z.string().optional() }),
  z.object({
    type: z.literal('candidate-pair'), id: z.string(), timestamp: count,
    availableOutgoingBitrate: z.number().optional(), currentRoundTripTime: z.number().optional(), bytesSent: count, bytesReceived: count,
  }),
  z.object({
    type: z.literal('outbound-rtp'), id: z.string(), kind: z.string(), active: z.boolean().default(true),
    bytesSent: count, packetsSent: count, qualityLimitationReason: z.string().optional(),
  }),
  z.object({ type: z.literal('remote-inbound-rtp'), localId: z.string().default(''), timestamp: count, fractionLost: count, roundTripTime: z.number().optional() }),
  z.object({
    type: z.literal('inbound-rtp'), kind: z.string(), packetsReceived: count, packetsLost: count,
    concealedSamples: count, silentConcealedSamples: count, totalSamplesReceived: count,
  }),
])
type Statistic = z.output<typeof statistic>
type Of<T extends Statistic['type']> = Extract<Statistic, { readonly type: T }>

function parts(report: RTCStatsReport) {
  const all: Statistic[] = []
  report.forEach((raw) => {
    const parsed = statistic.safeParse(raw)
    if (parsed.success) all.push(parsed.data)
  })
  const of = <T extends Statistic['type']>(type: T): Of<T>[] => all.filter((one): one is Of<T> => one.type === type)
  // A line that wavers has several pairs that were once good; one of them carries the call.
  const [selected] = of('transport').flatMap(({ selectedCandidatePairId: id }) => id ?? [])
  return { of, pair: of('candidate-pair').find(({ id }) => id === selected) }
}

interface Counters {
  readonly at: number
  readonly soundSent: number
  readonly bytesSent: number
  /** Of each stream. */
  readonly packetsSent: ReadonlyMap<string, number>
  readonly bytesReceived: number
  readonly received: number
  readonly lost: number
  readonly concealed: number
  readonly samples: number
}

/** Both directions since the last look, and what flowed in bits per second. */
export interface LineLook {
  readonly up: LineSample
  readonly down: LineSample
  readonly sent: number
  readonly received: number
}

/** Milliseconds after which the other end's last word of a stream no longer counts. */
const stale = 3_000

/** Fewer packets than this say nothing of loss: one of two is not half of the line. */
const fewestPackets = 10

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/** Returns what turns counters into samples; the first look, and one after a new joining, yields nothing. */
export function makeLineSampler(): (reports: LineReports, at: number) => LineLook | null {
  let last: Counters | null = null
  return ({ send, receive }, at) => {
    const out = parts(send)
    const into = parts(receive)
    const sound = into.of('inbound-rtp').filter(({ kind }) => kind === 'audio')
    const now: Counters = {
      at,
      soundSent: total(out.of('outbound-rtp').filter(({ kind }) => kind === 'audio').map(({ bytesSent }) => bytesSent)),
      bytesSent: out.pair?.bytesSent ?? 0,
      packetsSent: new Map(out.of('outbound-rtp').map(({ id, packetsSent }) => [id, packetsSent])),
      bytesReceived: into.pair?.bytesReceived ?? 0,
      received: total(into.of('inbound-rtp').map(({ packetsReceived }) => packetsReceived)),
      lost: total(into.of('inbound-rtp').map(({ packetsLost }) => packetsLost)),
      concealed: total(sound.map(({ concealedSamples, silentConcealedSamples }) => concealedSamples - silentConcealedSamples)),
      samples: total(sound.map(({ totalSamplesReceived }) => totalSamplesReceived)),
    }
    const before = last
    last = now
    // A source that ended took its counters along: that look says nothing.
    if (before === null || now.received < before.received || now.bytesSent < before.bytesSent) return null
    return { ...samples({ before, now, out, into }), ...flows(before, now) }
  }
}

const perSecond = (from: number, to: number, ms: number): number => (ms > 0 ? Math.max(0, ((to - from) * 8_000) / ms) : 0)

function flows(before: Counters, now: Counters): Pick<LineLook, 'sent' | 'received'> {
  const ms = now.at - before.at
  return { sent: perSecond(before.bytesSent, now.bytesSent, ms), received: perSecond(before.bytesReceived, now.bytesReceived, ms) }
}

/** The stream's own first word of a new joining comes before the queue has built up. */
function longest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined)
  return known.length === 0 ? undefined : Math.max(...known)
}

interface Look {
  readonly before: Counters
  readonly now: Counters
  readonly out: ReturnType<typeof parts>
  readonly into: ReturnType<typeof parts>
}

/** What the other end has missed, each stream by how much of what is sent it is: a still a second loses one packet of two at times. */
function lossOf(heardBack: readonly Of<'remote-inbound-rtp'>[], before: Counters, now: Counters): number {
  const streams = heardBack.map(({ localId: id, fractionLost }) => ({ fractionLost, packets: Math.max(0, (now.packetsSent.get(id) ?? 0) - (before.packetsSent.get(id) ?? 0)) }))
  const packets = total(streams.map((stream) => stream.packets))
  return packets < fewestPackets ? 0 : total(streams.map((stream) => stream.fractionLost * stream.packets)) / packets
}

function samples({ before, now, out, into }: Look): Pick<LineLook, 'up' | 'down'> {
  const { at } = now
  // What was said of a picture that has been given up since says nothing of the line now.
  const heardBack = out.of('remote-inbound-rtp').filter(({ timestamp }) => (out.pair?.timestamp ?? timestamp) - timestamp < stale)
  const lost = Math.max(0, now.lost - before.lost)
  const arrived = now.received - before.received
  const heard = now.samples - before.samples
  const ms = (seconds: number | undefined): number | null => (seconds === undefined ? null : seconds * 1_000)
  return {
    up: {
      at,
      available: out.pair?.availableOutgoingBitrate ?? null,
      carried: null,
      sound: perSecond(before.soundSent, now.soundSent, at - before.at),
      roundTrip: ms(longest([...heardBack.map(({ roundTripTime }) => roundTripTime), out.pair?.currentRoundTripTime])),
      loss: lossOf(heardBack, before, now),
      concealment: 0,
      strained: out.of('outbound-rtp').some(({ active, qualityLimitationReason }) => active && qualityLimitationReason === 'bandwidth'),
      flapping: false,
    },
    down: {
      at,
      available: null,
      carried: flows(before, now).received,
      sound: 0,
      roundTrip: ms(into.pair?.currentRoundTripTime),
      loss: arrived + lost < fewestPackets ? 0 : lost / (arrived + lost),
      concealment: heard <= 0 ? 0 : Math.min(1, Math.max(0, (now.concealed - before.concealed) / heard)),
      strained: false,
      flapping: false,
    },
  }
}

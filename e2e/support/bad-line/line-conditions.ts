import { parseArgs } from 'node:util'

/** How a line behaves, both ways unless said otherwise. */
export interface LineConditions {
  /** Bits per second away from the client; unlimited when absent. */
  readonly up?: number
  /** Bits per second towards the client. */
  readonly down?: number
  /** Milliseconds added to a round trip. */
  readonly roundTrip?: number
  /** Most milliseconds by which a packet may come later than its neighbours; beyond the spacing of packets it reorders them. */
  readonly jitter?: number
  /** Share of packets that get lost each way, 0 to 1. */
  readonly loss?: number
  /** The firewall in between lets no UDP through. */
  readonly udpBlocked?: boolean
  /** The firewall lets TCP through to these ports alone. */
  readonly tcpPorts?: readonly number[]
}

const unitOf: Readonly<Record<string, number>> = { '': 1, k: 1_000, m: 1_000_000 }

/** Bits per second of `256k`, `2m` or `15000`; throws on anything else. */
export function parseRate(text: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)([km]?)(?:bit)?$/i.exec(text) ?? []
  if (amount === undefined || unit === undefined) throw new Error(`not a rate: ${text} (write 256k, 2m or 15000)`)
  return Number(amount) * (unitOf[unit.toLowerCase()] ?? 1)
}

function parseAmount(text: string, most: number): number {
  const amount = Number(text)
  if (!Number.isFinite(amount) || amount < 0 || amount > most) throw new Error(`not a number from 0 to ${most}: ${text}`)
  return amount
}

/** What the command line asks for: the line, the ports that are reached over it, and the program that is behind it. */
export interface LineRequest {
  readonly conditions: LineConditions
  readonly ports: readonly number[]
  readonly command: readonly string[]
}

/** Reads `--up 256k --rtt 300 --loss 5 …`; throws with a sentence that names what is wrong. */
export function parseLineRequest(args: readonly string[]): LineRequest {
  const text = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      up: text, down: text, rtt: text, jitter: text, loss: text,
      'no-udp': { type: 'boolean', default: false },
      'only-tcp': text,
      ports: { ...text, default: '3000,40000,40001,3478' },
    },
  })
  const numbers = (list: string): number[] => list.split(',').map((port) => parseAmount(port, 65_535))
  return {
    ports: numbers(values.ports),
    command: positionals,
    conditions: {
      ...(values.up === undefined ? {} : { up: parseRate(values.up) }),
      ...(values.down === undefined ? {} : { down: parseRate(values.down) }),
      ...(values.rtt === undefined ? {} : { roundTrip: parseAmount(values.rtt, 10_000) }),
      ...(values.jitter === undefined ? {} : { jitter: parseAmount(values.jitter, 10_000) }),
      ...(values.loss === undefined ? {} : { loss: parseAmount(values.loss, 100) / 100 }),
      udpBlocked: values['no-udp'],
      ...(values['only-tcp'] === undefined ? {} : { tcpPorts: numbers(values['only-tcp']) }),
    },
  }
}

/** One lead of a recording, in the unit that its device measured. */
export interface Lead {
  readonly name: string
  readonly unit: string
  readonly values: readonly number[]
}

/** Leads that were recorded together. */
export interface Waveform {
  /** Samples a second. */
  readonly rate: number
  readonly leads: readonly Lead[]
}

/** How a device wrote one channel (PS3.3 C.10.9.1.4). */
export interface Channel {
  readonly name: string
  readonly unit: string
  readonly sensitivity: number
  readonly correction: number
  readonly baseline: number
}

/** The paper that cardiologists read: millimetres a second, millimetres a millivolt. */
export const paperSpeed = 25
export const paperGain = 10
const rowHeight = 22
const microvolts = new Set(['uV', 'µV', 'microvolt'])

/** Samples as they lie in the file, channel after channel at each moment, as values of each lead; microvolts become millivolts. */
export function leadsOf(samples: ArrayLike<number>, channels: readonly Channel[]): readonly Lead[] {
  const count = Math.floor(samples.length / Math.max(1, channels.length))
  return channels.map(({ name, unit, sensitivity, correction, baseline }, channel) => {
    const isMicro = microvolts.has(unit)
    const value = (at: number): number => ((samples[at * channels.length + channel] ?? 0) * sensitivity * correction + baseline) / (isMicro ? 1_000 : 1)
    return { name, unit: isMicro ? 'mV' : unit, values: Array.from({ length: count }, (_, at) => value(at)) }
  })
}

interface Drawing {
  /** Millimetres of paper. */
  readonly width: number
  readonly height: number
  readonly rows: readonly { readonly name: string; readonly middle: number; readonly path: string }[]
}

const round = (value: number): number => Math.round(value * 100) / 100

/** Lines on millimetre paper, one row a lead; what is no voltage is drawn as tall as its row. */
export function drawingOf({ rate, leads }: Waveform): Drawing {
  const samples = Math.max(0, ...leads.map(({ values }) => values.length))
  const rows = leads.map(({ name, unit, values }, row) => {
    const middle = row * rowHeight + rowHeight / 2
    const [least, most] = [Math.min(...values, 0), Math.max(...values, 0)]
    const [zero, scale] = unit === 'mV' ? [0, paperGain] : [(least + most) / 2, (rowHeight - 4) / Math.max(1e-9, most - least)]
    const path = values.map((value, at) => `${at === 0 ? 'M' : 'L'}${round((at / rate) * paperSpeed)} ${round(middle - (value - zero) * scale)}`).join('')
    return { name, middle, path }
  })
  return { width: round((samples / rate) * paperSpeed), height: leads.length * rowHeight, rows }
}

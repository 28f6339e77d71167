import { describe, expect, it } from 'vitest'
import { drawingOf, leadsOf } from './waveform.ts'

const channel = { name: 'I', unit: 'uV', sensitivity: 5, correction: 1, baseline: 0 }

describe('a waveform', () => {
  it('comes apart into leads, in millivolts', () => {
    const leads = leadsOf([100, -40, 200, 0], [channel, { ...channel, name: 'II', correction: 2, baseline: 500 }])
    expect(leads).toEqual([{ name: 'I', unit: 'mV', values: [0.5, 1] }, { name: 'II', unit: 'mV', values: [0.1, 0.5] }])
  })

  it('is drawn ten millimetres a millivolt and twenty-five a second', () => {
    const { width, height, rows } = drawingOf({ rate: 500, leads: [{ name: 'I', unit: 'mV', values: [0, 1, 0] }, { name: 'II', unit: 'mV', values: [0, -0.5, 0] }] })
    expect([width, height]).toEqual([0.15, 44])
    expect(rows.map(({ path }) => path)).toEqual(['M0 11L0.05 1L0.1 11', 'M0 33L0.05 38L0.1 33'])
  })

  it('that is no voltage fills its row', () => {
    const [row] = drawingOf({ rate: 1, leads: [{ name: 'ABP', unit: 'mmHg', values: [0, 120] }] }).rows
    expect(row?.path).toBe('M0 20L25 2')
  })
})

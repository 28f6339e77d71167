import { describe, expect, it } from 'vitest'
import { isIcdCode } from './blocks.ts'
import { diagnosisCodes, findDiagnoses } from './diagnosis-codes.ts'

describe('the search for a diagnosis', () => {
  it('finds by code, by name, and by name without marks', () => {
    expect(findDiagnoses('k85')[0]?.code).toMatch(/^K85/)
    expect(findDiagnoses('viêm tụy cấp do rượu').map(({ code }) => code)).toEqual(['K85.2'])
    expect(findDiagnoses('viem tuy cap ruou').map(({ code }) => code)).toEqual(['K85.2'])
    expect(findDiagnoses('dai thao duong').length).toBeGreaterThan(3)
    expect(findDiagnoses('không có bệnh này')).toEqual([])
  })

  it('holds each code once, in its form', () => {
    expect(diagnosisCodes.filter(({ code }) => !isIcdCode(code))).toEqual([])
    expect(new Set(diagnosisCodes.map(({ code }) => code)).size).toBe(diagnosisCodes.length)
  })
})

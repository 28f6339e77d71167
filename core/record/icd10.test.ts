import { describe, expect, it } from 'vitest'
import { commonDiagnoses } from './icd10-codes.ts'
import { diagnosisOf, searchDiagnoses } from './icd10.ts'

describe('the table of common diagnoses', () => {
  it('holds each code once, in the shape of ICD-10, with a composed Vietnamese name', () => {
    expect(commonDiagnoses.length).toBeGreaterThan(350)
    expect(new Set(commonDiagnoses.map(({ code }) => code)).size).toBe(commonDiagnoses.length)
    for (const { code, name } of commonDiagnoses) {
      expect(code).toMatch(/^[A-Z]\d{2}(\.\d)?$/)
      expect([name, name.length > 2]).toEqual([name.normalize('NFC'), true])
    }
  })
})

describe('a diagnosis is found', () => {
  it.each([
    ['nhoi mau co tim', 'I21.9'], ['Nhồi máu cơ tim', 'I21.9'], ['Nhồi máu cơ tim'.normalize('NFD'), 'I21.9'], ['nhoi mau nao', 'I63.9'],
    ['i21', 'I21.9'], ['K35.8', 'K35.8'], ['ruột thừa', 'K35.8'], ['dai thao duong 2', 'E11.9'], ['DOT QUY', 'I64'], ['ran can', 'T63.0'],
  ])('by "%s"', (text, code) => {
    expect(searchDiagnoses(text).map((one) => one.code)).toContain(code)
  })
  it('by its exact code first', () => {
    expect(searchDiagnoses('I10')[0]).toEqual({ code: 'I10', name: 'Tăng huyết áp vô căn' })
    expect(diagnosisOf('i10')?.name).toBe('Tăng huyết áp vô căn')
  })
  it('never by nothing', () => {
    expect(searchDiagnoses('  ')).toEqual([])
    expect(searchDiagnoses('không có bệnh này đâu')).toEqual([])
  })
})

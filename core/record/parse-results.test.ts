import { describe, expect, it } from 'vitest'
import { parseResults, resultFacts } from './parse-results.ts'

const read = (text: string) => parseResults(text).map(({ result }) => result)

describe('a pasted table of results', () => {
  it('is read as spreadsheets paste it, headings passed over', () => {
    const text = 'STT\tTên xét nghiệm\tKết quả\tĐơn vị\tTrị số bình thường\n1\tGlucose\t12,4\tmmol/L\t3,9 - 6,4\n2\tKali\t3.1\tmmol/L\t3.5 – 5.1\n3\tTroponin T\t0.42\tng/mL\t<0.04\n'
    expect(read(text)).toEqual([
      { code: '2345-7', display: 'Glucose', value: 12.4, unit: 'mmol/L', referenceLow: 3.9, referenceHigh: 6.4, flag: 'high' },
      { code: '2823-3', display: 'Kali', value: 3.1, unit: 'mmol/L', referenceLow: 3.5, referenceHigh: 5.1, flag: 'low' },
      { code: '6598-7', display: 'Troponin T', value: 0.42, unit: 'ng/mL', referenceLow: null, referenceHigh: 0.04, flag: 'high' },
    ])
  })

  it.each([
    ['Hồng cầu  3.2 L  T/L  3.8-5.0', { code: '789-8', value: 3.2, flag: 'low', unit: 'T/L' }],
    ['CRP | 112 | mg/L | <5 | HH', { code: '1988-5', value: 112, flag: 'critical-high' }],
    ['HBsAg;Dương tính', { code: 'HBsAg', value: 'Dương tính', unit: null, flag: 'normal' }],
    ['Creatinin\t98\tµmol/L\t(62 - 106)', { code: '2160-0', referenceLow: 62, referenceHigh: 106, flag: 'normal' }],
    ['eGFR\t45\tmL/ph\t>60', { code: 'eGFR', referenceLow: 60, flag: 'low' }],
    ['Natri'.normalize('NFD') + '\t128\tmmol/L\t135-145', { code: '2951-2', display: 'Natri', flag: 'low' }],
  ])('"%s"', (line, expected) => {
    expect(read(line)).toMatchObject([expected])
  })

  it('names the lines that cannot be read instead of dropping them', () => {
    expect(parseResults('Bệnh nhân mệt nhiều\nGlucose\t5.1')).toMatchObject([{ line: 1, result: null }, { line: 2, result: { value: 5.1 } }])
  })

  it('gives the same key to the same test of the same moment', () => {
    const at = new Date('2026-11-21T01:00:00Z')
    const facts = resultFacts(read('Kali\t3.1').filter((one) => one !== null), at)
    expect(facts.map(({ key }) => key)).toEqual(['typed|2823-3|2026-11-21T01:00:00.000Z'])
  })
})

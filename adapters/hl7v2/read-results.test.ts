import { describe, expect, it } from 'vitest'
import { readMessage } from './read-message.ts'

const read = (...segments: readonly string[]) =>
  readMessage(Buffer.from(['MSH|^~\\&|LIS|BVDK|LV|LV|20261121080000||ORU^R01|M1|P|2.5|||||VNM|UNICODE UTF-8', 'PID|1||HL7-1^^^BVDK^MR', 'OBR|1||LAB-1|XN|||20261121081500', ...segments].join('\r')))
const resultsOf = (...segments: readonly string[]) => {
  const found = read(...segments)
  return found.ok ? found.value.message.record.observations.map(({ item }) => item) : found.error
}
const valueOf = (type: string, value: string) => {
  const found = resultsOf(`OBX|1|${type}|1-1^Xét nghiệm^LN||${value}|mg/dL|70-110||||F`)
  return typeof found === 'string' ? found : found.map((one) => one.value)
}

describe('a structured number', () => {
  it.each([
    ['<^0.04', '<0.04'], ['^182', 182], ['=^182', 182], ['^6,9', 6.9], ['>=^100', '>=100'], ['^1^:^128', '1:128'], ['^10^-^20', '10-20'], ['^2^+', '2+'], ['Âm tính', 'Âm tính'],
  ])('%s is %s', (sent, value) => {
    expect(valueOf('SN', sent)).toEqual([value])
  })

  it('is judged by its range as any number', () => {
    expect(resultsOf('OBX|1|SN|2345-7^Glucose^LN||^182|mg/dL|70-110||||F')).toMatchObject([{ value: 182, flag: 'high' }])
  })
})

describe('a coded value', () => {
  it.each([
    ['112283007^Escherichia coli^SCT', 'Escherichia coli'], ['112283007^^SCT', '112283007'], ['^^^^^^^^Trực khuẩn Gram âm', 'Trực khuẩn Gram âm'],
    ['1^^L^^^^^^Trực khuẩn Gram âm', 'Trực khuẩn Gram âm'], ['^^^A^Tụ cầu', 'Tụ cầu'], ['1^Escherichia coli^SCT~2^Klebsiella^SCT', 'Escherichia coli; Klebsiella'],
  ])('%s is read as %s', (sent, value) => {
    for (const type of ['CE', 'CWE']) expect(valueOf(type, sent)).toEqual([value])
  })
})

describe('a text', () => {
  it('is what was written, its separators escaped or not', () => {
    expect(valueOf('ST', 'Hồng cầu 3\\S\\+ \\T\\ bạch cầu')).toEqual(['Hồng cầu 3^+ & bạch cầu'])
    expect(valueOf('ST', 'khoảng 10^5 khuẩn lạc')).toEqual(['khoảng 10^5 khuẩn lạc'])
    expect(valueOf('ST', 'Escherichia coli~Klebsiella')).toEqual(['Escherichia coli\nKlebsiella'])
  })

  it('is unescaped wherever it stands, and an escape that means no letter stays', () => {
    const found = resultsOf('OBX|1|NM|6690-2^Bạch cầu \\T\\ công thức^LN||11.2|10\\S\\9/L|4-10||||F', 'OBX|2|ST|X^X^L||\\X00\\ \\Z1\\||||||F')
    expect(found).toMatchObject([{ display: 'Bạch cầu & công thức', value: 11.2, unit: '10^9/L', flag: 'high' }, { value: '\\X00\\ \\Z1\\' }])
  })

  it('of a name, a diagnosis and an allergy is unescaped as well', () => {
    const found = readMessage(Buffer.from(['MSH|^~\\&|HIS|BVDK|LV|LV|20261121080000||ADT^A01|M1|P|2.5|||||VNM|UNICODE UTF-8', 'PID|1||HL7-1^^^BVDK^MR||Lê^Hùng^Văn||19700101|M|||Số 5 \\T\\ 7',
      'DG1|1||I10^Tăng huyết áp \\T\\ đái tháo đường||20261121', 'AL1|1||^Thuốc \\F\\ A|SV|Ngứa \\T\\ ban'].join('\r')))
    const { patient, conditions, allergies } = found.ok ? found.value.message.record : { patient: null, conditions: [], allergies: [] }
    expect([patient?.address, conditions[0]?.item.display, allergies[0]?.item]).toEqual(['Số 5 & 7', 'Tăng huyết áp & đái tháo đường', { substance: 'Thuốc | A', reaction: 'Ngứa & ban', criticality: 'high' }])
  })
})

describe('a result that says nothing', () => {
  it.each(['', '^', '^^^'])('is none: "%s"', (sent) => {
    for (const type of ['NM', 'SN', 'CE', 'ST']) expect(valueOf(type, sent)).toEqual([])
  })

  it.each([['SN', '<'], ['SN', '<^^-'], ['CE', '^^SCT'], ['NM', 'nhiều'], ['NM', '^5'], ['DT', '^20261121']])('in any shape that can be read refuses its message: %s %s', (type, sent) => {
    expect(valueOf(type, sent)).toBe('record.malformed')
  })
})

describe('a result that is taken back', () => {
  const withdrawnBy = (...segments: readonly string[]) => {
    const found = read(...segments)
    return found.ok ? [found.value.message.record.observations.length, found.value.message.record.withdrawn] : found.error
  }
  const potassium = (value: string, status: string) => `OBX|1|NM|2823-3^Kali^LN||${value}|mmol/L|3.5-5||||${status}`
  const key = 'OBX|LAB-1|2823-3||20261121081500'

  it.each([['6.9', 'W'], ['6.9', 'D'], ['', 'X'], ['""', 'F']])('is named by the key under which it was told: %s %s', (value, status) => {
    expect(withdrawnBy(potassium(value, status))).toEqual([0, { observations: [key], reports: [], pages: [] }])
    const told = read(potassium('6.9', 'F'))
    expect(told.ok && told.value.message.record.observations[0]?.key).toBe(key)
  })

  it.each(['P', 'R', 'I'])('is not meant where it is only not final yet: %s', (status) => {
    expect(withdrawnBy(potassium('6.9', status))).toEqual([0, { observations: [], reports: [], pages: [] }])
  })

  it('may be a report, where all of its texts are, or its print', () => {
    const written = (status: string, other = status) => [`OBX|1|FT|X^CT||Khối u||||||${status}`, `OBX|2|FT|X&IMP^Kết luận||U phổi||||||${other}`]
    expect(withdrawnBy(...written('W'))).toEqual([0, { observations: [], reports: ['OBR|LAB-1|XN|'], pages: [] }])
    expect(withdrawnBy(...written('W', 'C'))).toEqual([0, { observations: [], reports: [], pages: [] }])
    expect(withdrawnBy('OBX|1|ED|PDF^Phiếu|1|||||||W')).toEqual([0, { observations: [], reports: [], pages: ['ED|LAB-1|PDF|1|'] }])
  })
})

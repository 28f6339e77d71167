import { describe, expect, it } from 'vitest'
import { readMessage } from './read-message.ts'

const results = (order: string, ...lines: readonly string[]) => {
  const head = ['MSH|^~\\&|RIS|BVDK|LV|LV|20261121080000||ORU^R01|M1|P|2.5|||||VNM|UNICODE UTF-8', 'PID|1||HL7-1^^^BVDK^MR', order]
  const read = readMessage(Buffer.from([...head, ...lines].join('\r')))
  return read.ok ? read.value.message.record : null
}
const order = (section: string, service = 'CT-NGUC^CT ngực có cản quang') => `OBR|1||RAD-9|${service}|||20261121081500|||||||||||||||20261121093000||${section}|F`
const text = (at: number, words: string, { type = 'TX', id = 'CT-NGUC^CT ngực', status = 'F' } = {}) => `OBX|${at}|${type}|${id}|${at}|${words}||||||${status}|||20261121093000||BS01^Lê^Hà^Thị Thu`

describe('what was written under an order', () => {
  it('is one report, its conclusion apart, with its author', () => {
    const record = results(order('RAD'), text(1, 'Dịch màng phổi trái dày 22 mm.'), text(2, 'Không thấy huyết khối.'), text(3, 'Tràn dịch màng phổi trái', { id: 'CT-NGUC&IMP^Kết luận' }))
    expect(record?.reports).toEqual([{
      key: 'OBR|RAD-9|CT-NGUC|',
      item: {
        category: 'imaging', code: 'CT-NGUC', display: 'CT ngực có cản quang', findings: 'Dịch màng phổi trái dày 22 mm.\nKhông thấy huyết khối.',
        conclusion: 'Tràn dịch màng phổi trái', author: 'Lê Thị Thu Hà', results: [], issuedAt: new Date('2026-11-21T02:30:00Z'),
      },
    }])
    expect(record?.observations).toEqual([])
  })

  it('keeps the values beside it as values, and names them', () => {
    const record = results(order('EC'), text(1, 'EF giảm nhẹ', { type: 'FT' }), 'OBX|2|NM|10230-1^EF^LN||46|%|>55|L|||F|||20261121093000')
    expect(record?.observations.map(({ item }) => item.value)).toEqual([46])
    expect(record?.reports.map(({ item }) => [item.category, item.results])).toEqual([['cardiology', record?.observations.map(({ key }) => key)]])
  })

  it('is read with its line breaks and signs', () => {
    const record = results(order('RAD'), text(1, 'Dòng một\\.br\\T1 \\T\\ T2~Dòng ba', { type: 'FT' }))
    expect(record?.reports[0]?.item.findings).toBe('Dòng một\nT1 & T2\nDòng ba')
  })

  it.each([
    ['a value in a word', order('', 'XN-1^Kháng nguyên'), [text(1, 'Âm tính')]],
    ['texts of a laboratory', order('LAB', 'VS^Cấy máu'), [text(1, 'Mọc E. coli ESBL dương tính, nhạy Meropenem, kháng Ceftriaxon, kháng Ciprofloxacin, nhạy Amikacin')]],
  ])('is none where it is %s', (_name, placed, lines) => {
    const record = results(placed, ...lines)
    expect([record?.reports.length, record?.observations.length]).toEqual([0, lines.length])
  })

  it('is none while it is preliminary', () => {
    expect(results(order('RAD'), text(1, 'Sơ bộ', { status: 'P' }))?.reports).toEqual([])
  })
})

it('an operation is read with its time, and not without', () => {
  const admission = (...lines: readonly string[]) => readMessage(Buffer.from(['MSH|^~\\&|HIS|BVDK|LV|LV|20261121080000||ADT^A01|M1|P|2.5|||||VNM|UNICODE UTF-8', 'EVN||20261121080000', 'PID|1||HL7-1^^^BVDK^MR||Lê^Hùng||19700102|M', ...lines].join('\r')))
  const read = admission('PR1|1||47.09^Mổ cắt ruột thừa^ICD9||20251120090000', 'PR1|2||38.93^Đặt catheter^ICD9')
  expect(read.ok && read.value.message.record.procedures).toMatchObject([{ item: { code: '47.09', display: 'Mổ cắt ruột thừa', status: 'completed', performedAt: new Date('2025-11-20T02:00:00Z') } }])
})

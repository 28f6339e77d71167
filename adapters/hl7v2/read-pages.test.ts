import { describe, expect, it } from 'vitest'
import { readMessage } from './read-message.ts'

const pdf = Buffer.from('%PDF-1.7\nphiếu siêu âm tim').toString('base64')
const read = (...lines: readonly string[]) => readMessage(Buffer.from([
  'MSH|^~\\&|RIS|BVDK|LV|LV|20261121080000||ORU^R01|M1|P|2.5|||||VNM|UNICODE UTF-8', 'PID|1||HL7-1^^^BVDK^MR',
  'OBR|1||RAD-9|SAT^Siêu âm tim|||20261121081500|||||||||||||||20261121093000||EC|F', ...lines].join('\r')))
const file = (data: string, { type = 'application^pdf', encoding = 'Base64', status = 'F', source = 'RIS' } = {}) =>
  `OBX|1|ED|PDF^Phiếu kết quả|1|${source}^${type}^${encoding}^${data}||||||${status}|||20261121093000`
const recordOf = (...lines: readonly string[]) => {
  const found = read(...lines)
  return found.ok ? found.value.message.record : null
}

describe('a report that comes as it was printed', () => {
  it('is a page by the name of what was done, and no value', () => {
    const record = recordOf(file(pdf))
    expect(record?.pages).toEqual([{ key: 'ED|RAD-9|PDF|1|', item: { title: 'Siêu âm tim', issuedAt: new Date('2026-11-21T02:30:00Z'), pdf } }])
    expect([record?.observations, record?.reports]).toEqual([[], []])
  })

  it('stands beside the words and the values under the same order', () => {
    const record = recordOf('OBX|1|FT|SAT^Siêu âm tim|1|EF giảm nhẹ||||||F', 'OBX|2|NM|10230-1^EF^LN||46|%|>55|L|||F', file(pdf))
    expect([record?.reports.length, record?.observations.length, record?.pages.length]).toEqual([1, 1, 1])
    expect(record?.reports[0]?.item.results).toEqual(record?.observations.map(({ key }) => key))
  })

  it('is read where its sender broke it into lines', () => {
    const broken = `${pdf.slice(0, 20)}\\.br\\${pdf.slice(20)}`
    expect(recordOf(file(broken))?.pages[0]?.item.pdf).toBe(pdf)
  })

  it('is none while it is preliminary', () => {
    expect(recordOf(file(pdf, { status: 'P' }))?.pages).toEqual([])
  })

  it.each([
    ['another kind of file', file(Buffer.from('{\\rtf1 …}').toString('base64'), { type: 'text^rtf' })],
    ['a program that calls itself PDF', file(Buffer.from('MZ…').toString('base64'))],
    ['a locked PDF', file(Buffer.from('%PDF-1.7 /Encrypt 5 0 R').toString('base64'))],
    ['bytes that are no base64', file('%%%')],
    ['another encoding', file('255044462d', { encoding: 'Hex' })],
    ['nothing', file('')],
  ])('refuses the message where it is %s', (_what, line) => {
    expect(read(line)).toEqual({ ok: false, error: 'record.document-not-pdf' })
  })
})

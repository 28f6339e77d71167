import { describe, expect, it } from 'vitest'
import { headOf, textOfMessage } from './message-head.ts'

const line = (fields: Readonly<Record<number, string>>): string => {
  const all = ['MSH', '^~\\&', 'HIS', 'BVDK', 'LV', 'LV', '20261121080000', '', 'ADT^A01', 'M1', 'P', '2.5']
  return all.map((text, at) => fields[at + 1] ?? text).join('|')
}
const head = (text: string) => headOf(Buffer.from(text, 'utf8'))

describe('the head of a message', () => {
  it('names sender, type and control id', () => {
    expect(head(`${line({})}\rPID|1||X`)).toEqual({ source: 'HIS|BVDK', messageType: 'ADT^A01', controlId: 'M1' })
    expect(head(line({ 3: 'LIS Khoa Xét nghiệm', 4: '', 9: 'ORU^R01^ORU_R01', 10: '2026.11:0-1' })))
      .toEqual({ source: 'LIS Khoa Xét nghiệm|', messageType: 'ORU^R01^ORU_R01', controlId: '2026.11:0-1' })
  })

  it('is read where the message has another charset than it says', () => {
    expect(headOf(Buffer.from(`${line({})}\rPID|1||X||Nguyễn`, 'latin1'))).toMatchObject({ source: 'HIS|BVDK', controlId: 'M1' })
  })

  it.each([
    ['a name where the control id should be', { 10: 'Trần Thị Lệ' }, { controlId: '' }],
    ['a control id without end', { 10: '9'.repeat(400) }, { controlId: '' }],
    ['a type that is none', { 9: 'Trần' }, { messageType: '' }],
    ['a sender with what a terminal acts upon', { 3: '\u001b[31mHIS', 4: '' }, { source: '' }],
  ] as const)('tells nothing of %s', (_name, fields, told) => {
    expect(head(line(fields))).toMatchObject(told)
  })

  it.each(['', 'hello', '\0', 'PID|1||X'])('of no message is empty: %j', (text) => {
    expect(head(text)).toEqual({ source: '', messageType: '', controlId: '' })
  })
})

describe('the text of a message', () => {
  it('has a segment to a line, in Vietnamese letters', () => {
    expect(textOfMessage(Buffer.from(`${line({})}\rPID|1||X||Trần^Lệ`, 'utf8'))).toBe(`${line({})}\nPID|1||X||Trần^Lệ`)
  })

  it('carries nothing that a terminal acts upon', () => {
    expect(textOfMessage(Buffer.from('MSH|a\0b\u001bc\td', 'utf8'))).toBe('MSH|a�b�c\td')
  })
})

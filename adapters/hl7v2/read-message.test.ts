import { describe, expect, it } from 'vitest'
import { readMessage } from './read-message.ts'

const admission = (name: string): Buffer =>
  Buffer.from([`MSH|^~\\&|HIS|BVDK|LV|LV|20261121080000||ADT^A01|M1|P|2.5|||||VNM|UNICODE UTF-8`, 'EVN||20261121080000', `PID|1||HL7-1^^^BVDK^MR||${name}||19610504|F`].join('\r'))

it('a message with a character that the database cannot keep is malformed; the sender hears so instead of nothing', () => {
  expect(readMessage(admission('Trần^Lệ^Thị')).ok).toBe(true)
  expect(readMessage(admission('Trần^Lệ\u0000^Thị'))).toEqual({ ok: false, error: 'record.malformed' })
})

it('a result whose segment ends early is read, and not a reason to send no answer', () => {
  const read = readMessage(Buffer.from(['MSH|^~\\&|LIS|BVDK|LV|LV|20261121080000||ORU^R01|M2|P|2.5|||||VNM|UNICODE UTF-8', 'PID|1||HL7-1^^^BVDK^MR', 'OBR|1||LAB-1|XN|||20261121081500', 'OBX|1|ST|HBSAG^HBsAg||Âm tính'].join('\r')))
  expect(read.ok && read.value.message.record.observations.map(({ item }) => item.value)).toEqual(['Âm tính'])
})

describe('a stay', () => {
  const read = (event: string, ...segments: readonly string[]) => {
    const found = readMessage(Buffer.from([`MSH|^~\\&|HIS|BVDK|LV|LV|20261125080000||ADT^${event}|M1|P|2.5|||||VNM|UNICODE UTF-8`, 'EVN||20261125080000', 'PID|1||HL7-1^^^BVDK^MR||Trần^Lệ^Thị', ...segments].join('\r')))
    if (!found.ok) throw new Error(found.error)
    return found.value.message.record
  }
  const stay = (place: string, { kind = 'I', admitted = '', discharged = '' } = {}) => `PV1|1|${kind}|${place}||||||||||||||||NV-1|||||||||||||||||||||||||${admitted}|${discharged}`

  it.each(['A01', 'A04'])('is admitted by the event itself where the event admits: %s', (event) => {
    expect(read(event, stay('Khoa Nội')).encounters).toMatchObject([{ item: { admittedAt: new Date('2026-11-25T01:00:00Z') }, untold: [], onlyIfKnown: false }])
  })

  it('keeps what another event leaves out, and is none where nobody told of it', () => {
    expect(read('A08', stay('', { kind: '' })).encounters).toMatchObject([{ untold: ['admittedAt', 'dischargedAt', 'kind', 'department', 'room', 'bed'], onlyIfKnown: true }])
    expect(read('A08', stay('ICU^^3')).encounters).toMatchObject([{ item: { department: 'ICU', room: null, bed: '3' }, untold: ['admittedAt', 'dischargedAt'] }])
    expect(read('A08', stay('^203^12', { admitted: '20261121074500' })).encounters).toMatchObject([{ untold: ['dischargedAt', 'department'], onlyIfKnown: false }])
  })

  it('is told of what is emptied on purpose', () => {
    expect(read('A08', stay('""', { admitted: '20261121074500', discharged: '""' })).encounters).toMatchObject([{ item: { department: '', dischargedAt: null }, untold: [] }])
  })

  it('leaves a diagnosis its day where the message tells none', () => {
    expect(read('A08', 'DG1|1||I10^Tăng huyết áp').conditions).toMatchObject([{ untold: ['recordedAt'] }])
    expect(read('A08', 'DG1|1||I10^Tăng huyết áp||20261121').conditions).toMatchObject([{ untold: [] }])
  })
})

it('a field that is emptied on purpose is not written down as two quotation marks', () => {
  const read = readMessage(Buffer.from(['MSH|^~\\&|HIS|BVDK|LV|LV|20261121080000||ADT^A08|M1|P|2.5|||||VNM|UNICODE UTF-8', 'PID|1||HL7-1^^^BVDK^MR||Trần^Lệ^""|""|""|F|||""||""'].join('\r')))
  expect(read.ok && read.value.message.record.patient).toMatchObject({ name: 'Trần Lệ', birthDate: null, address: null, phone: null })
})

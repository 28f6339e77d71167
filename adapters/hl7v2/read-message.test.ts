import { expect, it } from 'vitest'
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

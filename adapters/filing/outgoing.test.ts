import { Hl7Message } from '@medplum/core'
import { Fhir } from 'fhir'
import { describe, expect, it } from 'vitest'
import { sampleOrder } from '#adapters/pdf/test-order.ts'
import type { Destination } from '#core/filing/filing.ts'
import type { OutgoingDocument } from '#core/filing/ports.ts'
import { brandId } from '#core/shared/ids.ts'
import { mdmMessage, readAcknowledgement } from './mdm-message.ts'
import { provideBundle } from './provide-bundle.ts'

const at = new Date('2026-11-21T09:00:00Z')
const { id: minutes, amends, version, form, document, frozenAt } = sampleOrder()
const outgoing: OutgoingDocument = {
  messageId: 'c2f1c3a0-5b7e-4d0e-9a51-1f0f6f3a7e10', relation: 'original', minutes, amends, version, form, document, frozenAt,
  signedAt: at, hospitalNumber: 'BN|01', pdf: new TextEncoder().encode('%PDF-1.7'), sha256: brandId('ab'.repeat(32)),
}
const destination: Destination = {
  id: brandId('d'), organization: brandId('o'), kind: 'hl7-mdm', name: 'HIS', address: 'mllp://his:2575', application: 'HIS', facility: 'BV', hasSecret: false, active: true,
}

describe('the MDM message', () => {
  const parsed = Hl7Message.parse(mdmMessage(destination, outgoing, at))

  it('says what, of whom, by whom, under which number', () => {
    expect(parsed.getSegment('MSH')?.getField(9).toString()).toBe('MDM^T02^MDM_T02')
    expect(parsed.getSegment('MSH')?.getField(10).toString()).toBe(outgoing.messageId)
    expect(parsed.getSegment('MSH')?.getField(18).toString()).toBe('UNICODE UTF-8')
    expect(parsed.getSegment('PID')?.getField(5).toString()).toBe('Nguyễn Thị Hường')
    expect(parsed.getSegment('PID')?.getField(7).toString()).toBe('19590314')
    expect(parsed.getSegment('TXA')?.getField(12).toString()).toBe(`${minutes}^LIENVIEN`)
  })

  it('carries the PDF whole, and escapes what would cut a field', () => {
    const [, , , , data] = (parsed.getSegment('OBX')?.getField(5).toString() ?? '').split('^')
    expect(Buffer.from(data ?? '', 'base64').toString()).toBe('%PDF-1.7')
    expect(parsed.getSegment('PID')?.getField(3).toString()).toContain('BN\\F\\01^^^99001^MR')
  })

  it.each([['replacement', 'T10'], ['addendum', 'T06']] as const)('of a %s is %s, and an addendum names its parent', (relation, event) => {
    const text = mdmMessage(destination, { ...outgoing, relation, amends: brandId('parent-1') }, at)
    expect(text).toContain(`MDM^${event}^MDM_T02`)
    expect(text.includes('parent-1^LIENVIEN')).toBe(relation === 'addendum')
  })

  it('is answered by an acknowledgement', () => {
    expect(readAcknowledgement('MSH|^~\\&|A\rMSA|AE|42|no bed\r')).toEqual({ code: 'AE', controlId: '42', text: 'no bed' })
    expect(readAcknowledgement('HTTP/1.1 400')).toBeNull()
  })
})

describe('the FHIR transaction', () => {
  it.each([['fhir-mhd', ['List', 'DocumentReference', 'Binary']], ['fhir-document', ['DocumentReference', 'Binary', 'Binary']]] as const)('of %s is valid R4', (kind, types) => {
    const text = JSON.stringify(provideBundle({ ...destination, kind }, { ...outgoing, relation: 'addendum', amends: minutes }, at))
    const { messages } = new Fhir().validate(text)
    expect(messages.filter(({ severity }) => ['error', 'fatal'].includes(String(severity)))).toEqual([])
    expect([...text.matchAll(/"resource":\{"resourceType":"(\w+)"/g)].map(([, type]) => type)).toEqual(types)
    expect(text).toContain('"code":"appends"')
  })
})

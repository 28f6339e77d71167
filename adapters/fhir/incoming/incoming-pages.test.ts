import { describe, expect, it } from 'vitest'
import { readIncomingBundle } from './incoming-bundle.ts'

const subject = { reference: 'Patient/p' }
const patient = { resourceType: 'Patient', id: 'p', identifier: [{ type: { coding: [{ code: 'MR' }] }, value: 'HIS-1' }], name: [{ text: 'Lê Văn Thử' }] }
const data = Buffer.from('%PDF-1.7\nphiếu').toString('base64')
const report = { resourceType: 'DiagnosticReport', id: 'd', status: 'final', subject, issued: '2026-11-21T09:30:00+07:00', code: { text: 'Siêu âm tim' } }
const read = (changes: object) => readIncomingBundle({ resourceType: 'Bundle', type: 'collection', entry: [patient, { ...report, ...changes }].map((resource) => ({ resource })) })
const printed = (form: object, more: object = {}) => read({ presentedForm: [form], ...more })
const pdf = { contentType: 'application/pdf', data }

describe('the printed form of a report', () => {
  it('is a page beside what the report says in words', () => {
    const found = printed(pdf, { conclusion: 'EF giảm nhẹ' })
    expect(found.ok && [found.value.record.reports.length, found.value.left]).toEqual([1, []])
    expect(found.ok && found.value.record.pages).toEqual([{ key: 'DiagnosticReport/d|0', item: { title: 'Siêu âm tim', issuedAt: new Date('2026-11-21T02:30:00Z'), pdf: data } }])
  })

  it('is a page where the report says nothing else, by its own title and time', () => {
    const found = printed({ ...pdf, data: `${data.slice(0, 8)}\n${data.slice(8)}`, title: 'Phiếu kết quả', creation: '2026-11-21T10:00:00+07:00' })
    expect(found.ok && [found.value.record.reports, found.value.left]).toEqual([[], []])
    expect(found.ok && found.value.record.pages[0]?.item).toEqual({ title: 'Phiếu kết quả', issuedAt: new Date('2026-11-21T03:00:00Z'), pdf: data })
  })

  it('is none while the report is preliminary', () => {
    const found = printed(pdf, { status: 'preliminary' })
    expect(found.ok && found.value.record.pages).toEqual([])
  })

  it('that is only named by its address is named as left, not dropped in silence', () => {
    const found = printed({ contentType: 'application/pdf', url: 'https://his.example/phieu.pdf' })
    expect(found.ok && [found.value.record.pages, found.value.left]).toEqual([[], ['DiagnosticReport']])
  })

  it.each([['a program', Buffer.from('MZ…').toString('base64')], ['a locked PDF', Buffer.from('%PDF-1.7 /Encrypt').toString('base64')], ['no base64', '###']])('refuses the bundle where it is %s', (_what, bytes) => {
    expect(printed({ contentType: 'application/pdf', data: bytes })).toEqual({ ok: false, error: 'record.document-not-pdf' })
  })
})

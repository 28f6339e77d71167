import { describe, expect, it } from 'vitest'
import { readIncomingBundle } from './incoming-bundle.ts'

const subject = { reference: 'Patient/p' }
const patient = { resourceType: 'Patient', id: 'p', identifier: [{ type: { coding: [{ code: 'MR' }] }, value: 'HIS-1' }], name: [{ text: 'Lê Văn Thử' }] }
const value = { resourceType: 'Observation', id: 'o', status: 'final', code: { text: 'EF' }, subject, effectiveDateTime: '2026-11-21T08:00:00+07:00', valueQuantity: { value: 46, unit: '%' } }
const report = {
  resourceType: 'DiagnosticReport', id: 'd', status: 'final', subject, issued: '2026-11-21T09:30:00+07:00', category: [{ coding: [{ code: 'CUS' }] }],
  code: { text: 'Siêu âm tim' }, conclusion: 'EF giảm nhẹ', performer: [{ display: 'BS. Thử' }], result: [{ reference: 'Observation/o' }],
}
const read = (...resources: object[]) => {
  const found = readIncomingBundle({ resourceType: 'Bundle', type: 'collection', entry: [patient, ...resources].map((resource) => ({ resource })) })
  if (!found.ok) throw new Error(found.error)
  return found.value
}
const readOne = (changes: object) => read(value, { ...report, ...changes }).record.reports[0]?.item

describe('a report that comes in', () => {
  it('is taken with its conclusion, author and the values that it is about', () => {
    const { record, left } = read(value, report)
    expect(record.reports).toEqual([{
      key: 'DiagnosticReport/d',
      item: {
        category: 'cardiology', code: '', display: 'Siêu âm tim', findings: '', conclusion: 'EF giảm nhẹ', author: 'BS. Thử',
        results: record.observations.map(({ key }) => key), issuedAt: new Date('2026-11-21T02:30:00Z'),
      },
    }])
    expect([record.reports[0]?.item.results.length, left]).toEqual([1, []])
  })

  it('is read from a plain file or a narrative, without its markup', () => {
    const data = Buffer.from('Van hai lá hở nhẹ.\nKhông dịch.', 'utf8').toString('base64')
    expect(readOne({ presentedForm: [{ contentType: 'text/plain', data }] })?.findings).toBe('Van hai lá hở nhẹ.\nKhông dịch.')
    const div = '<div xmlns="http://www.w3.org/1999/xhtml"><p>Van hai lá <b>hở</b> nhẹ</p><p>EF &lt; 50%</p></div>'
    expect(readOne({ text: { status: 'additional', div } })?.findings).toBe('Van hai lá hở nhẹ\nEF < 50%')
  })

  it.each([{ status: 'preliminary' }, { status: 'entered-in-error' }, { conclusion: undefined }])('is none where it does not stand or says nothing: %j', (changes) => {
    expect(readOne(changes)).toBeUndefined()
  })

  it('that is a picture alone is named, not dropped in silence', () => {
    const { record, left } = read(value, { ...report, conclusion: undefined, presentedForm: [{ contentType: 'image/jpeg', data: '/9j/' }] })
    expect([record.reports, left]).toEqual([[], ['DiagnosticReport']])
  })
})

describe('an operation that comes in', () => {
  const procedure = { resourceType: 'Procedure', id: 'x', status: 'completed', subject, code: { coding: [{ code: '47.09', display: 'Mổ cắt ruột thừa' }] }, performedPeriod: { start: '2025-11-20', end: '2025-11-20' } }

  it('is taken with its time', () => {
    expect(read(procedure).record.procedures).toMatchObject([{ key: 'Procedure/x', item: { code: '47.09', display: 'Mổ cắt ruột thừa', status: 'completed', performedAt: new Date('2025-11-19T17:00:00Z') } }])
  })

  it('is none where it was not done, and named where it has no time', () => {
    expect(read({ ...procedure, status: 'not-done' }).record.procedures).toEqual([])
    const { record, left } = read({ ...procedure, performedPeriod: undefined })
    expect([record.procedures, left]).toEqual([[], ['Procedure']])
  })
})

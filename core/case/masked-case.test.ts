import { describe, expect, it } from 'vitest'
import { maskedRecord, roughBirthDate } from '#core/record/masked-record.ts'
import { spokenAge } from '#core/record/patient.ts'
import { exampleRecord } from '#core/record/testing.ts'
import type { ClosedCase, ConsultCase, TeamMember } from './case.ts'
import { caseStatuses } from './case.ts'
import { caseAsSeenBy, caseAsToldTo, recordAsSeenBy } from './masked-case.ts'
import { exampleActors, exampleCases, exampleNow, exampleTeam } from './testing.ts'
import { maskIdentity, maskableStatuses } from './transitions.ts'

const name = 'Nguyễn Thị Thử'
const { stranger, chair, coordinator, requester } = exampleActors
const guest: TeamMember = { practitioner: stranger.practitioner, organization: stranger.organization, part: 'member', invitation: { reply: 'accepted', invitedAt: exampleNow, answeredAt: exampleNow } }
/** A case that says the name wherever somebody may have written it. */
const closed: ConsultCase = {
  ...(exampleCases.closed as ClosedCase), team: [...exampleTeam, guest], masked: true,
  request: { ...exampleCases.closed.request, course: `BN ${name} đau ngực.`, questions: [{ id: 'q1', text: `${name} có mổ được không?` }] },
  decision: { agreed: false, reason: `Người nhà NGUYEN THI THU từ chối.`, recordedAt: exampleNow },
  outcome: { followed: false, reason: '', result: `${name} ổn định`, recordedAt: exampleNow },
  legalBasis: { kind: 'written-request', evidence: `Giấy của ${name}`, recordedBy: requester.practitioner, recordedAt: exampleNow },
}
const dated = (value: unknown): string => JSON.stringify(value)

describe('a masked case', () => {
  it('is told to those who answer for it as it is', () => {
    for (const actor of [chair, coordinator, requester]) expect(caseAsSeenBy(actor, closed)).toBe(closed)
  })

  it('tells a guest sex and age, and the name in no text', () => {
    const seen = caseAsSeenBy(stranger, closed)
    expect(seen.subject).toEqual({ name: 'Người bệnh nữ', birthDate: '1959-01-01', sex: 'female' })
    expect(dated(seen)).not.toMatch(/Nguyễn Thị Thử|NGUYEN THI THU|1959-04-02/)
    expect(dated(seen).match(/\[đã che\]/g)).toHaveLength(5)
  })

  it('is whole again once the mask is taken off, and in every state keeps what it is beside the name', () => {
    const bare = maskIdentity(closed, false)
    expect(bare.ok && caseAsSeenBy(stranger, bare.value).subject.name).toBe(name)
    for (const status of caseStatuses) {
      const { subject: _, ...rest } = caseAsSeenBy(stranger, { ...exampleCases[status], masked: true })
      const { subject: _own, ...own } = exampleCases[status]
      expect(rest).toEqual({ ...own, masked: true })
    }
  })

  it('is told to the systems of the treating hospital alone', () => {
    expect(caseAsToldTo(closed.requestingOrganization, closed)).toBe(closed)
    expect([closed.consultingOrganization, stranger.organization].map((viewer) => caseAsToldTo(viewer, closed).subject.name)).toEqual(['Người bệnh nữ', 'Người bệnh nữ'])
  })

  it('can be made so until the minutes are frozen, and unmade at any time', () => {
    expect(caseStatuses.filter((status) => maskIdentity(exampleCases[status], true).ok)).toEqual(maskableStatuses)
    expect(caseStatuses.every((status) => maskIdentity(exampleCases[status], false).ok)).toBe(true)
  })
})

describe('a record that was sent with a masked case', () => {
  const record = exampleRecord()
  const [picture] = record.media
  const [report] = record.reports
  if (picture === undefined || report === undefined) throw new Error('the example has a picture and a report')
  const whole = {
    ...record,
    patient: { ...record.patient, phone: '0901234567' },
    media: [{ ...picture, title: `ECG ${name}` }, { ...picture, id: 'pdf', kind: 'document' as const, title: 'Phiếu siêu âm' }],
    reports: [{ ...report, findings: `BN: ${name}, mã BN-000417, thẻ GD4012345678901` }],
  }

  it('names nobody, and keeps what a doctor decides from', () => {
    const seen = recordAsSeenBy(stranger, closed, whole)
    expect(seen.patient).toMatchObject({ name: 'Người bệnh nữ', birthDate: '1959-01-01', sex: 'female', masked: true, citizenId: null, insuranceNumber: null, address: null, phone: null, hospitalNumber: '' })
    expect(dated(seen)).not.toMatch(/Nguyễn Thị Thử|BN-000417|001159000123|GD4012345678901|Xã Thử Nghiệm|0901234567|26\.0417|1959-04-02/)
    expect(seen.observations).toEqual(whole.observations)
    expect(seen.medications).toEqual(whole.medications)
  })

  it('leaves out what is printed with a name', () => {
    const seen = recordAsSeenBy(stranger, closed, whole)
    expect(seen.media.map(({ kind, title }) => [kind, title])).toEqual([['picture', 'ECG [đã che]']])
    const [study] = record.imagingStudies
    const paged = { ...record, imagingStudies: study === undefined ? [] : [{ ...study, series: [...study.series, { uid: '1.2', description: 'PDF', instances: [{ uid: '1.2.3', number: 1, sopClass: '1.2.840.10008.5.1.4.1.1.104.1', frames: 1 }] }] }] }
    expect(maskedRecord(paged, exampleNow).imagingStudies[0]?.series.map(({ description }) => description)).toEqual(['Nhu mô'])
  })

  it('is whole for those who answer for the case', () => {
    expect(recordAsSeenBy(chair, closed, whole)).toBe(whole)
  })
})

it.each([
  ['1959-04-02', '1959-01-01'], ['1959-12-30', '1960-01-01'], ['2023-05-20', '2023-05-01'], ['2025-12-25', '2026-01-01'], ['2026-11-18', '2026-11-18'], [null, null],
])('a birth on %s is told as %s: the age is the same', (birth, told) => {
  expect(roughBirthDate(birth, exampleNow)).toBe(told)
  expect(spokenAge(told, exampleNow)).toEqual(spokenAge(birth, exampleNow))
})

import { describe, expect, it } from 'vitest'
import type { PractitionerRole, SpecialtyCode } from '#core/directory/directory.ts'
import { brandId } from '#core/shared/ids.ts'
import type { TeamMember } from './case.ts'
import { suggestTeam } from './suggest-team.ts'

const doctor = (id: string, title: string, ...specialties: SpecialtyCode[]): PractitionerRole => ({
  practitioner: { id: brandId(id), name: id, title, licenceNumber: null, phone: null },
  organization: brandId('hub'), department: null, roles: ['doctor'], specialties,
})
const at = new Date('2026-11-21T02:00:00Z')
const member = (id: string, part: TeamMember['part'], declined = false): TeamMember => ({
  practitioner: brandId(id), organization: brandId('hub'), part,
  invitation: declined ? { reply: 'declined', invitedAt: at, answeredAt: at, reason: '.' } : { reply: 'pending', invitedAt: at },
})
const named = (team: ReturnType<typeof suggestTeam>) => team.map((one) => [one.part, one.practitioner])

describe('the first proposal of a team', () => {
  const clinicians = [
    doctor('young', 'BS.', 'neurology'), doctor('head', 'PGS.TS.', 'neurology'), doctor('senior', 'BSCKII.', 'neurology'), doctor('surgeon', 'GS.TS.', 'general-surgery'),
  ]

  it('lets the most senior doctor of the specialty chair and the most junior one write', () => {
    expect(named(suggestTeam('neurology', clinicians))).toEqual([['chair', 'head'], ['secretary', 'young']])
  })

  it('fills the place of whoever declined and keeps everybody else', () => {
    const team = [member('head', 'chair', true), member('young', 'secretary'), member('surgeon', 'member')]
    expect(named(suggestTeam('neurology', clinicians, team))).toEqual([['chair', 'senior'], ['secretary', 'young'], ['member', 'surgeon']])
  })

  it('takes the secretary from elsewhere when the specialty has one doctor, and never the chair twice', () => {
    expect(named(suggestTeam('general-surgery', clinicians))).toEqual([['chair', 'surgeon'], ['secretary', 'young']])
    expect(named(suggestTeam('cardiology', clinicians.slice(0, 1)))).toEqual([['chair', 'young']])
    expect(suggestTeam('cardiology', [])).toEqual([])
  })

  it('reads titles however they are dotted', () => {
    const two = [doctor('a', 'ThS.BS.', 'oncology'), doctor('b', 'BS.CKII', 'oncology'), doctor('c', 'BS CKI', 'oncology')]
    expect(named(suggestTeam('oncology', two))).toEqual([['chair', 'b'], ['secretary', 'c']])
  })
})

import { describe, expect, it } from 'vitest'
import type { PractitionerRole, SpecialtyCode } from '#core/directory/directory.ts'
import { brandId } from '#core/shared/ids.ts'
import { suggestTeam } from './suggest-team.ts'

const doctor = (id: string, title: string, ...specialties: SpecialtyCode[]): PractitionerRole => ({
  practitioner: { id: brandId(id), name: id, title, licenceNumber: null, phone: null },
  organization: brandId('hub'), department: null, roles: ['doctor'], specialties,
})
const nobody = new Set<PractitionerRole['practitioner']['id']>()
const named = (team: ReturnType<typeof suggestTeam>) => team.map((one) => [one.part, one.practitioner])

describe('the first proposal of a team', () => {
  const clinicians = [
    doctor('young', 'BS.', 'neurology'), doctor('head', 'PGS.TS.', 'neurology'), doctor('senior', 'BSCKII.', 'neurology'), doctor('surgeon', 'GS.TS.', 'general-surgery'),
  ]

  it('lets the most senior doctor of the specialty chair and the most junior one write', () => {
    expect(named(suggestTeam('neurology', clinicians, nobody))).toEqual([['chair', 'head'], ['secretary', 'young']])
  })

  it('leaves out whoever declined', () => {
    expect(named(suggestTeam('neurology', clinicians, new Set([brandId('head')])))).toEqual([['chair', 'senior'], ['secretary', 'young']])
  })

  it('takes the secretary from elsewhere when the specialty has one doctor, and never the chair twice', () => {
    expect(named(suggestTeam('general-surgery', clinicians, nobody))).toEqual([['chair', 'surgeon'], ['secretary', 'young']])
    expect(named(suggestTeam('cardiology', clinicians.slice(0, 1), nobody))).toEqual([['chair', 'young']])
    expect(suggestTeam('cardiology', [], nobody)).toEqual([])
  })

  it('reads titles however they are dotted', () => {
    const two = [doctor('a', 'ThS.BS.', 'oncology'), doctor('b', 'BS.CKII', 'oncology'), doctor('c', 'BS CKI', 'oncology')]
    expect(named(suggestTeam('oncology', two, nobody))).toEqual([['chair', 'b'], ['secretary', 'c']])
  })
})

import { describe, expect, it } from 'vitest'
import { brandId, type PractitionerId } from '#core/shared/ids.ts'
import type { Department, Practitioner } from './directory.ts'
import type { KnownDirectory, PersonRow, StaffPlace } from './import-directory.ts'
import { planDepartments, planPeople, rolesAfter } from './import-directory.ts'

const department = (code: string): Department => ({ id: brandId(code), organization: brandId('hub'), code, name: `Khoa ${code}` })
const person = (id: string, licenceNumber: string | null, name = id): Practitioner => ({ id: brandId<PractitionerId>(id), name, title: 'BS.', licenceNumber, phone: null })
const place = (practitioner: Practitioner, more: Partial<StaffPlace> = {}): StaffPlace => ({ practitioner, department: department('K19'), roles: ['doctor'], specialties: [], isHead: false, ...more })

const [an, binh, admin, elsewhere] = [person('An', '000001/CCHN'), person('Bình', null), person('Quản trị', '000009/CCHN'), person('Xa', '000007/CCHN')]
const known: KnownDirectory = {
  departments: [department('K19'), department('K99')], licensed: [an, admin, elsewhere], importer: admin.id,
  staff: [place(an), place(binh, { roles: ['coordinator'], department: department('K99') }), place(admin, { roles: ['admin', 'doctor'] })],
}
const row = (more: Partial<PersonRow>): PersonRow => ({ line: 2, licenceNumber: '000002/CCHN', name: 'Mới', title: 'BS.', departmentCode: 'K19', role: 'doctor', specialties: [], phone: '', isHead: false, ...more })
const fates = (rows: readonly PersonRow[]) => planPeople(rows, known).map((line) => ('fault' in line ? line.fault : 'fields' in line ? line.fields.join(' ') : line.fate))

describe('a list of departments', () => {
  it('adds, renames and leaves by the national code, and refuses what is none', () => {
    const rows = [['K19', 'Khoa K19'], ['K99', 'Phòng Kế hoạch'], ['K01', 'Khoa Cấp cứu'], ['K01', 'Cấp cứu'], ['K61', 'Khoa lạ'], ['K02', '']] as const
    expect(planDepartments(rows.map(([code, name], at) => ({ line: at + 2, code, name })), known).map((one) => ('fault' in one ? one.fault : one.fate)))
      .toEqual(['same', 'changed', 'added', 'named-twice', 'bad-code', 'no-name'])
  })
})

describe('a list of people', () => {
  it('knows a doctor by the licence and a coordinator by the name', () => {
    expect(fates([
      row({}),
      row({ licenceNumber: '000001/CCHN', name: 'An' }),
      row({ licenceNumber: '', name: 'Bình', role: 'coordinator', departmentCode: 'K99' }),
      row({ licenceNumber: '', name: 'Chi', role: 'coordinator', departmentCode: 'K99' }),
    ])).toEqual(['added', 'same', 'same', 'added'])
  })

  it('names what would change', () => {
    expect(fates([row({ licenceNumber: '000001/CCHN', name: 'An Bình', title: 'BSCKI.', departmentCode: 'K99', role: 'nurse', specialties: ['cardiology'], phone: '0912', isHead: true })]))
      .toEqual(['name title phone department role specialties head'])
  })

  it('brings somebody of another hospital in under their own name alone', () => {
    expect(fates([row({ licenceNumber: '000007/CCHN', name: 'Xa' }), row({ licenceNumber: '000007/CCHN', name: 'Gần' })])).toEqual(['added', 'named-twice'])
    expect(fates([row({ licenceNumber: '000007/CCHN', name: 'Gần' })])).toEqual(['name-differs'])
  })

  it('refuses what cannot be', () => {
    expect(fates([
      row({ name: '' }), row({ licenceNumber: 'a', line: 3 }), row({ licenceNumber: '', name: 'Bác' }), row({ licenceNumber: '1111', departmentCode: 'K02' }),
      row({ licenceNumber: '2222', role: null }), row({ licenceNumber: '3333', specialties: null }), row({ licenceNumber: '000009/CCHN', name: 'Quản trị' }),
    ])).toEqual(['no-name', 'bad-licence', 'no-licence', 'unknown-department', 'unknown-role', 'unknown-specialty', 'oneself'])
  })

  it('neither gives nor takes the roles of administrators and auditors', () => {
    expect([rolesAfter('nurse', ['doctor', 'admin']), rolesAfter('doctor', ['auditor']), rolesAfter('coordinator', [])]).toEqual([['nurse', 'admin'], ['doctor', 'auditor'], ['coordinator']])
  })
})

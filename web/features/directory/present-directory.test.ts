import { describe, expect, it } from 'vitest'
import type { Department } from '#core/directory/directory.ts'
import type { StaffPlace } from '#core/directory/import-directory.ts'
import { brandId } from '#core/shared/ids.ts'
import { presentDirectory } from './present-directory.ts'

const department = (code: string, name: string): Department => ({ id: brandId(code), organization: brandId('hospital'), code, name })
const [surgery, plans] = [department('K19', 'Khoa Ngoại tiêu hóa'), department('K02', 'Khoa Khám bệnh')]
const person = (name: string, place: Partial<StaffPlace> = {}): StaffPlace => ({
  practitioner: { id: brandId(name), name, title: 'BS.', licenceNumber: `${String(name.length)}/BYT`, phone: null },
  department: surgery, roles: ['doctor'], specialties: ['general-surgery'], isHead: false, ...place,
})
const staff = [person('Nguyễn Văn Út'), person('Lê Thị Ánh', { isHead: true }), person('Đặng An', { department: null })]

describe('the directory', () => {
  it('stands in the order of given names, with departments that nobody works in', () => {
    const facts = presentDirectory({ departments: [surgery, plans], staff }, { text: '', page: 1 })
    expect(facts.people.map(({ name }) => name)).toEqual(['Đặng An', 'Lê Thị Ánh', 'Nguyễn Văn Út'])
    expect(facts.departments).toEqual([{ code: 'K02', name: 'Khoa Khám bệnh', people: 0 }, { code: 'K19', name: 'Khoa Ngoại tiêu hóa', people: 2 }])
  })

  it('is searched by name, licence and department, without marks', () => {
    const names = (text: string) => presentDirectory({ departments: [], staff }, { text, page: 1 }).people.map(({ name }) => name)
    expect(names('dang')).toEqual(['Đặng An'])
    expect(names('13/byt')).toEqual(['Nguyễn Văn Út'])
    expect(names('ngoai tieu')).toEqual(['Lê Thị Ánh', 'Nguyễn Văn Út'])
  })

  it('comes in pages of fifty', () => {
    const many = Array.from({ length: 120 }, (_, index) => person(`Trần ${String(index).padStart(3, '0')}`))
    const facts = presentDirectory({ departments: [], staff: many }, { text: '', page: 3 })
    expect([facts.pageCount, facts.found, facts.people.length, facts.people[0]?.name]).toEqual([3, 120, 20, 'Trần 100'])
  })
})

import { expect, test } from 'vitest'
import type { PersonAccount } from '#core/account/list-accounts.ts'
import { brandId } from '#core/shared/ids.ts'
import { presentAccounts, readAccountChoice } from './present-accounts.ts'

const now = new Date('2026-11-22T02:00:00Z')
const day = 24 * 60 * 60_000
const person = (name: string, standing: 'none' | 'invited' | 'lapsed' | 'active'): PersonAccount => ({
  place: { practitioner: { id: brandId(name), name, title: '', licenceNumber: null, phone: null }, department: null, roles: ['doctor'], specialties: [], isHead: false },
  account: standing === 'none' ? null : {
    practitioner: brandId(name), email: `${name}@x.vn`, language: 'vi', keptBy: null, hasPassword: true, hasSecondFactor: false,
    standing: standing === 'active' ? { state: 'active' } : { state: 'invited', until: new Date(now.getTime() + (standing === 'lapsed' ? -day : day)) },
  },
  may: [], keptElsewhere: false,
})

test('people stand in Vietnamese order with what their account is, and are found without marks', () => {
  const people = [person('Trần Văn Đức', 'active'), person('Lê Thị Ánh', 'none'), person('Đỗ Dũng', 'lapsed'), person('Nguyễn An', 'invited')]
  const all = presentAccounts(people, { states: [], text: '', page: 1 }, now)
  expect(all.lines.map(({ name, state }) => `${name}: ${state}`)).toEqual(['Nguyễn An: invited', 'Lê Thị Ánh: none', 'Đỗ Dũng: lapsed', 'Trần Văn Đức: active'])
  expect(all.counts).toEqual({ none: 1, invited: 1, lapsed: 1, active: 1, disabled: 0 })
  expect(presentAccounts(people, { states: ['lapsed', 'active'], text: 'duc', page: 1 }, now)).toMatchObject({ total: 1, lines: [{ name: 'Trần Văn Đức' }] })
})

test('an address that says anything else is passed over', () => {
  expect(readAccountChoice({ state: ['active', 'made-up'], q: ['a', 'b'], page: '-3' })).toEqual({ states: ['active'], text: 'a', page: 1 })
  expect(readAccountChoice({})).toEqual({ states: [], text: '', page: 1 })
})

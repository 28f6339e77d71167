import type { StaffRole } from '#core/directory/actor.ts'
import type { SpecialtyCode } from '#core/directory/directory.ts'
import type { StaffPlace } from '#core/directory/import-directory.ts'
import type { DirectoryView } from '#core/directory/view-directory.ts'
import { compareTexts } from '#web/ui/format-number.ts'
import type { ListChoice } from '#web/ui/list-choice.ts'
import { compareNames, matchesWithoutMarks } from '#web/ui/vietnamese-name.ts'

export interface PersonLine {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly licenceNumber: string | null
  readonly phone: string | null
  readonly department: string | null
  readonly isHead: boolean
  readonly roles: readonly StaffRole[]
  readonly specialties: readonly SpecialtyCode[]
}

export interface DirectoryFacts {
  /** What is typed into the search. */
  readonly text: string
  readonly page: number
  readonly pageCount: number
  readonly found: number
  readonly people: readonly PersonLine[]
  readonly departments: readonly { readonly code: string; readonly name: string; readonly people: number }[]
}

const pageSize = 50

const personOf = ({ practitioner, department, roles, specialties, isHead }: StaffPlace): PersonLine => ({
  ...practitioner, department: department?.name ?? null, isHead, roles, specialties,
})

/** The people of a hospital whose name, licence or department was typed, page by page, and all departments with how many work there. */
export function presentDirectory({ departments, staff }: DirectoryView, { text, page }: ListChoice): DirectoryFacts {
  const found = staff
    .map(personOf)
    .filter((one) => text === '' || matchesWithoutMarks(`${one.name} ${one.licenceNumber ?? ''} ${one.department ?? ''}`, text))
    .toSorted((a, b) => compareNames(a.name, b.name))
  return {
    text,
    page,
    pageCount: Math.max(1, Math.ceil(found.length / pageSize)),
    found: found.length,
    people: found.slice((page - 1) * pageSize, page * pageSize),
    departments: departments
      .map(({ id, code, name }) => ({ code, name, people: staff.filter(({ department }) => department?.id === id).length }))
      .toSorted((a, b) => compareTexts(a.code, b.code)),
  }
}

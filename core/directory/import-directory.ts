import type { StaffRole } from './actor.ts'
import type { Department, Practitioner, SpecialtyCode } from './directory.ts'

/** The roles that a list may give; administrators and auditors are named one by one and never by a file. */
export const importedRoles = ['doctor', 'nurse', 'coordinator'] as const
export type ImportedRole = (typeof importedRoles)[number]

export interface DepartmentRow {
  /** As a spreadsheet counts: the head is line 1. */
  readonly line: number
  readonly code: string
  readonly name: string
}

export interface PersonRow {
  readonly line: number
  readonly licenceNumber: string
  readonly name: string
  readonly title: string
  readonly departmentCode: string
  /** Null where the file says something that is no role. */
  readonly role: ImportedRole | null
  /** Null where one of them is not known. */
  readonly specialties: readonly SpecialtyCode[] | null
  readonly phone: string
  readonly isHead: boolean
}

/** A list of departments or of people, as it was read from a file. */
export type DirectoryList = { readonly kind: 'departments'; readonly rows: readonly DepartmentRow[] } | { readonly kind: 'people'; readonly rows: readonly PersonRow[] }

/** A person's place at the own hospital, as a list may change it. */
export interface StaffPlace {
  readonly practitioner: Practitioner
  readonly department: Department | null
  readonly roles: readonly StaffRole[]
  readonly specialties: readonly SpecialtyCode[]
  readonly isHead: boolean
}

/** What is known before the list is taken in. */
export interface KnownDirectory {
  readonly departments: readonly Department[]
  readonly staff: readonly StaffPlace[]
  /** Whoever holds a licence of the list, at whichever hospital. */
  readonly licensed: readonly Practitioner[]
  /** Whoever takes the list in. */
  readonly importer: Practitioner['id']
}

export type RowFault =
  | 'no-name' | 'bad-code' | 'named-twice' | 'unknown-department' | 'unknown-role' | 'unknown-specialty' | 'no-licence' | 'bad-licence' | 'name-differs' | 'oneself' | 'ambiguous'

/** What becomes of a line. */
export type RowFate =
  | { readonly fate: 'added' | 'same' }
  | { readonly fate: 'changed'; readonly fields: readonly string[] }
  | { readonly fate: 'refused'; readonly fault: RowFault }

export type PlannedDepartment = { readonly row: DepartmentRow } & RowFate & { readonly known: Department | null }
export type PlannedPerson = { readonly row: PersonRow } & RowFate & {
  /** The person as they are known already; null for somebody new. */
  readonly person: Practitioner | null
  /** Their place at the own hospital, if they have one. */
  readonly place: StaffPlace | null
}

const codeShape = /^K(0[1-9]|[1-5]\d|60|99)$/
/** Letters, digits and what stands between them on a licence: "000123/BYT-CCHN". */
const licenceShape = /^[\p{L}\d][\p{L}\d/.-]{2,39}$/u

/** What a list of departments would add, rename and leave; a department is known by its national code. */
export function planDepartments(rows: readonly DepartmentRow[], { departments }: Pick<KnownDirectory, 'departments'>): readonly PlannedDepartment[] {
  const seen = new Set<string>()
  return rows.map((row): PlannedDepartment => {
    const known = departments.find(({ code }) => code === row.code) ?? null
    const twice = seen.has(row.code)
    seen.add(row.code)
    if (!codeShape.test(row.code)) return { row, known, fate: 'refused', fault: 'bad-code' }
    if (row.name === '') return { row, known, fate: 'refused', fault: 'no-name' }
    if (twice) return { row, known, fate: 'refused', fault: 'named-twice' }
    if (known === null) return { row, known, fate: 'added' }
    return known.name === row.name ? { row, known, fate: 'same' } : { row, known, fate: 'changed', fields: ['name'] }
  })
}

/**
 * What a list of people would add, change and leave. Somebody is known by the licence; whoever needs none (coordinators) by the name at
 * the own hospital. A list renames nobody of another hospital, touches neither administrators' and auditors' roles nor the importer.
 */
export function planPeople(rows: readonly PersonRow[], known: KnownDirectory): readonly PlannedPerson[] {
  const seen = new Set<string>()
  return rows.map((row): PlannedPerson => {
    const key = row.licenceNumber === '' ? `name ${row.name}` : row.licenceNumber
    const twice = seen.has(key)
    seen.add(key)
    const { person, place, ambiguous } = whoIs(row, known)
    const fault = ambiguous ? 'ambiguous' : twice ? 'named-twice' : faultOf(row, { person, place, known })
    if (fault !== null) return { row, person, place, fate: 'refused', fault }
    if (place === null) return { row, person, place, fate: 'added' }
    const fields = changedFields(row, place)
    return fields.length === 0 ? { row, person, place, fate: 'same' } : { row, person, place, fate: 'changed', fields }
  })
}

function whoIs(row: PersonRow, { staff, licensed }: KnownDirectory): { readonly person: Practitioner | null; readonly place: StaffPlace | null; readonly ambiguous: boolean } {
  if (row.licenceNumber !== '') {
    const person = licensed.find(({ licenceNumber }) => licenceNumber === row.licenceNumber) ?? null
    return { person, place: staff.find(({ practitioner }) => practitioner.id === person?.id) ?? null, ambiguous: false }
  }
  const named = staff.filter(({ practitioner }) => practitioner.name === row.name)
  return { person: named[0]?.practitioner ?? null, place: named[0] ?? null, ambiguous: named.length > 1 }
}

function faultOf(row: PersonRow, { person, place, known }: { readonly person: Practitioner | null; readonly place: StaffPlace | null; readonly known: KnownDirectory }): RowFault | null {
  if (row.name === '') return 'no-name'
  if (row.role === null) return 'unknown-role'
  if (row.licenceNumber === '' && row.role !== 'coordinator') return 'no-licence'
  if (row.licenceNumber !== '' && !licenceShape.test(row.licenceNumber)) return 'bad-licence'
  if (row.specialties === null) return 'unknown-specialty'
  if (!known.departments.some(({ code }) => code === row.departmentCode)) return 'unknown-department'
  if (person?.id === known.importer) return 'oneself'
  return person !== null && place === null && person.name !== row.name ? 'name-differs' : null
}

const sameList = (a: readonly string[], b: readonly string[]): boolean => a.toSorted().join(' ') === b.toSorted().join(' ')

/** The roles after the list: what it says, beside those that no list gives or takes. */
export const rolesAfter = (role: ImportedRole, held: readonly StaffRole[]): readonly StaffRole[] =>
  [role, ...held.filter((one) => !importedRoles.some((imported) => imported === one))]

function changedFields(row: PersonRow, { practitioner, department, roles, specialties, isHead }: StaffPlace): readonly string[] {
  const differs: readonly (readonly [string, boolean])[] = [
    ['name', practitioner.name !== row.name],
    ['title', practitioner.title !== row.title],
    ['phone', (practitioner.phone ?? '') !== row.phone],
    ['department', department?.code !== row.departmentCode],
    ['role', row.role !== null && !sameList(rolesAfter(row.role, roles), roles)],
    ['specialties', row.specialties !== null && !sameList(row.specialties, specialties)],
    ['head', isHead !== row.isHead],
  ]
  return differs.flatMap(([field, yes]) => (yes ? [field] : []))
}

import type { Organization } from './directory.ts'

/** A hospital as a national or provincial list names it. */
export interface OrganizationRow extends Omit<Organization, 'id'> {
  /** As a spreadsheet counts: the head is line 1. */
  readonly line: number
}

export type PlannedOrganization = { readonly row: OrganizationRow; readonly known: Organization | null } & (
  | { readonly fate: 'added' | 'same' }
  | { readonly fate: 'changed'; readonly fields: readonly string[] }
  | { readonly fate: 'refused'; readonly fault: 'bad-code' | 'no-name' | 'named-twice' }
)

const codeShape = /^[0-9A-Z]{5}$/
const facts = ['name', 'shortName', 'authority', 'address', 'phone'] as const

/**
 * What a list of hospitals would add, rename and leave. A hospital is known by its code (MA_CSKCB): it keeps its identity, so cases,
 * links and people stay where they are, and what was signed keeps the name under which it was signed. Nothing is taken away.
 */
export function planOrganizations(rows: readonly OrganizationRow[], organizations: readonly Organization[]): readonly PlannedOrganization[] {
  const byCode = new Map(organizations.map((one) => [one.facilityCode, one]))
  const seen = new Set<string>()
  return rows.map((row): PlannedOrganization => {
    const known = byCode.get(row.facilityCode) ?? null
    const twice = seen.has(row.facilityCode)
    seen.add(row.facilityCode)
    if (!codeShape.test(row.facilityCode)) return { row, known, fate: 'refused', fault: 'bad-code' }
    if (row.name === '' || row.shortName === '') return { row, known, fate: 'refused', fault: 'no-name' }
    if (twice) return { row, known, fate: 'refused', fault: 'named-twice' }
    if (known === null) return { row, known, fate: 'added' }
    const fields = facts.filter((fact) => known[fact] !== row[fact])
    return fields.length === 0 ? { row, known, fate: 'same' } : { row, known, fate: 'changed', fields }
  })
}

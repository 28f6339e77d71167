import type { PlannedDepartment, PlannedPerson, RowFate } from '#core/directory/import-directory.ts'
import type { ListPlan } from '#core/directory/take-in-directory.ts'

/** A line of the file and what becomes of it. */
export interface LineFacts {
  readonly line: number
  readonly key: string
  readonly name: string
  readonly fate: RowFate['fate']
  readonly fault: Extract<RowFate, { readonly fate: 'refused' }>['fault'] | null
  readonly fields: readonly string[]
}

export interface PlanFacts {
  readonly kind: ListPlan['kind']
  readonly added: number
  readonly changed: number
  readonly same: number
  readonly refused: number
  /** What is refused first, then what changes; lines that stay as they are stand in the count alone. */
  readonly lines: readonly LineFacts[]
  readonly more: number
}

/** Lines that are shown; a list of thousands is told by its counts and its first faults. */
const shown = 300
const order = { refused: 0, changed: 1, added: 2, same: 3 } as const

const lineOf = (line: PlannedDepartment | PlannedPerson): LineFacts => ({
  line: line.row.line,
  key: 'code' in line.row ? line.row.code : line.row.licenceNumber,
  name: 'code' in line.row ? line.row.name : `${line.row.title} ${line.row.name}`.trim(),
  fate: line.fate,
  fault: line.fate === 'refused' ? line.fault : null,
  fields: line.fate === 'changed' ? line.fields : [],
})

/** What the administrator sees before saying yes. */
export function presentPlan(plan: ListPlan): PlanFacts {
  const lines = plan.lines.map(lineOf)
  const count = (fate: RowFate['fate']): number => lines.filter((line) => line.fate === fate).length
  const told = lines.filter(({ fate }) => fate !== 'same').toSorted((a, b) => order[a.fate] - order[b.fate] || a.line - b.line)
  return { kind: plan.kind, added: count('added'), changed: count('changed'), same: count('same'), refused: count('refused'), lines: told.slice(0, shown), more: Math.max(0, told.length - shown) }
}

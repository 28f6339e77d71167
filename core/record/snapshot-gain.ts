import type { PatientRecord } from './patient-record.ts'
import type { SnapshotContent, SnapshotSelection } from './snapshot.ts'
import { selectForSnapshot, wholeRecord } from './snapshot.ts'

/** Something that the record holds now and the frozen one does not. */
export interface Gained {
  readonly id: string
  readonly kind: 'condition' | 'allergy' | 'medication' | 'observation' | 'report' | 'procedure' | 'imaging' | 'encounter'
  readonly label: string
  readonly at: Date | null
}

const idsOf = (record: PatientRecord): ReadonlySet<string> => new Set(
  [record.conditions, record.allergies, record.medications, record.observations, record.reports, record.procedures, record.imagingStudies, record.encounters].flatMap((items) => items.map(({ id }) => id)),
)

/** What the record has gained since it was sent: what the same choice would send today beyond what was sent, newest first. */
export function gainedSince(record: PatientRecord, sent: SnapshotContent, selection: SnapshotSelection = wholeRecord): readonly Gained[] {
  const known = idsOf(sent.record)
  const today = selectForSnapshot(record, selection).record
  const all: readonly Gained[] = [
    ...today.conditions.map(({ id, display, recordedAt }) => ({ id, kind: 'condition' as const, label: display, at: recordedAt })),
    ...today.allergies.map(({ id, substance }) => ({ id, kind: 'allergy' as const, label: substance, at: null })),
    ...today.medications.map(({ id, name, startedOn }) => ({ id, kind: 'medication' as const, label: name, at: new Date(`${startedOn}T00:00:00Z`) })),
    ...today.observations.map(({ id, display, value, unit, effectiveAt }) => ({ id, kind: 'observation' as const, label: `${display} ${value}${unit === null ? '' : ` ${unit}`}`, at: effectiveAt })),
    ...today.reports.map(({ id, display, issuedAt }) => ({ id, kind: 'report' as const, label: display, at: issuedAt })),
    ...today.procedures.map(({ id, display, performedAt }) => ({ id, kind: 'procedure' as const, label: display, at: performedAt })),
    ...today.imagingStudies.map(({ id, description, startedAt }) => ({ id, kind: 'imaging' as const, label: description, at: startedAt })),
    ...today.encounters.map(({ id, department, admittedAt }) => ({ id, kind: 'encounter' as const, label: department, at: admittedAt })),
  ]
  return all.filter(({ id }) => !known.has(id)).toSorted((a, b) => (b.at?.getTime() ?? 0) - (a.at?.getTime() ?? 0))
}

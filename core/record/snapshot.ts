import type { CaseId, PractitionerId, Sha256, SnapshotId } from '#core/shared/ids.ts'
import { isSensitive } from './sensitivity.ts'
import type { PatientRecord } from './patient-record.ts'

/** What the doctor sends along: everything but the excluded items; sensitive ones only if released by name and reason. */
export interface SnapshotSelection {
  readonly excluded: readonly string[]
  readonly released: readonly { readonly item: string; readonly reason: string }[]
}

/** The whole record, sensitive items withheld: the default before anyone chooses. */
export const wholeRecord: SnapshotSelection = { excluded: [], released: [] }

/** A record as it was sent to another hospital: frozen, hashed, versioned, never changed. */
export interface Snapshot {
  readonly id: SnapshotId
  readonly case: CaseId
  readonly version: number
  readonly createdBy: PractitionerId
  readonly createdAt: Date
  /** FHIR R4 document Bundle as canonical JSON (RFC 8785): the hashed bytes themselves. */
  readonly bundle: string
  readonly sha256: Sha256
  /** How many items were withheld as sensitive or by choice; what they are is not told. */
  readonly withheld: number
}

/** What may leave the hospital, and how many items stay behind. */
export interface SnapshotContent {
  readonly record: PatientRecord
  readonly withheld: number
}

/** Applies a selection to a record: excluded and unreleased sensitive items stay behind, filed documents are not sent along. */
export function selectForSnapshot(record: PatientRecord, selection: SnapshotSelection): SnapshotContent {
  const excluded = new Set(selection.excluded)
  const released = new Set(selection.released.filter((one) => one.reason.trim() !== '').map((one) => one.item))
  let withheld = 0
  const leaves = <Item extends { readonly id: string }>(item: Item): boolean => {
    const stays = excluded.has(item.id) || (isSensitive(item) && !released.has(item.id))
    if (stays) withheld += 1
    return !stays
  }
  const content: PatientRecord = {
    patient: record.patient,
    encounters: record.encounters.filter(leaves),
    conditions: record.conditions.filter(leaves),
    allergies: record.allergies.filter(leaves),
    medications: record.medications.filter(leaves),
    observations: record.observations.filter(leaves),
    reports: record.reports.filter(leaves),
    procedures: record.procedures.filter(leaves),
    imagingStudies: record.imagingStudies.filter(leaves),
    media: record.media.filter(leaves),
    documents: [],
  }
  // A report names only values that leave with it: a name without its value would tell that something stayed behind.
  const sent = new Set(content.observations.map(({ id }) => id))
  const reports = content.reports.map((one) => ({ ...one, results: one.results.filter((id) => sent.has(id)) }))
  return { record: { ...content, reports }, withheld }
}

import type { ConsultKind } from '#core/case/case.ts'
import type { PatientRecord } from './patient-record.ts'
import type { SnapshotSelection } from './snapshot.ts'

const dayMs = 86_400_000

/** How many days back each kind of finding goes along by default; what is older is there to be chosen. */
interface Reach {
  readonly vitals: number
  readonly laboratory: number
  readonly imaging: number
  readonly stays: number
}

const usual: Reach = { vitals: 7, laboratory: 30, imaging: 365, stays: 365 }

/** Readers of films need earlier films; a surgeon needs the work-up; who looks in on a ward round needs the last days. */
const reaches: Readonly<Record<ConsultKind, Reach>> = {
  case: usual,
  imaging: { vitals: 2, laboratory: 14, imaging: 3_650, stays: 365 },
  pathology: { vitals: 2, laboratory: 90, imaging: 365, stays: 365 },
  'live-surgery': { vitals: 2, laboratory: 14, imaging: 365, stays: 365 },
  'ward-round': { vitals: 3, laboratory: 7, imaging: 30, stays: 30 },
  training: usual,
}

/**
 * What goes along before anyone chooses, by the kind of consult: every diagnosis that is not over, allergy and medicine in use,
 * every operation however old, and findings as far back as that kind needs. The latest value of each test goes along however old. Sensitive items stay behind anyway.
 */
export function defaultSelection(record: PatientRecord, kind: ConsultKind, now: Date): SnapshotSelection {
  const reach = reaches[kind]
  const isOlder = (at: Date, days: number): boolean => now.getTime() - at.getTime() > days * dayMs
  const seen = new Set<string>()
  const observations = record.observations
    .toSorted((a, b) => b.effectiveAt.getTime() - a.effectiveAt.getTime())
    .filter(({ category, code, effectiveAt }) => {
      const isLatest = !seen.has(`${category} ${code}`)
      seen.add(`${category} ${code}`)
      return !isLatest && isOlder(effectiveAt, category === 'laboratory' ? reach.laboratory : reach.vitals)
    })
  return {
    excluded: [
      ...record.conditions.filter(({ status, recordedAt }) => status === 'resolved' && isOlder(recordedAt, reach.stays)),
      ...record.medications.filter(({ endedOn }) => endedOn !== null && isOlder(new Date(`${endedOn}T00:00:00Z`), reach.laboratory)),
      ...record.encounters.filter(({ dischargedAt }) => dischargedAt !== null && isOlder(dischargedAt, reach.stays)),
      ...record.reports.filter(({ issuedAt }) => isOlder(issuedAt, reach.imaging)),
      ...record.imagingStudies.filter(({ startedAt }) => isOlder(startedAt, reach.imaging)),
      ...observations,
    ].map(({ id }) => id),
    released: [],
  }
}

/** The selection for another kind of consult: its default, with what the doctor left out or took in by hand kept as it was. */
export function selectionForKind(chosen: SnapshotSelection, { before, after }: { readonly before: SnapshotSelection; readonly after: SnapshotSelection }): SnapshotSelection {
  const leftOut = chosen.excluded.filter((id) => !before.excluded.includes(id))
  const takenIn = before.excluded.filter((id) => !chosen.excluded.includes(id))
  return { ...chosen, excluded: [...new Set([...after.excluded.filter((id) => !takenIn.includes(id)), ...leftOut])] }
}

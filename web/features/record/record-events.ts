import type { RecordView } from './present-record.ts'

/** What happened to the patient, one line each; the words are made where they are shown. */
export type RecordEvent =
  | { readonly kind: 'admitted'; readonly at: string; readonly department: string }
  | { readonly kind: 'discharged'; readonly at: string; readonly department: string }
  | { readonly kind: 'diagnosed'; readonly at: string; readonly names: readonly string[] }
  | { readonly kind: 'tested'; readonly at: string; readonly count: number; readonly abnormal: readonly string[] }
  | { readonly kind: 'reported'; readonly at: string; readonly title: string; readonly conclusion: string }
  | { readonly kind: 'operated'; readonly at: string; readonly name: string }
  | { readonly kind: 'imaged'; readonly at: string; readonly description: string }
  | { readonly kind: 'filed'; readonly at: string; readonly title: string }

/** The story of the record, newest first; diagnoses and results of one moment are one event. */
export function recordEvents(record: RecordView, limit: number): readonly RecordEvent[] {
  const events: RecordEvent[] = [
    ...record.encounters.flatMap(({ admittedAt, dischargedAt, department }): RecordEvent[] => [
      { kind: 'admitted', at: admittedAt, department },
      ...(dischargedAt === null ? [] : [{ kind: 'discharged', at: dischargedAt, department } as const]),
    ]),
    ...groupByMoment(record.conditions.map(({ recordedAt, display }) => ({ at: recordedAt, name: display })))
      .map(([at, all]): RecordEvent => ({ kind: 'diagnosed', at, names: all.map((one) => one.name) })),
    ...groupByMoment(results(record)).map(([at, all]): RecordEvent => ({
      kind: 'tested', at, count: all.length, abnormal: all.filter((one) => one.isAbnormal).map((one) => one.name),
    })),
    ...record.reports.map(({ issuedAt, display, conclusion }): RecordEvent => ({ kind: 'reported', at: issuedAt, title: display, conclusion })),
    ...record.procedures.map(({ performedAt, display }): RecordEvent => ({ kind: 'operated', at: performedAt, name: display })),
    ...record.studies.map(({ startedAt, description }): RecordEvent => ({ kind: 'imaged', at: startedAt, description })),
    ...record.documents.map(({ filedAt, title }): RecordEvent => ({ kind: 'filed', at: filedAt, title })),
  ]
  return events.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, limit)
}

const results = ({ laboratory }: RecordView) =>
  laboratory.flatMap(({ display, latest, earlier }) =>
    [latest, ...earlier].map((one) => ({ at: one.at, name: display, isAbnormal: one.flag !== 'normal' })))

function groupByMoment<Item extends { readonly at: string }>(items: readonly Item[]): readonly (readonly [string, readonly Item[]])[] {
  const byMoment = new Map<string, Item[]>()
  for (const one of items) {
    const held = byMoment.get(one.at)
    if (held) held.push(one)
    else byMoment.set(one.at, [one])
  }
  return [...byMoment.entries()]
}

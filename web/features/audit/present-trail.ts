import type { TrailLine, TrailNames } from '#core/audit/search-trail.ts'

/** One line of the trail in words: who, when, what, about whom. Ids only where nobody knows a name. */
export interface TrailLineView {
  readonly id: string
  readonly at: string
  readonly who: string | null
  readonly hospital: string
  /** The kind of event; its words are `audit.kind.<kind with underscores>`. */
  readonly kind: string
  readonly about: readonly string[]
  readonly sequence: number
}

const text = (value: unknown): readonly string[] => (typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [])

/** Turns lines into what a screen or a sheet of paper shows. */
export function presentTrail(lines: readonly TrailLine[], names: TrailNames): readonly TrailLineView[] {
  return lines.map(({ organization, sequence, event }) => {
    const payload: Readonly<Record<string, unknown>> = { ...event.payload }
    const patients = ['patient', 'patients', 'into'].flatMap((key) => text(payload[key])).flatMap((id) => names.patients.get(id) ?? [])
    const cases = text(payload['case']).flatMap((id) => names.cases.get(id) ?? [])
    const people = ['admitted', 'removed', 'practitioner', 'delegate'].flatMap((key) => text(payload[key])).flatMap((id) => names.people.get(id) ?? [])
    return {
      id: `${organization}.${sequence}`, at: event.at.toISOString(), who: event.actor === null ? null : (names.people.get(event.actor) ?? event.actor),
      hospital: names.hospitals.get(organization) ?? '', kind: event.payload.type, about: [...cases, ...patients, ...people], sequence,
    }
  })
}

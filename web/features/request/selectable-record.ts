import type { Observation, PatientRecord } from '#core/record/patient-record.ts'
import { isSensitive } from '#core/record/sensitivity.ts'

export const selectableKinds = ['conditions', 'medications', 'vitals', 'laboratory', 'reports', 'procedures', 'imaging', 'media', 'allergies', 'encounters'] as const
export type SelectableKind = (typeof selectableKinds)[number]

/** What is sent or kept as one: a diagnosis, a medicine, all values of one test. */
export interface Selectable {
  readonly ids: readonly string[]
  readonly label: string
  readonly detail: string | null
}

export interface SelectableRecord {
  readonly groups: readonly { readonly kind: SelectableKind; readonly items: readonly Selectable[] }[]
  /** Kept back unless released one by one, each for a reason. */
  readonly sensitive: readonly { readonly id: string; readonly kind: SelectableKind; readonly label: string }[]
}

interface Listed extends Selectable {
  readonly isSensitive: boolean
}

const single = <Item extends { readonly id: string }>(items: readonly Item[], words: (item: Item) => Pick<Selectable, 'label' | 'detail'>): readonly Listed[] =>
  items.map((item) => ({ ids: [item.id], ...words(item), isSensitive: isSensitive(item) }))

function tests(observations: readonly Observation[], category: Observation['category']): readonly Listed[] {
  const byCode = new Map<string, Observation[]>()
  for (const one of observations.filter((each) => each.category === category)) {
    const held = byCode.get(one.code)
    if (held) held.push(one)
    else byCode.set(one.code, [one])
  }
  return [...byCode.values()].flatMap((all) => {
    const [first] = all
    return first ? [{ ids: all.map((one) => one.id), label: first.display, detail: all.length > 1 ? `×${all.length}` : null, isSensitive: isSensitive(first) }] : []
  })
}

/** The record as the form offers it: by kind, sensitive items apart. */
export function selectableRecord(record: PatientRecord): SelectableRecord {
  const listed: Readonly<Record<SelectableKind, readonly Listed[]>> = {
    conditions: single(record.conditions, (one) => ({ label: one.display, detail: one.code })),
    medications: single(record.medications, (one) => ({ label: one.name, detail: one.dosage })),
    vitals: tests(record.observations, 'vital-signs'),
    laboratory: tests(record.observations, 'laboratory'),
    reports: single(record.reports, (one) => ({ label: one.display, detail: one.conclusion === '' ? null : one.conclusion })),
    procedures: single(record.procedures, (one) => ({ label: one.display, detail: one.code === '' ? null : one.code })),
    imaging: single(record.imagingStudies, (one) => ({ label: one.description, detail: one.modality })),
    media: single(record.media, (one) => ({ label: one.title === '' ? one.mediaType : one.title, detail: null })),
    allergies: single(record.allergies, (one) => ({ label: one.substance, detail: one.reaction })),
    encounters: single(record.encounters, (one) => ({ label: one.department, detail: one.admissionNumber })),
  }
  return {
    groups: selectableKinds
      .map((kind) => ({ kind, items: listed[kind].filter((one) => !one.isSensitive).map(({ ids, label, detail }) => ({ ids, label, detail })) }))
      .filter((group) => group.items.length > 0),
    sensitive: selectableKinds.flatMap((kind) =>
      listed[kind].filter((one) => one.isSensitive).flatMap((one) => one.ids.map((id) => ({ id, kind, label: one.label })))),
  }
}

import type { ConsultKind } from '#core/case/case.ts'
import type { OpenedRequest } from '#core/case/open-request.ts'
import { mayAnswerForPatient } from '#core/case/policy.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { SpecialtyCode } from '#core/directory/directory.ts'
import type { Sex, SpokenAge } from '#core/record/patient.ts'
import { spokenAge } from '#core/record/patient.ts'
import type { SnapshotSelection } from '#core/record/snapshot.ts'
import { defaultSelection } from '#core/record/snapshot-default.ts'
import type { SelectableRecord } from './selectable-record.ts'
import { selectableRecord } from './selectable-record.ts'
import type { RequestDraft } from './request-draft.ts'
import { nextQuestionId, textOfGround } from './request-draft.ts'

export interface HubView {
  readonly id: string
  readonly name: string
  readonly specialties: readonly SpecialtyCode[]
}

export interface RequestView {
  readonly id: string
  readonly code: string
  readonly revision: number
  readonly patient: { readonly id: string; readonly name: string | null; readonly age: SpokenAge | null; readonly sex: Sex }
  /** What the coordinator asked, when the case came back; null while it is a draft. */
  readonly ask: { readonly text: string; readonly askedAt: string } | null
  readonly draft: RequestDraft
  readonly hubs: readonly HubView[]
  readonly record: SelectableRecord
  /** What goes along by itself, by the kind of consult. */
  readonly defaults: Readonly<Record<ConsultKind, SnapshotSelection>>
  /** Only the treating doctor sends and names the legal basis; a colleague may write. */
  readonly maySend: boolean
}

/** What the form needs of a request that was opened for writing. */
export function presentRequest(actor: Actor, { case: one, record, hubs }: OpenedRequest, now: Date): RequestView {
  const { request, legalBasis } = one
  const defaultOf = (kind: ConsultKind): SnapshotSelection => defaultSelection(record, kind, now)
  const defaults = {
    case: defaultOf('case'), imaging: defaultOf('imaging'), pathology: defaultOf('pathology'),
    'live-surgery': defaultOf('live-surgery'), 'ward-round': defaultOf('ward-round'), training: defaultOf('training'),
  }
  return {
    id: one.id,
    code: one.code,
    revision: one.revision,
    patient: { id: one.patient, name: one.subject.name, age: spokenAge(one.subject.birthDate, now), sex: one.subject.sex },
    ask: one.status === 'needs-info' ? { text: one.ask.text, askedAt: one.ask.askedAt.toISOString() } : null,
    draft: {
      kind: request.kind, urgency: request.urgency, specialty: request.specialty, hub: one.consultingOrganization,
      questions: request.questions.length === 0 ? [{ id: nextQuestionId([]), text: '' }] : request.questions,
      course: request.course, currentCondition: request.currentCondition, provisionalDiagnosis: request.provisionalDiagnosis,
      selection: request.selection ?? defaults[request.kind],
      basis: legalBasis === null ? { kind: 'written-request', text: '' } : { kind: legalBasis.kind, text: textOfGround(legalBasis) },
    },
    hubs: hubs.filter((hub) => hub.specialties.length > 0).map(({ organization, specialties }) => ({ id: organization.id, name: organization.name, specialties })),
    record: selectableRecord(record),
    defaults,
    maySend: mayAnswerForPatient(actor, one),
  }
}

import type { Actor } from '#core/directory/actor.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import { mayReadRecords } from './view-record.ts'

/** What the form for a patient written by hand asks for, in the words in which it stands there. */
export const admissionFields = [
  'name', 'sex', 'birthDate', 'hospitalNumber', 'citizenId', 'insuranceNumber', 'phone', 'address',
  'kind', 'admissionNumber', 'department', 'room', 'bed', 'date', 'time', 'diagnosis',
] as const

/** The form as it stands, half-written fields included. */
export type AdmissionDraft = Readonly<Record<(typeof admissionFields)[number], string>>

/** The one form that the actor has begun at the hospital for which they act; nobody else sees it. */
export interface AdmissionDraftRepository {
  find(): Promise<AdmissionDraft | null>
  keep(draft: AdmissionDraft, at: Date): Promise<void>
  remove(): Promise<void>
}

/** What keeping a form that is being written needs. */
export interface AdmissionDraftPorts {
  readonly atomically: <T>(actor: Actor, work: (repositories: { readonly admissionDrafts: AdmissionDraftRepository }) => Promise<T>) => Promise<T>
  readonly clock: Clock
}

/** What the actor had begun to write of a patient; null where there is nothing. */
export const makeReadAdmissionDraft =
  ({ atomically }: Pick<AdmissionDraftPorts, 'atomically'>) =>
  (actor: Actor): Promise<Result<AdmissionDraft | null, 'patient.not-allowed'>> =>
    atomically(actor, async ({ admissionDrafts }) => (mayReadRecords(actor) ? ok(await admissionDrafts.find()) : err('patient.not-allowed')))

/** Keeps what is being written of a patient on the server: nothing of a patient may wait in a browser. */
export const makeKeepAdmissionDraft =
  ({ atomically, clock }: AdmissionDraftPorts) =>
  (actor: Actor, draft: AdmissionDraft): Promise<Result<Date, 'patient.not-allowed'>> =>
    atomically(actor, async ({ admissionDrafts }) => {
      if (!mayReadRecords(actor)) return err('patient.not-allowed')
      const at = clock()
      await admissionDrafts.keep(draft, at)
      return ok(at)
    })

/** Forgets what was begun. */
export const makeDropAdmissionDraft =
  ({ atomically }: Pick<AdmissionDraftPorts, 'atomically'>) =>
  (actor: Actor): Promise<Result<null, never>> =>
    atomically(actor, async ({ admissionDrafts }) => {
      await admissionDrafts.remove()
      return ok(null)
    })

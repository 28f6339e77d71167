import { mayEditRequest, mayViewCase } from '#core/case/policy.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { Practitioner } from '#core/directory/directory.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { standingConsent, type Consent, type ConsentKind } from './consent.ts'
import type { AtomicallyWithConsents } from './give-consent.ts'

export interface PatientConsent {
  readonly standing: Consent | null
  readonly recordedBy: Practitioner | null
  /** The asking hospital's clinicians note and withdraw it. */
  readonly mayChange: boolean
}

/** What the patient's side allows in a case now. */
export const makeViewPatientConsent =
  (ports: { readonly read: AtomicallyWithConsents }) =>
  (actor: Actor, input: { readonly case: CaseId; readonly kind: ConsentKind }): Promise<Result<PatientConsent, 'case.not-found'>> =>
    ports.read(actor, async ({ cases, consents, directory }) => {
      const one = await cases.find(input.case)
      if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
      const standing = standingConsent(await consents.of(one.id), input.kind, 'patient')
      const [recordedBy = null] = standing === null ? [] : await directory.practitioners([standing.recordedBy])
      return ok({ standing, recordedBy, mayChange: mayEditRequest(actor, one) })
    })

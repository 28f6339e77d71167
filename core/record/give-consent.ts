import { mayEditRequest, mayEnterSession, mayViewCase } from '#core/case/policy.ts'
import type { CasePorts, Repositories } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { Consent, ConsentGiver, ConsentId, ConsentKind, ConsentRepository } from './consent.ts'
import { standingConsent } from './consent.ts'

export interface ConsentRepositories extends Repositories {
  readonly consents: ConsentRepository
}
export type AtomicallyWithConsents = <T>(actor: Actor, work: (repositories: ConsentRepositories) => Promise<T>) => Promise<T>

export type ConsentPorts = Pick<CasePorts, 'clock' | 'newId'> & { readonly atomically: AtomicallyWithConsents }

export interface GivenConsent {
  readonly case: CaseId
  readonly kind: ConsentKind
  /** A participant gives only their own. */
  readonly subject: { readonly who: 'patient'; readonly givenBy: ConsentGiver } | { readonly who: 'participant' }
  readonly evidence: string
}

type ConsentRefusal = 'case.not-found' | 'case.not-allowed' | 'consent.no-evidence'

/** Records that the patient, or the actor as a participant, allows one thing; the patient's needs its proof. */
export const makeGiveConsent =
  (ports: ConsentPorts) =>
  (actor: Actor, input: GivenConsent): Promise<Result<Consent, ConsentRefusal>> =>
    ports.atomically(actor, async ({ cases, consents, audit }) => {
      const one = await cases.find(input.case)
      if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
      const ofPatient = input.subject.who === 'patient'
      if (ofPatient ? !mayEditRequest(actor, one) : !mayEnterSession(actor, one)) return err('case.not-allowed')
      if (ofPatient && input.evidence.trim() === '') return err('consent.no-evidence')
      const standing = standingConsent(await consents.of(one.id), input.kind, ofPatient ? 'patient' : actor.practitioner)
      if (standing !== null) return ok(standing)
      const at = ports.clock()
      const consent: Consent = {
        id: brandId(ports.newId()), case: one.id, organization: actor.organization, kind: input.kind, evidence: input.evidence.trim(),
        subject: input.subject.who === 'patient' ? input.subject : { who: 'participant', practitioner: actor.practitioner },
        recordedBy: actor.practitioner, recordedAt: at, revoked: null,
      }
      await consents.add(consent)
      await audit.append({
        organization: actor.organization, actor: actor.practitioner, at,
        payload: { type: 'consent.given', case: one.id, consent: consent.id, kind: consent.kind, of: consent.subject.who },
      })
      return ok(consent)
    })

type RevokeRefusal = 'case.not-found' | 'case.not-allowed' | 'consent.not-found' | 'consent.no-reason'

/** Withdraws a consent from now on: the patient's by the asking hospital's clinicians, a participant's by that person. */
export const makeRevokeConsent =
  (ports: ConsentPorts) =>
  (actor: Actor, input: { readonly case: CaseId; readonly consent: ConsentId; readonly reason: string }): Promise<Result<null, RevokeRefusal>> =>
    ports.atomically(actor, async ({ cases, consents, audit }) => {
      const one = await cases.find(input.case)
      if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
      const consent = (await consents.of(one.id)).find(({ id }) => id === input.consent)
      if (consent === undefined) return err('consent.not-found')
      const { subject } = consent
      if (subject.who === 'patient' ? !mayEditRequest(actor, one) : subject.practitioner !== actor.practitioner) return err('case.not-allowed')
      if (input.reason.trim() === '') return err('consent.no-reason')
      const at = ports.clock()
      const withdrawn = await consents.revoke(consent.id, { at, by: actor.practitioner, reason: input.reason.trim() })
      if (!withdrawn) return err('consent.not-found')
      await audit.append({
        organization: actor.organization, actor: actor.practitioner, at,
        payload: { type: 'consent.revoked', case: one.id, consent: consent.id, kind: consent.kind, of: subject.who },
      })
      return ok(null)
    })

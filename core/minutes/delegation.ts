import type { Actor } from '#core/directory/actor.ts'
import type { CaseId, DelegationId, OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { MinutesForm, Participant } from './form.ts'
import type { SigningMinutes } from './minutes.ts'
import { maySign, nextSigners, pendingSigners, signatoriesOf, type Signatory, type SignatoryRole, type SigningTurnRefusal } from './signing-order.ts'

/** Somebody who may sign for somebody else: who, for whom, until when, on what basis. It is withdrawn, never erased. */
export interface SigningDelegation {
  readonly id: DelegationId
  readonly case: CaseId
  /** Whose signature it is. */
  readonly principal: PractitionerId
  readonly role: SignatoryRole
  readonly delegate: StandIn
  /** The paper on which it rests, by number and date. */
  readonly basis: string
  readonly until: Date
  readonly givenAt: Date
  readonly withdrawnAt: Date | null
}

/** Who signs in somebody's place, as printed and as shown. */
export interface StandIn {
  readonly practitioner: PractitionerId
  readonly organization: OrganizationId
  readonly name: string
  readonly title: string
}

export interface DelegationRepository {
  /** Every delegation of a case, oldest first, withdrawn and lapsed ones included. */
  of(caseId: CaseId): Promise<readonly SigningDelegation[]>
  add(delegation: SigningDelegation): Promise<void>
  withdraw(id: DelegationId, at: Date): Promise<void>
}

/** Whether a delegation holds now. */
export const stands = ({ until, withdrawnAt }: SigningDelegation, now: Date): boolean => withdrawnAt === null && now < until

/** Whether the person stands in for a signatory of these minutes now. */
export const standsInFor = (actor: Pick<Actor, 'practitioner' | 'organization'>, delegations: readonly SigningDelegation[], now: Date): boolean =>
  delegations.some((one) => one.delegate.practitioner === actor.practitioner && one.delegate.organization === actor.organization && stands(one, now))

/** Whose signature the actor may give now, and on whose behalf: their own turn first, then that of somebody who has let them. */
export function turnOf(
  actor: Pick<Actor, 'practitioner' | 'organization'>,
  minutes: SigningMinutes,
  { delegations, now }: { readonly delegations: readonly SigningDelegation[]; readonly now: Date },
): Result<{ readonly signatory: Signatory; readonly delegation: SigningDelegation | null }, SigningTurnRefusal> {
  const own = maySign(actor, minutes)
  if (own.ok) return ok({ signatory: own.value, delegation: null })
  const mine = delegations.filter((one) => standsInFor(actor, [one], now))
  const pending = pendingSigners(minutes)
  for (const delegation of mine) {
    const signatory = nextSigners(minutes).find(({ practitioner }) => practitioner === delegation.principal)
    if (signatory !== undefined) return ok({ signatory, delegation })
  }
  return mine.some(({ principal }) => pending.some(({ practitioner }) => practitioner === principal)) ? err('minutes.not-your-turn') : own
}

export type DelegationRefusal =
  | 'delegation.not-signatory'
  | 'delegation.to-oneself'
  | 'delegation.chair-outside-team'
  | 'delegation.another-office'
  | 'delegation.outside-hospital'
  | 'delegation.no-basis'
  | 'delegation.bad-period'

/** A signature may not wait for ever in another's hand; milliseconds. */
export const longestDelegation = 30 * 24 * 3_600_000

/**
 * Whether a signatory may let somebody sign in their place. Chair and secretary are two offices and stay two people (TT 32/2023): neither
 * signs for the other, nor for a member. The chair's signature stays within the team; a member's or the secretary's stays with the
 * team or with a clinician of their own hospital, who answers for it there.
 */
export function mayDelegate(
  principal: Pick<Actor, 'practitioner'>,
  form: MinutesForm,
  asked: { readonly delegate: StandIn; readonly isClinician: boolean; readonly basis: string; readonly until: Date; readonly now: Date },
): Result<SignatoryRole, DelegationRefusal> {
  const mine = signatoriesOf(form).find((one) => one.practitioner === principal.practitioner)
  if (mine === undefined) return err('delegation.not-signatory')
  const { delegate, isClinician, basis, until, now } = asked
  if (delegate.practitioner === principal.practitioner) return err('delegation.to-oneself')
  const inTeam = isIn([form.chair, form.secretary, ...form.members], delegate)
  if (mine.role === 'chair' && !inTeam) return err('delegation.chair-outside-team')
  if (isIn([form.chair, form.secretary], delegate)) return err('delegation.another-office')
  if (!inTeam && (delegate.organization !== mine.organization || !isClinician)) return err('delegation.outside-hospital')
  if (basis.trim() === '') return err('delegation.no-basis')
  return until > now && until.getTime() <= now.getTime() + longestDelegation ? ok(mine.role) : err('delegation.bad-period')
}

const isIn = (people: readonly Participant[], one: StandIn): boolean =>
  people.some((each) => each.practitioner === one.practitioner && each.organization === one.organization)

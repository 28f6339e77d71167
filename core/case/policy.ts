import type { Actor } from '#core/directory/actor.ts'
import { glassOf, isClinical, isCoordinator } from '#core/directory/actor.ts'
import type { ConsultCase, TeamMember } from './case.ts'
import { teamOf } from './case.ts'

const asks = (actor: Actor, c: ConsultCase): boolean => actor.organization === c.requestingOrganization
const advises = (actor: Actor, c: ConsultCase): boolean => actor.organization === c.consultingOrganization

/** The actor's place in the case's team, or null. */
export const membershipOf = (actor: Actor, c: ConsultCase): TeamMember | null =>
  teamOf(c).find((one) => one.practitioner === actor.practitioner && one.organization === actor.organization) ?? null

/** A clinician opens a request for a patient of the own hospital. */
export const mayRequest = (actor: Actor): boolean => isClinical(actor)

/** The treating doctor writes the request; a colleague of the same hospital may help. */
export const mayEditRequest = (actor: Actor, c: ConsultCase): boolean => isClinical(actor) && asks(actor, c)

/** Only the treating doctor sends it, chooses the snapshot and records the basis and the outcome. */
export const mayAnswerForPatient = (actor: Actor, c: ConsultCase): boolean =>
  actor.practitioner === c.requester && asks(actor, c) && actor.roles.includes('doctor')

/** Whether people gather or are in the case's session now. */
const isOpen = (c: ConsultCase): boolean => c.status === 'lobby' || c.status === 'live' || c.status === 'interrupted'

/** Whoever goes along with a round, for as long as it stands before this patient and no longer. The database holds to the same (goes_along). */
const isVisiting = (actor: Actor, c: ConsultCase): boolean => isOpen(c) && actor.visits?.includes(c.id) === true

/** The coordinator of the consulting hospital triages, staffs and schedules. */
export const mayCoordinate = (actor: Actor, c: ConsultCase): boolean =>
  isCoordinator(actor) && advises(actor, c) && c.status !== 'draft'

/** A case that somebody holds is handed over, or taken over, by the coordinators of the consulting hospital, until all is said and done. */
export const mayHandOver = (actor: Actor, c: ConsultCase): boolean =>
  mayCoordinate(actor, c) && 'coordinator' in c && c.status !== 'rejected' && c.status !== 'closed'

/**
 * The head of the case may be seen by both hospitals' clinicians and coordinators; a draft by the asking one alone. Access follows
 * the case: a member of the team sees it from whichever hospital they come, for three hours whoever broke its glass, and whoever goes
 * along with a round while it stands before the patient.
 */
export function mayViewCase(actor: Actor, c: ConsultCase): boolean {
  if (asks(actor, c)) return isClinical(actor) || isCoordinator(actor)
  if (c.status === 'draft') return false
  return (advises(actor, c) && isCoordinator(actor)) || membershipOf(actor, c) !== null || glassOf(actor, c.id) !== undefined || isVisiting(actor, c)
}

/** For how long after its close the advising team may still open what was sent. */
export const snapshotOpenAfterCloseMs = 7 * 24 * 3_600_000

/** When the advising team's access to what was sent ends; null while the case is not closed. */
export const snapshotClosesAt = (c: ConsultCase): Date | null =>
  c.status === 'closed' ? new Date(c.outcome.recordedAt.getTime() + snapshotOpenAfterCloseMs) : null

/** The moment of asking, and whether a contract between the two hospitals stands at it (NĐ 96/2023 Đ88). */
export interface AccessMoment {
  readonly now: Date
  readonly linked: boolean
}

/** From the open lobby until the minutes are signed: what was begun under a contract is finished after its end. */
const isUnderWay = (c: ConsultCase): boolean => {
  switch (c.status) {
    case 'lobby':
    case 'live':
    case 'interrupted':
    case 'ended':
    case 'minutes-drafting':
    case 'awaiting-signatures':
    case 'returned':
      return true
    case 'draft':
    case 'submitted':
    case 'coordinating':
    case 'needs-info':
    case 'rejected':
    case 'assigned':
    case 'scheduled':
    case 'signed':
    case 'filed':
    case 'awaiting-outcome':
    case 'closed':
    case 'cancelled':
      return false
  }
}

/**
 * The snapshot is open by right to the asking clinicians, and to a team member from accepting until 7 days after the case is closed, or
 * until the contract between the hospitals ends; a coordinator sees the summary only.
 */
export function mayViewSnapshotByRight(actor: Actor, c: ConsultCase, { now, linked }: AccessMoment): boolean {
  if (asks(actor, c)) return isClinical(actor)
  const closesAt = snapshotClosesAt(c)
  return membershipOf(actor, c)?.invitation.reply === 'accepted' && (closesAt === null || now < closesAt) && (linked || isUnderWay(c))
}

/**
 * The snapshot opens by right, to a round while it stands before the patient, or for three hours to whoever broke the glass of a case
 * that was sent and not withdrawn. The database holds to the same (is_open_to_advisers).
 */
export function mayViewSnapshot(actor: Actor, c: ConsultCase, at: AccessMoment): boolean {
  if (mayViewSnapshotByRight(actor, c, at) || isVisiting(actor, c)) return true
  const glass = glassOf(actor, c.id)
  return glass !== undefined && at.now < glass.until && c.status !== 'draft' && c.status !== 'cancelled'
}

/** Whoever pressed the one button, nurse or doctor, until a doctor of the hub has come. */
const isEmergencyCaller = (actor: Actor, c: ConsultCase): boolean =>
  c.request.urgency === 'emergency' && actor.practitioner === c.requester && asks(actor, c)

/** The treating doctor and those of the team who accepted enter the room; of an emergency, whoever called; of a round, whoever goes along. */
export const mayEnterSession = (actor: Actor, c: ConsultCase): boolean =>
  mayAnswerForPatient(actor, c) || isEmergencyCaller(actor, c) || membershipOf(actor, c)?.invitation.reply === 'accepted' || mayCoordinate(actor, c) || isVisiting(actor, c)

/** The chair hosts the session; the coordinator does until the chair has come, and the caller of an emergency until anyone has. */
export const mayHost = (actor: Actor, c: ConsultCase): boolean =>
  membershipOf(actor, c)?.part === 'chair' || mayCoordinate(actor, c) || (isEmergencyCaller(actor, c) && teamOf(c).length === 0)

/** The secretary and the chair write the minutes. */
export function mayWriteMinutes(actor: Actor, c: ConsultCase): boolean {
  const part = membershipOf(actor, c)?.part
  return part === 'secretary' || part === 'chair'
}

/** The coordinator and the chair may open a case to a wide circle or a class without saying whose it is. */
export const mayMaskIdentity = (actor: Actor, c: ConsultCase): boolean => mayCoordinate(actor, c) || membershipOf(actor, c)?.part === 'chair'

/** The coordinator and the chair may invite somebody who has no account to the session, from its booking to its end. */
export const mayInviteGuest = (actor: Actor, c: ConsultCase): boolean =>
  (mayCoordinate(actor, c) || membershipOf(actor, c)?.part === 'chair') && isSessionAhead(c)

/** For a session, each of the two hospitals lends its own rooms and equipment: its coordinators do so, and the treating doctor. */
export const mayReserveAssets = (actor: Actor, c: ConsultCase): boolean =>
  isSessionAhead(c) && ((isCoordinator(actor) && (asks(actor, c) || advises(actor, c))) || mayAnswerForPatient(actor, c))

/** Whether a session is booked or under way. */
export const isSessionAhead = (c: ConsultCase): c is Extract<ConsultCase, { readonly status: 'scheduled' | 'lobby' | 'live' | 'interrupted' }> =>
  c.status === 'scheduled' || c.status === 'lobby' || c.status === 'live' || c.status === 'interrupted'

/** Whether someone of the team works on a masked case without knowing whose it is: every invited member who does not treat the patient. */
export const worksMasked = (c: ConsultCase, { part, organization }: Pick<TeamMember, 'part' | 'organization'>): boolean =>
  c.masked === true && part === 'member' && organization !== c.requestingOrganization

/**
 * Who is told whose case it is. Once a case is masked, those who answer for it are: the hospital that treats the patient, the
 * coordinators of the advising one, the chair and the secretary, and whoever breaks its glass, with a reason that is reviewed. Everybody
 * else who may see the case, invited members and guests of third hospitals alike, sees "Người bệnh nữ, 68 tuổi".
 */
export function seesIdentity(actor: Actor, c: ConsultCase): boolean {
  if (c.masked !== true || asks(actor, c) || mayCoordinate(actor, c) || glassOf(actor, c.id) !== undefined) return true
  const member = membershipOf(actor, c)
  return member !== null && !worksMasked(c, member)
}

/** Whoever takes part reads the minutes while they are written, but for those who may not know whose they are: minutes name the patient. */
export const mayReadMinutes = (actor: Actor, c: ConsultCase): boolean =>
  (mayAnswerForPatient(actor, c) || membershipOf(actor, c)?.invitation.reply === 'accepted') && seesIdentity(actor, c)

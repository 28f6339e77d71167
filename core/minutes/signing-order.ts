import { err, ok, type Result } from '#core/shared/result.ts'
import type { DelegationId, OrganizationId, PractitionerId, Sha256 } from '#core/shared/ids.ts'
import type { MinutesForm, Participant } from './form.ts'

export type SignatoryRole = 'secretary' | 'member' | 'chair'

/** A person whose signature the minutes need, and the field reserved for it. */
export interface Signatory {
  readonly practitioner: PractitionerId
  readonly organization: OrganizationId
  readonly role: SignatoryRole
  readonly name: string
  readonly title: string
  /** Name of the signature field in the PDF; plain ASCII for every reader. */
  readonly field: string
}

/** A signature that was given, and the hash of the file as it stood right after it. */
export interface AppliedSignature {
  readonly practitioner: PractitionerId
  readonly organization: OrganizationId
  readonly role: SignatoryRole
  readonly field: string
  readonly signedAt: Date
  readonly certificateSerial: string
  readonly certificateSubject: string
  readonly sealed: Sha256
  /** Who really signed, for the signatory and with a key of their own; absent where the signatory did. */
  readonly standIn?: { readonly practitioner: PractitionerId; readonly name: string; readonly title: string; readonly delegation: DelegationId }
}

/** Whoever must sign, in the order of the paper: secretary, members, chair. */
export function signatoriesOf(form: MinutesForm): readonly Signatory[] {
  const signatory = (person: Participant, role: SignatoryRole, field: string): Signatory => ({
    practitioner: person.practitioner,
    organization: person.organization,
    role,
    name: person.name,
    title: person.title,
    field,
  })
  return [
    signatory(form.secretary, 'secretary', 'ThuKy'),
    ...form.members.map((member, index) => signatory(member, 'member', `ThanhVien${index + 1}`)),
    signatory(form.chair, 'chair', 'ChuToa'),
  ]
}

interface BeingSigned {
  readonly form: MinutesForm
  readonly signatures: readonly AppliedSignature[]
}

/** Those who have not signed yet. */
export const pendingSigners = ({ form, signatures }: BeingSigned): readonly Signatory[] =>
  signatoriesOf(form).filter((one) => !signatures.some((given) => given.field === one.field))

/** Whose turn it is: the secretary; then every member, in any order; then the chair, last. */
export function nextSigners(minutes: BeingSigned): readonly Signatory[] {
  const pending = pendingSigners(minutes)
  const turn = pending[0]?.role
  return pending.filter((one) => one.role === turn)
}

export type SigningTurnRefusal = 'minutes.not-signatory' | 'minutes.already-signed' | 'minutes.not-your-turn'

/** The signatory that a person may sign as now in their own name. */
export function maySign(
  actor: { readonly practitioner: PractitionerId },
  minutes: BeingSigned,
): Result<Signatory, SigningTurnRefusal> {
  const mine = signatoriesOf(minutes.form).filter((one) => one.practitioner === actor.practitioner)
  if (mine.length === 0) return err('minutes.not-signatory')
  const pending = new Set(pendingSigners(minutes).map((one) => one.field))
  if (!mine.some((one) => pending.has(one.field))) return err('minutes.already-signed')
  const turn = nextSigners(minutes).find((one) => one.practitioner === actor.practitioner)
  return turn ? ok(turn) : err('minutes.not-your-turn')
}

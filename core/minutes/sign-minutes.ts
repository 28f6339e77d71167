import type { Actor } from '#core/directory/actor.ts'
import type { ConsultCase } from '#core/case/case.ts'
import { mayViewCase } from '#core/case/policy.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { standsInFor, stands, turnOf, type SigningDelegation } from './delegation.ts'
import { followTo } from './follow-case.ts'
import { applySignature, type SignedMinutes, type SigningMinutes } from './minutes.ts'
import type { MinutesSeal } from './organization-seal.ts'
import {
  SigningRefused, type KeyRefusal, type MinutesPorts, type MinutesRepositories, type MinutesSealer, type OrganizationSeals, type SealOrder,
  type SigningCredential, type SigningKeys,
} from './ports.ts'
import { nextSigners, pendingSigners, type AppliedSignature, type Signatory, type SignatoryRole, type SigningTurnRefusal } from './signing-order.ts'

export type SignRefusal =
  | 'case.not-found'
  | 'case.wrong-state'
  | 'minutes.not-signing'
  | 'minutes.superseded'
  | 'signing.seal-unavailable'
  | SigningTurnRefusal
  | KeyRefusal

const reasons: Readonly<Record<SignatoryRole, string>> = {
  secretary: 'Thư ký xác nhận biên bản hội chẩn',
  member: 'Thành viên xác nhận biên bản hội chẩn',
  chair: 'Chủ tọa phê duyệt biên bản hội chẩn',
}
const capacities: Readonly<Record<SignatoryRole, string>> = { secretary: 'Thư ký', member: 'Thành viên', chair: 'Chủ tọa' }

type SigningPorts = MinutesPorts & { readonly keys: SigningKeys; readonly seals: Pick<OrganizationSeals, 'unlock'>; readonly sealer: MinutesSealer }

/**
 * One person signs the version they have seen, with their PIN, in their turn or in that of somebody who has let them. The case stays
 * locked for the tenth of a second that this takes, so that two signatures never start from the same bytes.
 */
export const makeSignMinutes =
  (ports: SigningPorts) =>
  (
    actor: Actor,
    input: { readonly case: CaseId; readonly version: number; readonly pin: string },
  ): Promise<Result<SigningMinutes | SignedMinutes, SignRefusal>> =>
    refusing(ports.atomically(actor, async (repositories) => {
      const one = await repositories.cases.findForChange(input.case)
      const delegations = await repositories.delegations.of(input.case)
      const at = ports.clock()
      if (one === null || !(mayViewCase(actor, one) || standsInFor(actor, delegations, at))) return err('case.not-found')
      const minutes = await repositories.minutes.latest(one.id)
      if (minutes === null || minutes.status !== 'signing') return err('minutes.not-signing')
      if (minutes.version !== input.version) return err('minutes.superseded')
      const turn = turnOf(actor, minutes, { delegations, now: at })
      if (!turn.ok) return turn
      const credential = await ports.keys.unlock(actor, input.pin)
      if (!credential.ok) return credential
      const given = await giveSignature(ports, minutes, { repositories, ...turn.value, credential: credential.value, at })
      if (!given.ok) return given
      const next = given.value
      await repositories.minutes.save(next)
      await repositories.audit.append({
        organization: actor.organization, actor: actor.practitioner, at,
        payload: { type: 'minutes.signed', case: one.id, minutes: next.id, version: next.version, sha256: next.sealed },
      })
      return announce(ports, next, { repositories, actor, one, at, delegations })
    }))

/** A keeper's refusal undoes the transaction by being thrown, and is then an answer like any other. */
const refusing = <T, E extends string>(signing: Promise<Result<T, E>>): Promise<Result<T, E | KeyRefusal>> =>
  signing.catch((cause: unknown) => {
    if (cause instanceof SigningRefused) return err(cause.code)
    throw cause
  })

interface OneSignature {
  readonly repositories: MinutesRepositories
  readonly signatory: Signatory
  readonly delegation: SigningDelegation | null
  readonly credential: SigningCredential
  readonly at: Date
}

/** Signs the stored bytes; after the last person come the hospitals' seals and the long-term proofs. The result is stored under its own hash. */
async function giveSignature(
  ports: SigningPorts,
  minutes: SigningMinutes,
  { repositories, signatory, delegation, credential, at }: OneSignature,
): Promise<Result<SigningMinutes | SignedMinutes, 'signing.seal-unavailable'>> {
  const file = await repositories.files.get(minutes.sealed)
  if (file === null) throw new Error(`minutes ${minutes.id} have lost their file`)
  const signed = await ports.sealer.sign({ pdf: file.bytes, field: signatory.field, credential, at, ...wordsOf(minutes, signatory, delegation) })
  const isLast = pendingSigners(minutes).length === 1
  const finished = isLast ? await giveSeals(ports, minutes.seals, { pdf: signed, at }) : ok({ pdf: signed, seals: minutes.seals })
  if (!finished.ok) return finished
  const sealed = await repositories.files.put({ bytes: isLast ? await ports.sealer.addValidationData(finished.value.pdf) : finished.value.pdf, mediaType: file.mediaType })
  const { practitioner, organization, role, field } = signatory
  const signature = { practitioner, organization, role, field, signedAt: at, certificateSerial: credential.serial, certificateSubject: credential.subject, sealed, ...standInOf(delegation) }
  return ok(applySignature(minutes, signature, finished.value.seals.map((seal) => (seal.given === null ? seal : { ...seal, given: { ...seal.given, sealed } }))))
}

const standInOf = (delegation: SigningDelegation | null): Pick<AppliedSignature, 'standIn'> =>
  delegation === null ? {} : { standIn: { practitioner: delegation.delegate.practitioner, name: delegation.delegate.name, title: delegation.delegate.title, delegation: delegation.id } }

/** What the signature says of itself, in the file and on the page. */
function wordsOf({ form }: SigningMinutes, { practitioner, role, title, name }: Signatory, delegation: SigningDelegation | null): Pick<SealOrder, 'capacity' | 'reason' | 'location'> {
  const people = [form.chair, form.secretary, ...form.members]
  const location = people.find((person) => person.practitioner === (delegation?.delegate.practitioner ?? practitioner))?.organizationName
    ?? people.find((person) => person.practitioner === practitioner)?.organizationName ?? ''
  if (delegation === null) return { capacity: capacities[role], reason: reasons[role], location }
  const principal = `${title} ${name}`.trim()
  return { capacity: `Ký thay ${capacities[role]} ${principal} theo ủy quyền`, reason: `${reasons[role]} (ký thay ${principal}; căn cứ: ${delegation.basis})`, location }
}

/** The hospitals' seals, one after the other; a seal that cannot be given holds the last signature back rather than leave the minutes without it. */
async function giveSeals(
  { seals: keys, sealer }: SigningPorts,
  seals: readonly MinutesSeal[],
  { pdf, at }: { readonly pdf: Uint8Array; readonly at: Date },
): Promise<Result<{ readonly pdf: Uint8Array; readonly seals: readonly MinutesSeal[] }, 'signing.seal-unavailable'>> {
  let bytes = pdf
  const given: MinutesSeal[] = []
  for (const seal of seals) {
    const credential = await keys.unlock(seal.organization)
    if (!credential.ok) return err('signing.seal-unavailable')
    const order = { pdf: bytes, field: seal.field, credential: credential.value, capacity: 'Con dấu số của cơ quan', reason: 'Cơ quan xác nhận biên bản hội chẩn', location: seal.name, at }
    const stamped = await sealer.sign(order).catch((cause: unknown) => {
      if (cause instanceof SigningRefused) return null
      throw cause
    })
    if (stamped === null) return err('signing.seal-unavailable')
    bytes = stamped
    // The hash of the finished file is known once the proofs are in it.
    given.push({ ...seal, given: { at, certificateSerial: credential.value.serial, certificateSubject: credential.value.subject, sealed: brandId('') } })
  }
  return ok({ pdf: bytes, seals: given })
}

interface Announcement {
  readonly repositories: MinutesRepositories
  readonly actor: Actor
  readonly one: ConsultCase
  readonly at: Date
  readonly delegations: readonly SigningDelegation[]
}

/** Tells whose turn it has become, or hands the signed minutes to filing. */
async function announce(
  ports: MinutesPorts,
  next: SigningMinutes | SignedMinutes,
  { repositories, actor, one, at, delegations }: Announcement,
): Promise<Result<SigningMinutes | SignedMinutes, 'case.wrong-state'>> {
  if (next.status === 'signed') {
    const moved = await followTo(one, 'signed', { repositories, actor, at })
    if (!moved.ok) throw new Error(`case ${one.id} was not waiting for signatures`)
    await repositories.jobs.enqueue({ name: 'file-minutes', case: one.id, version: next.version })
    return ok(next)
  }
  const turn = nextSigners(next)
  const turnBegins = turn.every((signer) => signer.role !== next.signatures.at(-1)?.role)
  const standIns = delegations.filter((each) => stands(each, at) && turn.some(({ practitioner }) => practitioner === each.principal)).map(({ delegate }) => delegate)
  await repositories.notices.add(
    (turnBegins ? [...turn, ...standIns] : []).map((signer) => ({
      id: brandId(ports.newId()), recipient: signer.practitioner, kind: 'minutes.to-sign', case: one.id, at, readAt: null,
    })),
  )
  return ok(next)
}

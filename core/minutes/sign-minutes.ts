import type { Actor } from '#core/directory/actor.ts'
import type { ConsultCase } from '#core/case/case.ts'
import { mayViewCase } from '#core/case/policy.ts'
import type { Sha256, CaseId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { followTo } from './follow-case.ts'
import { applySignature, type SignedMinutes, type SigningMinutes } from './minutes.ts'
import { SigningRefused, type KeyRefusal, type MinutesPorts, type MinutesRepositories, type MinutesSealer, type SigningCredential, type SigningKeys } from './ports.ts'
import { maySign, nextSigners, pendingSigners, type Signatory, type SignatoryRole, type SigningTurnRefusal } from './signing-order.ts'

export type SignRefusal =
  | 'case.not-found'
  | 'case.wrong-state'
  | 'minutes.not-signing'
  | 'minutes.superseded'
  | SigningTurnRefusal
  | KeyRefusal

type SigningPorts = MinutesPorts & { readonly keys: SigningKeys; readonly sealer: MinutesSealer }

const reasons: Readonly<Record<SignatoryRole, string>> = {
  secretary: 'Thư ký xác nhận biên bản hội chẩn',
  member: 'Thành viên xác nhận biên bản hội chẩn',
  chair: 'Chủ tọa phê duyệt biên bản hội chẩn',
}

/**
 * One person signs the version they have seen, with their PIN, in their turn. The case stays locked for the one or two tenths of a
 * second that this takes, so that two signatures never start from the same bytes.
 */
export const makeSignMinutes =
  (ports: SigningPorts) =>
  (
    actor: Actor,
    input: { readonly case: CaseId; readonly version: number; readonly pin: string },
  ): Promise<Result<SigningMinutes | SignedMinutes, SignRefusal>> =>
    refusing(ports.atomically(actor, async (repositories) => {
      const one = await repositories.cases.findForChange(input.case)
      if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
      const minutes = await repositories.minutes.latest(one.id)
      if (minutes === null || minutes.status !== 'signing') return err('minutes.not-signing')
      if (minutes.version !== input.version) return err('minutes.superseded')
      const turn = maySign(actor, minutes)
      if (!turn.ok) return turn
      const credential = await ports.keys.unlock(turn.value, input.pin)
      if (!credential.ok) return credential
      const at = ports.clock()
      const last = pendingSigners(minutes).length === 1
      const sealed = await addSignature(ports, minutes, { repositories, signatory: turn.value, credential: credential.value, at, last })
      const { practitioner, organization, role, field } = turn.value
      const { serial: certificateSerial, subject: certificateSubject } = credential.value
      const next = applySignature(minutes, { practitioner, organization, role, field, signedAt: at, certificateSerial, certificateSubject, sealed })
      await repositories.minutes.save(next)
      await repositories.audit.append({
        organization: actor.organization, actor: actor.practitioner, at,
        payload: { type: 'minutes.signed', case: one.id, minutes: next.id, version: next.version, sha256: sealed },
      })
      return announce(ports, next, { repositories, actor, one, at })
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
  readonly credential: SigningCredential
  readonly at: Date
  readonly last: boolean
}

/** Signs the stored bytes, adds the long-term proofs after the last signature, and stores the result under its own hash. */
async function addSignature(ports: SigningPorts, minutes: SigningMinutes, signature: OneSignature): Promise<Sha256> {
  const { repositories, signatory, credential, at, last } = signature
  const file = await repositories.files.get(minutes.sealed)
  if (file === null) throw new Error(`minutes ${minutes.id} have lost their file`)
  const people = [minutes.form.chair, minutes.form.secretary, ...minutes.form.members]
  const location = people.find((person) => person.practitioner === signatory.practitioner)?.organizationName ?? ''
  const signed = await ports.sealer.sign({ pdf: file.bytes, field: signatory.field, credential, reason: reasons[signatory.role], location, at })
  const bytes = last ? await ports.sealer.addValidationData(signed) : signed
  return repositories.files.put({ bytes, mediaType: file.mediaType })
}

/** Tells whose turn it has become, or hands the signed minutes to filing. */
async function announce(
  ports: MinutesPorts,
  next: SigningMinutes | SignedMinutes,
  { repositories, actor, one, at }: { readonly repositories: MinutesRepositories; readonly actor: Actor; readonly one: ConsultCase; readonly at: Date },
): Promise<Result<SigningMinutes | SignedMinutes, 'case.wrong-state'>> {
  if (next.status === 'signed') {
    const moved = await followTo(one, 'signed', { repositories, actor, at })
    if (!moved.ok) throw new Error(`case ${one.id} was not waiting for signatures`)
    await repositories.jobs.enqueue({ name: 'file-minutes', case: one.id, version: next.version })
    return ok(next)
  }
  const turn = nextSigners(next)
  const turnBegins = turn.every((signer) => signer.role !== next.signatures.at(-1)?.role)
  await repositories.notices.add(
    (turnBegins ? turn : []).map((signer) => ({
      id: brandId(ports.newId()), recipient: signer.practitioner, kind: 'minutes.to-sign', case: one.id, at, readAt: null,
    })),
  )
  return ok(next)
}

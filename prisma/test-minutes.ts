import { applySignature, freeze, openForSigning, type DraftMinutes, type SignedMinutes, type SigningMinutes } from '#core/minutes/minutes.ts'
import type { MinutesRepositories } from '#core/minutes/ports.ts'
import { pendingSigners } from '#core/minutes/signing-order.ts'
import type { Sha256 } from '#core/shared/ids.ts'

const signedAt = new Date('2026-11-23T08:00:00Z')

/** Takes a draft through every state, each of them stored. */
export async function signByAll(draft: DraftMinutes, { minutes, files }: MinutesRepositories): Promise<SignedMinutes> {
  await minutes.add(draft)
  const frozen = freeze(draft, { form: draft.form, document: draft.document, by: draft.form.chair.practitioner, at: signedAt })
  if (!frozen.ok) throw new Error(frozen.error)
  await minutes.save(frozen.value)
  const put = (step: number): Promise<Sha256> => files.put({ bytes: new TextEncoder().encode(`${draft.id} ${step}`), mediaType: 'application/pdf' })
  let now: SigningMinutes | SignedMinutes = openForSigning(frozen.value, await put(0))
  await minutes.save(now)
  for (const [index, { practitioner, organization, role, field }] of pendingSigners(now).entries()) {
    if (now.status !== 'signing') break
    now = applySignature(now, { practitioner, organization, role, field, signedAt, certificateSerial: '1', certificateSubject: '', sealed: await put(index + 1) })
    await minutes.save(now)
  }
  if (now.status !== 'signed') throw new Error('somebody did not sign')
  return now
}

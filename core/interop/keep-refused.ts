import type { NewId, OrganizationId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { InteropRepositories } from './ports.ts'
import { keepersOfRefused, type MessageHead, type RefusalOfMessage } from './refused-message.ts'

/** Messages with less than this between them are one burst: a system that is set up wrongly sends hundreds. */
export const burstEndsAfterMs = 60 * 60_000

/** Keeps a message aside with the reason, and tells whoever looks after such messages: once for a burst, and nothing of a patient. */
export async function keepRefused(
  { refused, notices, directory, audit }: Pick<InteropRepositories, 'refused' | 'notices' | 'directory' | 'audit'>,
  message: { readonly head: MessageHead; readonly refusal: RefusalOfMessage; readonly content: Uint8Array; readonly at: Date },
  { organization, newId }: { readonly organization: OrganizationId; readonly newId: NewId },
): Promise<void> {
  const { head: { channel }, refusal, at } = message
  const before = await refused.lastCame()
  await refused.keep(message)
  await audit.append({ organization, actor: null, at, payload: { type: 'record.refused', channel, refusal } })
  if (before !== null && at.getTime() - before.getTime() < burstEndsAfterMs) return
  const told = await directory.staff(organization, keepersOfRefused)
  await notices.add(told.map((recipient) => ({ id: brandId(newId()), recipient, kind: 'refused.waiting', case: null, organization, at, readAt: null })))
}

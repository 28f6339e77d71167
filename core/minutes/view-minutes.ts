import type { Actor } from '#core/directory/actor.ts'
import type { ConsultCase } from '#core/case/case.ts'
import { mayReadMinutes, mayViewCase } from '#core/case/policy.ts'
import type { CaseId, Sha256 } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { standsInFor, stands, type SigningDelegation } from './delegation.ts'
import type { Minutes } from './minutes.ts'
import type { AddendumReceipt, MinutesPorts, MinutesRepositories } from './ports.ts'

export interface MinutesHistory {
  readonly case: ConsultCase
  readonly latest: Minutes
  /** Earlier versions, newest first: returned with a reason, or signed and added to since. */
  readonly earlier: readonly Minutes[]
  /** What the record answered to addenda. */
  readonly receipts: readonly AddendumReceipt[]
  /** Who may sign for whom now. */
  readonly delegations: readonly SigningDelegation[]
}

export type ViewMinutesRefusal = 'case.not-found' | 'case.not-allowed' | 'minutes.not-started'

/** Shows where the minutes of a case stand: the newest version, and those that were sent back. */
export const makeViewMinutes =
  (ports: Pick<MinutesPorts, 'atomically' | 'clock'>) =>
  (actor: Actor, input: { readonly case: CaseId }): Promise<Result<MinutesHistory, ViewMinutesRefusal>> =>
    ports.atomically(actor, (repositories) => history(actor, { case: input.case, now: ports.clock() }, repositories))

export interface MinutesFile {
  readonly bytes: Uint8Array
  readonly sha256: Sha256
}

/** Opens the PDF of one version as it stands now; the opening is recorded. */
export const makeOpenMinutesFile =
  (ports: Pick<MinutesPorts, 'atomically' | 'clock'>) =>
  (
    actor: Actor,
    input: { readonly case: CaseId; readonly version: number },
  ): Promise<Result<MinutesFile, ViewMinutesRefusal | 'minutes.not-signing'>> =>
    ports.atomically(actor, async (repositories) => {
      const found = await history(actor, { case: input.case, now: ports.clock() }, repositories)
      if (!found.ok) return found
      const minutes = [found.value.latest, ...found.value.earlier].find((one) => one.version === input.version)
      const sha256 = minutes && 'sealed' in minutes ? minutes.sealed : null
      if (sha256 === null) return err('minutes.not-signing')
      const file = await repositories.files.get(sha256)
      if (file === null) throw new Error(`the file of minutes version ${input.version} of case ${input.case} is lost`)
      await repositories.audit.append({
        organization: actor.organization, actor: actor.practitioner, at: ports.clock(),
        payload: { type: 'document.downloaded', case: input.case, sha256 },
      })
      return ok({ bytes: file.bytes, sha256 })
    })

async function history(
  actor: Actor,
  { case: id, now }: { readonly case: CaseId; readonly now: Date },
  { cases, minutes, receipts, delegations }: MinutesRepositories,
): Promise<Result<MinutesHistory, ViewMinutesRefusal>> {
  const one = await cases.find(id)
  if (one === null) return err('case.not-found')
  const given = await delegations.of(id)
  // Whoever signs for another reads what they sign, until the delegation ends.
  if (!standsInFor(actor, given, now)) {
    if (!mayViewCase(actor, one)) return err('case.not-found')
    if (!mayReadMinutes(actor, one)) return err('case.not-allowed')
  }
  const [latest, ...earlier] = [...(await minutes.versions(id))].reverse()
  const standing = given.filter((each) => stands(each, now))
  return latest ? ok({ case: one, latest, earlier, receipts: await receipts.of(id), delegations: standing }) : err('minutes.not-started')
}

import type { Actor } from '#core/directory/actor.ts'
import type { ConsultCase } from '#core/case/case.ts'
import { mayReadMinutes, mayViewCase } from '#core/case/policy.ts'
import type { CaseId, Sha256 } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { Minutes } from './minutes.ts'
import type { AddendumReceipt, MinutesPorts, MinutesRepositories } from './ports.ts'

export interface MinutesHistory {
  readonly case: ConsultCase
  readonly latest: Minutes
  /** Earlier versions, newest first: returned with a reason, or signed and added to since. */
  readonly earlier: readonly Minutes[]
  /** What the record answered to addenda. */
  readonly receipts: readonly AddendumReceipt[]
}

export type ViewMinutesRefusal = 'case.not-found' | 'case.not-allowed' | 'minutes.not-started'

/** Shows where the minutes of a case stand: the newest version, and those that were sent back. */
export const makeViewMinutes =
  (ports: Pick<MinutesPorts, 'atomically'>) =>
  (actor: Actor, input: { readonly case: CaseId }): Promise<Result<MinutesHistory, ViewMinutesRefusal>> =>
    ports.atomically(actor, (repositories) => history(actor, input.case, repositories))

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
      const found = await history(actor, input.case, repositories)
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

async function history(actor: Actor, id: CaseId, { cases, minutes, receipts }: MinutesRepositories): Promise<Result<MinutesHistory, ViewMinutesRefusal>> {
  const one = await cases.find(id)
  if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
  if (!mayReadMinutes(actor, one)) return err('case.not-allowed')
  const [latest, ...earlier] = [...(await minutes.versions(id))].reverse()
  return latest ? ok({ case: one, latest, earlier, receipts: await receipts.of(id) }) : err('minutes.not-started')
}

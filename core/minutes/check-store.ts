import type { Digest } from '#core/record/ports.ts'
import { unopenedCode } from '#core/record/sealed-file.ts'
import { brandId, type MinutesId } from '#core/shared/ids.ts'
import type { MinutesJobPorts, MinutesRepositories } from './ports.ts'
import type { CheckOutcome, StoredSeal } from './seal-on-file.ts'

export interface StoreCheckPorts extends Omit<MinutesJobPorts, 'renderer' | 'verifyUrlOf' | 'seals'> {
  readonly digest: Digest
  /** The next stored versions after the given one, in the order of their ids. */
  readonly storedSeals: (after: MinutesId | null, limit: number) => Promise<readonly StoredSeal[]>
}

export interface StoreCheckReport {
  readonly checked: number
  readonly faults: number
}

const batch = 100

/**
 * The nightly round: every stored PDF still hashes to its name and holds valid signatures. What is found for the first time is
 * told to the administrators of both hospitals and written into their audit chains; what stays the same is not told again.
 */
export const makeCheckStore = (ports: StoreCheckPorts) => async (): Promise<StoreCheckReport> => {
  let checked = 0
  let faults = 0
  let after: MinutesId | null = null
  for (;;) {
    const seals: readonly StoredSeal[] = await ports.storedSeals(after, batch)
    for (const seal of seals) {
      const outcome = await checkOne(ports, seal)
      checked += 1
      if (outcome !== 'whole') faults += 1
    }
    after = seals.at(-1)?.minutes ?? null
    if (seals.length < batch) return { checked, faults }
  }
}

const checkOne = (ports: StoreCheckPorts, seal: StoredSeal): Promise<CheckOutcome> =>
  ports.atomically(seal.case, async (repositories) => {
    const outcome = await outcomeOf(ports, seal, repositories)
    const before = await repositories.checks.record({ minutes: seal.minutes, case: seal.case, checkedAt: ports.clock(), outcome })
    if (outcome !== 'whole' && outcome !== before) await alert(ports, { ...seal, outcome }, repositories)
    return outcome
  })

async function outcomeOf({ sealer, digest }: StoreCheckPorts, seal: StoredSeal, { files }: MinutesRepositories): Promise<CheckOutcome> {
  const file = await files.get(seal.sealed).catch((cause: unknown) => {
    // Without its key nothing can be said of a file: the round fails and comes again.
    if (unopenedCode(cause) !== 'file.damaged') throw cause
    return 'damaged' as const
  })
  if (file === null) return 'file-lost'
  if (file === 'damaged' || digest(file.bytes) !== seal.sealed) return 'bytes-changed'
  const verdict = await sealer.verify(file.bytes)
  // Before the first signature there is nothing that could be broken.
  const sound = verdict.signatures.length === 0 ? seal.status !== 'signed' : verdict.whole
  return sound && (seal.status !== 'signed' || verdict.unsignedFields.length === 0) ? 'whole' : 'signatures-broken'
}

async function alert(
  ports: StoreCheckPorts,
  found: StoredSeal & { readonly outcome: Exclude<CheckOutcome, 'whole'> },
  { cases, directory, notices, audit }: MinutesRepositories,
): Promise<void> {
  const one = await cases.find(found.case)
  if (one === null) throw new Error(`minutes ${found.minutes} belong to no case`)
  const at = ports.clock()
  for (const organization of [one.consultingOrganization, one.requestingOrganization]) {
    const payload = { type: 'minutes.damage-found', case: found.case, minutes: found.minutes, outcome: found.outcome } as const
    await audit.append({ organization, actor: null, at, payload })
    const recipients = await directory.staff(organization, ['admin', 'auditor'])
    await notices.add(
      recipients.map((recipient) => ({ id: brandId(ports.newId()), recipient, kind: 'minutes.damaged', case: found.case, at, readAt: null })),
    )
  }
}

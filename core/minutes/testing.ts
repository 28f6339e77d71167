import type { CaseId, MinutesId } from '#core/shared/ids.ts'
import type { DelegationRepository, SigningDelegation } from './delegation.ts'
import type { PinFailures, KeyStore, StoredAuthority, StoredOutsideKey, StoredRevocation, StoredSealKey, StoredSigningKey } from './key-store.ts'
import type { LiveMinutesRepository, MinutesChange } from './live-minutes.ts'
import type { Minutes } from './minutes.ts'
import type { MinutesCheck, MinutesCheckRepository } from './seal-on-file.ts'
import type { AddendumReceipt, MinutesRepository, ReceiptRepository } from './ports.ts'

const isOpen = ({ status }: Minutes): boolean => status !== 'signed' && status !== 'returned'

/** Minutes in memory: one entry a version, signed and returned versions closed. */
export function makeMemoryMinutes(): MinutesRepository {
  const kept: Minutes[] = []
  const indexOf = (one: Pick<Minutes, 'case' | 'version'>): number =>
    kept.findIndex((other) => other.case === one.case && other.version === one.version)
  const versions = (caseId: CaseId): readonly Minutes[] => kept.filter((one) => one.case === caseId).sort((a, b) => a.version - b.version)
  return {
    versions: async (caseId) => versions(caseId),
    open: async (limit) => kept.filter(isOpen).slice(0, limit),
    openOf: async (cases) => kept.filter((one) => isOpen(one) && cases.includes(one.case)),
    latest: async (caseId) => versions(caseId).at(-1) ?? null,
    add: async (draft) => {
      if (indexOf(draft) >= 0) throw new Error('this version of the minutes exists')
      kept.push(draft)
    },
    save: async (minutes) => {
      const index = indexOf(minutes)
      const before = kept[index]
      if (before === undefined) throw new Error('no such version of the minutes')
      if (before.status === 'signed' || before.status === 'returned') throw new Error('this version of the minutes is closed')
      kept[index] = minutes
    },
  }
}

/** Shared documents in memory; `isDraft` says whether one may still be written. */
export function makeMemoryLiveMinutes(isDraft: (id: MinutesId) => boolean = () => true): LiveMinutesRepository {
  const states = new Map<MinutesId, Uint8Array>()
  const changes = new Map<MinutesId, readonly MinutesChange[]>()
  return {
    find: async (id) => states.get(id) ?? null,
    begin: async (id, first) => {
      const counts = states.get(id) ?? first
      states.set(id, counts)
      return counts
    },
    save: async (id, state) => {
      if (isDraft(id)) states.set(id, state)
      return isDraft(id)
    },
    record: async (id, change) => {
      if (isDraft(id)) changes.set(id, [...(changes.get(id) ?? []), change])
      return isDraft(id)
    },
    changes: async (id) => changes.get(id) ?? [],
    hold: async () => undefined,
  }
}

/** Certificates and sealed keys in memory. */
export function makeMemoryKeyStore(): KeyStore {
  const outside: StoredOutsideKey[] = []
  const seals = new Map<string, StoredSealKey>()
  const authorities = new Map<string, StoredAuthority>()
  const keys: StoredSigningKey[] = []
  const failures = new Map<string, PinFailures>()
  const revocations: StoredRevocation[] = []
  return {
    authority: async (id) => authorities.get(id) ?? null,
    authorities: async () => [...authorities.values()],
    addAuthority: async (authority) => {
      const kept = authorities.get(authority.id) ?? authority
      authorities.set(authority.id, kept)
      return kept
    },
    currentKey: async (practitioner, organization) =>
      keys.findLast((key) => key.practitioner === practitioner && key.organization === organization) ?? null,
    outsideKey: async (practitioner, organization) =>
      outside.findLast((one) => one.practitioner === practitioner && one.organization === organization) ?? null,
    addOutsideKey: async (key) => void outside.push(key),
    sealKey: async (organization) => seals.get(organization) ?? null,
    addSealKey: async (key) => {
      seals.set(key.organization, key)
    },
    endSealKey: async (id) => {
      for (const [organization, key] of seals) if (key.id === id) seals.delete(organization)
    },
    addKey: async (key) => {
      keys.push(key)
    },
    pinFailures: async (key) => failures.get(key) ?? { count: 0, lockedUntil: null },
    setPinFailures: async (key, next) => {
      failures.set(key, next)
    },
    revoke: async (revocation) => {
      revocations.push(revocation)
    },
    revocations: async (issuer) => revocations.filter((one) => one.issuer === issuer),
  }
}

/** Findings of the nightly check in memory; it knows no cases' codes. */
export function makeMemoryChecks(): MinutesCheckRepository {
  const kept = new Map<MinutesId, MinutesCheck & { readonly since: Date }>()
  return {
    record: async (check) => {
      const before = kept.get(check.minutes)
      kept.set(check.minutes, { ...check, since: before?.outcome === check.outcome ? before.since : check.checkedAt })
      return before?.outcome ?? null
    },
    faults: async () => [...kept.values()].filter(({ outcome }) => outcome !== 'whole').map((one) => ({ ...one, caseCode: '' })),
  }
}

/** Delegations in memory. */
export function makeMemoryDelegations(): DelegationRepository {
  let kept: readonly SigningDelegation[] = []
  return {
    of: async (caseId) => kept.filter((one) => one.case === caseId),
    add: async (delegation) => {
      kept = [...kept, delegation]
    },
    withdraw: async (id, at) => {
      kept = kept.map((one) => (one.id === id ? { ...one, withdrawnAt: at } : one))
    },
  }
}

/** Receipts of addenda in memory. */
export function makeMemoryReceipts(): ReceiptRepository {
  const kept: AddendumReceipt[] = []
  return {
    add: async (receipt) => {
      kept.push(receipt)
    },
    of: async (caseId) => kept.filter((one) => one.case === caseId),
  }
}

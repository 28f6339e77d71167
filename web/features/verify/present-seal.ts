import type { SealOnFile } from '#core/minutes/seal-on-file.ts'

/** One version of the minutes as the verify page shows it to anybody. */
export interface SealView {
  readonly code: string
  readonly version: number
  readonly hospital: string
  readonly isAddendum: boolean
  /** The minutes that an addendum adds to, by the id under which they are verified. */
  readonly amends: string | null
  /** One word for the whole: damaged beats everything, then what came later, then what is still missing. */
  readonly standing: 'damaged' | 'returned' | 'amended' | 'signed' | 'signing'
  readonly frozenAt: string
  readonly signers: readonly { readonly field: string; readonly role: string; readonly name: string; readonly organization: string; readonly signedAt: string | null; readonly standIn: string | null }[]
  readonly later: readonly { readonly id: string; readonly version: number; readonly isAddendum: boolean; readonly signedAt: string | null }[]
  readonly sealed: string | null
  readonly lastCheck: string | null
}

/** Presents what is kept; times as ISO text, no word of the patient. */
export const presentSeal = (seal: SealOnFile): SealView => ({
  code: seal.code,
  version: seal.version,
  hospital: seal.hospital,
  isAddendum: seal.isAddendum,
  amends: seal.amends,
  standing: standingOfSeal(seal),
  frozenAt: seal.frozenAt.toISOString(),
  signers: seal.signers.map(({ field, role, name, title, organization, signedAt, standIn }) => ({
    field, role, organization, standIn, name: `${title} ${name}`.trim(), signedAt: signedAt?.toISOString() ?? null,
  })),
  // A draft is nobody's business yet, but that this version was sent back is.
  later: seal.later.flatMap(({ id, version, isAddendum, signedAt, status }) =>
    status === 'signed' ? [{ id, version, isAddendum, signedAt: signedAt?.toISOString() ?? null }] : []),
  sealed: seal.sealed,
  lastCheck: seal.lastCheck?.at.toISOString() ?? null,
})

function standingOfSeal({ status, storedWhole, lastCheck, later }: SealOnFile): SealView['standing'] {
  const found = lastCheck?.outcome ?? 'whole'
  if (storedWhole === false || found !== 'whole') return 'damaged'
  if (status === 'returned') return 'returned'
  if (status !== 'signed') return 'signing'
  return later.some((one) => one.isAddendum && one.status === 'signed') ? 'amended' : 'signed'
}

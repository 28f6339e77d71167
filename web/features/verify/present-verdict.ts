import type { SealVerdict } from '#core/minutes/ports.ts'

/** What a stranger may know of a document: whether it is whole, and who signed when; nothing of the patient. */
export interface VerdictView {
  readonly outcome: 'whole' | 'unfinished' | 'broken' | 'foreign' | 'unsigned'
  readonly signers: readonly {
    readonly field: string
    readonly name: string
    readonly organization: string
    readonly reason: string
    readonly signedAt: string | null
    readonly timestamped: boolean
    readonly sound: boolean
  }[]
}

/** Puts a verdict into one word and the signers into lines. */
export function presentVerdict(verdict: SealVerdict): VerdictView {
  return {
    outcome: outcomeOf(verdict),
    signers: verdict.signatures.map((one) => ({
      field: one.field,
      name: one.signerName,
      organization: one.organizationName,
      reason: one.reason,
      signedAt: one.signedAt?.toISOString() ?? null,
      timestamped: one.timestamped,
      sound: one.intact && one.trusted,
    })),
  }
}

function outcomeOf({ signatures, unsignedFields, whole }: SealVerdict): VerdictView['outcome'] {
  if (signatures.length === 0) return 'unsigned'
  if (signatures.some((one) => !one.intact)) return 'broken'
  if (signatures.some((one) => !one.trusted)) return 'foreign'
  if (!whole) return 'broken'
  return unsignedFields.length > 0 ? 'unfinished' : 'whole'
}

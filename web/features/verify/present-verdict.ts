import type { SealVerdict } from '#core/minutes/ports.ts'
import { standingOf, type FileStanding, type SealOnFile } from '#core/minutes/seal-on-file.ts'
import type { Sha256 } from '#core/shared/ids.ts'
import { presentSeal, type SealView } from './present-seal.ts'

/** What a stranger may know of a document: whether it is whole, and who signed when; nothing of the patient. */
export interface VerdictView {
  readonly outcome: 'whole' | 'unfinished' | 'broken' | 'foreign' | 'unsigned'
  /** How the file relates to what the hospital keeps. */
  readonly standing: FileStanding
  /** The version that the file was compared with. */
  readonly seal: SealView | null
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

/** Puts a verdict into one word and the signers into lines, beside the record of what is kept. */
export function presentVerdict(verdict: SealVerdict, held: { readonly file: Sha256; readonly onFile: SealOnFile | null }): VerdictView {
  return {
    outcome: outcomeOf(verdict),
    standing: standingOf(held.file, held.onFile),
    seal: held.onFile === null ? null : presentSeal(held.onFile),
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

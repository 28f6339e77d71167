import { err, ok, type Result } from '#core/shared/result.ts'
import type { CaseId, MinutesId, PractitionerId, Sha256 } from '#core/shared/ids.ts'
import { composeText, type MinutesDocument } from './document.ts'
import type { MinutesForm } from './form.ts'
import type { MinutesSeal } from './organization-seal.ts'
import { pendingSigners, type AppliedSignature } from './signing-order.ts'

/** What one version of the minutes always has; a returned version stays beside its successor. */
interface MinutesVersion {
  readonly id: MinutesId
  readonly case: CaseId
  /** Counts from 1 within the case. */
  readonly version: number
  /** The signed minutes that this addendum amends; null for the minutes themselves. */
  readonly amends: MinutesId | null
  readonly form: MinutesForm
  readonly document: MinutesDocument
}

interface Frozen {
  readonly frozenAt: Date
  readonly frozenBy: PractitionerId
}

interface Rendered {
  /** The PDF as rendered, with every signature field reserved and none filled. */
  readonly rendered: Sha256
  /** The PDF with the signatures given so far. */
  readonly sealed: Sha256
  readonly signatures: readonly AppliedSignature[]
  /** Hospitals' seals, given after the last signature. */
  readonly seals: readonly MinutesSeal[]
}

export type DraftMinutes = MinutesVersion & { readonly status: 'draft' }
export type FrozenMinutes = MinutesVersion & Frozen & { readonly status: 'frozen' }
export type SigningMinutes = MinutesVersion & Frozen & Rendered & { readonly status: 'signing' }
export type SignedMinutes = MinutesVersion & Frozen & Rendered & { readonly status: 'signed'; readonly signedAt: Date }
/** Its signatures are void, and kept. */
export type ReturnedMinutes = MinutesVersion &
  Frozen & {
    readonly status: 'returned'
    readonly returnedAt: Date
    readonly returnedBy: PractitionerId
    readonly reason: string
    readonly sealed: Sha256 | null
    readonly signatures: readonly AppliedSignature[]
  }

export type Minutes = DraftMinutes | FrozenMinutes | SigningMinutes | SignedMinutes | ReturnedMinutes

/** Starts the first version for a case. */
export const draftMinutes = (start: {
  readonly id: MinutesId
  readonly case: CaseId
  readonly form: MinutesForm
  readonly document: MinutesDocument
}): DraftMinutes => ({ status: 'draft', version: 1, amends: null, ...start })

/** Fixes what will be signed: the last form and text, composed. */
export function freeze(
  minutes: Minutes,
  last: { readonly form: MinutesForm; readonly document: MinutesDocument; readonly by: PractitionerId; readonly at: Date },
): Result<FrozenMinutes, 'minutes.frozen'> {
  if (minutes.status !== 'draft') return err('minutes.frozen')
  const { form, document, by, at } = last
  return ok({ ...minutes, status: 'frozen', form, document: composeText(document), frozenAt: at, frozenBy: by })
}

/** Opens the frozen minutes for signing once their PDF is stored, with a place for every signature and seal. */
export const openForSigning = (minutes: FrozenMinutes, rendered: Sha256, seals: readonly MinutesSeal[] = []): SigningMinutes => ({
  ...minutes,
  status: 'signing',
  rendered,
  sealed: rendered,
  signatures: [],
  seals,
})

/** Adds one signature; the last one, with the hospitals' seals after it, makes the minutes signed. */
export function applySignature(minutes: SigningMinutes, given: AppliedSignature, seals: readonly MinutesSeal[] = minutes.seals): SigningMinutes | SignedMinutes {
  const signing: SigningMinutes = { ...minutes, sealed: given.sealed, signatures: [...minutes.signatures, given], seals }
  return pendingSigners(signing).length > 0 ? signing : { ...signing, status: 'signed', signedAt: given.signedAt }
}

/** Sends frozen minutes back with a reason: this version ends, and the next starts from the same text. */
export function returnToDraft(
  minutes: Minutes,
  back: { readonly reason: string; readonly by: PractitionerId; readonly at: Date; readonly nextId: MinutesId },
): Result<{ readonly returned: ReturnedMinutes; readonly next: DraftMinutes }, 'minutes.not-signing' | 'minutes.no-reason'> {
  if (minutes.status !== 'frozen' && minutes.status !== 'signing') return err('minutes.not-signing')
  const reason = back.reason.trim()
  if (reason === '') return err('minutes.no-reason')
  const { id, version, amends, form, document, frozenAt, frozenBy } = minutes
  const kept = minutes.status === 'signing' ? minutes : { sealed: null, signatures: [] }
  return ok({
    returned: {
      id, case: minutes.case, version, amends, form, document, frozenAt, frozenBy,
      status: 'returned', returnedAt: back.at, returnedBy: back.by, reason, sealed: kept.sealed, signatures: kept.signatures,
    },
    next: { id: back.nextId, case: minutes.case, version: version + 1, amends, form, document, status: 'draft' },
  })
}

/** Starts an addendum to signed minutes: a new version with an empty text of its own, never an edit (TT 13/2025). */
export function amend(
  minutes: Minutes,
  addendum: { readonly id: MinutesId; readonly version: number; readonly form: MinutesForm; readonly document: MinutesDocument },
): Result<DraftMinutes, 'minutes.not-signed'> {
  if (minutes.status !== 'signed') return err('minutes.not-signed')
  return ok({
    id: addendum.id,
    case: minutes.case,
    version: addendum.version,
    amends: minutes.id,
    form: addendum.form,
    document: addendum.document,
    status: 'draft',
  })
}

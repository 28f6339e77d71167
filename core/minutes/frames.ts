import type { CaseId, FrameId, PractitionerId, Sha256 } from '#core/shared/ids.ts'

/** A picture that a consult looked at and keeps for its minutes. */
export interface Frame {
  readonly id: FrameId
  readonly case: CaseId
  readonly kind: 'freeze-frame' | 'image-view'
  readonly title: string
  /** Which image (UID) or which source it was taken from; null when nobody said. */
  readonly source: string | null
  readonly sha256: Sha256
  readonly takenAt: Date
  readonly takenBy: PractitionerId
}

/** The pictures of a case, each kept once. */
export interface FrameRepository {
  add(frame: Frame): Promise<void>
  /** In the order taken. */
  of(caseId: CaseId): Promise<readonly Frame[]>
  /** The frames that show these bytes, in the cases open to the asker. */
  showing(sha256: Sha256): Promise<readonly Frame[]>
}

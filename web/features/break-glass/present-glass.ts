import type { FoundBehindGlass } from '#core/break-glass/break-glass.ts'
import { reviewDueAt } from '#core/break-glass/policy.ts'
import type { GlassVerdict } from '#core/break-glass/ports.ts'
import type { GlassList } from '#core/break-glass/review-glass.ts'
import type { OrganizationId } from '#core/shared/ids.ts'

/** A case to open in need, as a list tells it apart: nothing of the patient. */
export interface BehindGlassLine {
  readonly case: string
  readonly code: string
  readonly asking: string
  readonly advising: string
  readonly sentAt: string
}

/** Turns what was found into lines. */
export const presentBehindGlass = ({ cases, hospitals }: FoundBehindGlass): readonly BehindGlassLine[] =>
  cases.map(({ case: id, code, asking, advising, sentAt }) => ({
    case: id, code, asking: hospitals.get(asking) ?? '', advising: hospitals.get(advising) ?? '', sentAt: sentAt.toISOString(),
  }))

export interface ReviewLine {
  readonly hospital: string
  readonly who: string
  readonly verdict: GlassVerdict
  readonly note: string
  readonly at: string
}

/** One opening as a list shows it. */
export interface OpeningLine {
  readonly id: string
  readonly case: string
  readonly code: string
  readonly who: string
  readonly from: string
  readonly patientOf: string
  readonly reason: string
  readonly openedAt: string
  readonly until: string
  readonly isOpen: boolean
  readonly dueAt: string
  readonly reviews: readonly ReviewLine[]
  /** Whether the viewer's hospital has still to say what it finds, and whether that is late. */
  readonly waits: 'no' | 'yes' | 'late'
}

interface Standpoint {
  readonly hospital: OrganizationId
  readonly now: Date
}

/** Turns openings into lines, as they stand to one hospital now. */
export const presentOpenings = ({ openings, people, hospitals }: GlassList, { hospital, now }: Standpoint): readonly OpeningLine[] =>
  openings.map((one) => {
    const dueAt = reviewDueAt(one.openedAt)
    const isReviewed = one.reviews.some(({ organization }) => organization === hospital)
    return {
      id: one.id, case: one.case, code: one.code, who: people.get(one.practitioner) ?? '', from: hospitals.get(one.organization) ?? '', patientOf: hospitals.get(one.asking) ?? '',
      reason: one.reason, openedAt: one.openedAt.toISOString(), until: one.until.toISOString(), isOpen: now < one.until, dueAt: dueAt.toISOString(),
      reviews: one.reviews.map((review) => ({
        hospital: hospitals.get(review.organization) ?? '', who: people.get(review.reviewer) ?? '', verdict: review.verdict, note: review.note, at: review.at.toISOString(),
      })),
      waits: isReviewed ? 'no' : now < dueAt ? 'yes' : 'late',
    }
  })

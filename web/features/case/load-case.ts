import { notFound, redirect } from 'next/navigation'
import { caseId } from '#contract/ids.ts'
import type { ConsultCase } from '#core/case/case.ts'
import type { Names } from '#core/case/names-of-cases.ts'
import { mayEditRequest, membershipOf } from '#core/case/policy.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { SnapshotContent } from '#core/record/snapshot.ts'
import { caseLinks } from '#web/ui/case-links.ts'
import { portal } from '#web/server/compose.ts'
import type { CaseView } from './present-case.ts'
import { presentCase } from './present-case.ts'

/** Something that the record has gained since it was sent. */
export interface GainedView {
  readonly id: string
  readonly label: string
  readonly at: string | null
}

/** The record that was sent, as far as this viewer may see it: opened, not open to them yet, closed again, or not sent. */
export type SentRecord =
  | { readonly kind: 'open'; readonly content: SnapshotContent; readonly version: number; readonly sha256: string; readonly createdAt: string; readonly gained: readonly GainedView[] }
  | { readonly kind: 'closed' | 'over' | 'none' }

export interface LoadedCase {
  readonly one: ConsultCase
  readonly names: Names
  readonly view: CaseView
  readonly sent: SentRecord
}

async function loadSent(actor: Actor, one: ConsultCase): Promise<SentRecord> {
  if (!('snapshot' in one) || one.snapshot === null) return { kind: 'none' }
  const opened = await portal().viewSnapshot(actor, one.id)
  if (!opened.ok && opened.error === 'snapshot.not-allowed') return { kind: membershipOf(actor, one)?.invitation.reply === 'accepted' ? 'over' : 'closed' }
  if (!opened.ok) return { kind: 'none' }
  const { content, version, sha256, createdAt } = opened.value
  // Only the hospital whose record it is may know what it holds beyond what was sent.
  const compared = mayEditRequest(actor, one) ? await portal().compareSnapshot(actor, one.id) : null
  const gained = compared?.ok === true ? compared.value.map(({ id, label, at }) => ({ id, label, at: at?.toISOString() ?? null })) : []
  return { kind: 'open', content, version, sha256, createdAt: createdAt.toISOString(), gained }
}

/** Opens a case for its page; what is not for these eyes is not found, and a draft is shown where it is written. */
export async function loadCase(actor: Actor, rawId: string): Promise<LoadedCase> {
  const id = caseId.safeParse(rawId)
  if (!id.success) notFound()
  const opened = await portal().viewCase(actor, id.data)
  if (!opened.ok) notFound()
  const one = opened.value
  if (one.status === 'draft' && mayEditRequest(actor, one)) redirect(caseLinks.draft(one.id))
  const [names, work, sent] = await Promise.all([portal().namesOfCases(actor, [one]), portal().viewMyWork(actor), loadSent(actor, one)])
  const mine = work.items.find((item) => item.case.id === one.id)?.kind ?? null
  return { one, names, sent, view: presentCase(actor, { one, names, work: mine, now: portal().clock() }) }
}

import type { ConsultCase } from '#core/case/case.ts'
import { mayHandOver } from '#core/case/policy.ts'
import type { CoordinationDesk } from '#core/case/view-coordination.ts'
import type { Actor } from '#core/directory/actor.ts'

interface NamedPerson {
  readonly id: string
  readonly name: string
}

/** Who holds a case, and what is on its way. */
export interface HandoverFacts {
  readonly caseId: string
  readonly holder: string
  /** The viewer holds it. */
  readonly isMine: boolean
  readonly viewer: string
  /** To whom it may go. */
  readonly colleagues: readonly NamedPerson[]
  /** It goes without being asked for: an emergency. */
  readonly atOnce: boolean
  readonly offer: { readonly by: string; readonly to: string; readonly isToMe: boolean; readonly note: string; readonly at: string } | null
}

/** Reduces a case to its handing over; null for whoever has no part in that. */
export function presentHandover(actor: Actor, one: ConsultCase, { coordinators }: CoordinationDesk): HandoverFacts | null {
  if (!mayHandOver(actor, one) || !('coordinator' in one)) return null
  const named = coordinators.map(({ id, title, name }): NamedPerson => ({ id, name: `${title} ${name}`.trim() }))
  const nameOf = (id: string): string => named.find((person) => person.id === id)?.name ?? '—'
  const { coordinator, handover } = one
  return {
    caseId: one.id,
    holder: nameOf(coordinator),
    isMine: coordinator === actor.practitioner,
    viewer: actor.practitioner,
    colleagues: named.filter(({ id }) => id !== coordinator),
    atOnce: one.request.urgency === 'emergency',
    offer: handover === undefined ? null : { by: nameOf(handover.by), to: nameOf(handover.to), isToMe: handover.to === actor.practitioner, note: handover.note, at: handover.at.toISOString() },
  }
}

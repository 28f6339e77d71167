import { randomUUID } from 'node:crypto'
import type { ConsultCase } from '#core/case/case.ts'
import type { NoticeKind } from '#core/case/notice.ts'
import { cancel } from '#core/case/transitions.ts'
import type { Actor } from '#core/directory/actor.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Store } from '#prisma/store.ts'
import { openCase } from '#prisma/test-cases.ts'
import type { EmergencyWorld } from './test-emergency.ts'

type Booked = Extract<ConsultCase, { readonly status: 'scheduled' }>

/** A routine case with a session booked for the day after tomorrow, which a test moves and calls off, and tells people of. */
export async function bookSession(store: Store, { district, central }: EmergencyWorld) {
  const opened = await openCase(store, { district, hub: central }, 'scheduled')
  const change = (to: (one: Booked) => ConsultCase): Promise<void> =>
    store.atomically(district.doctor, async ({ cases }) => {
      const one = await cases.findForChange(opened.id)
      if (one?.status !== 'scheduled') throw new Error('not scheduled')
      await cases.save(to(one))
    })
  const inDays = (days: number): Date => new Date(Math.ceil(Date.now() / 60_000) * 60_000 + days * 86_400_000)
  const [at, later] = [inDays(2), inDays(3)]
  await change((one) => ({ ...one, request: { ...one.request, urgency: 'routine' }, session: { ...one.session, startsAt: at } }))
  if (opened.status !== 'scheduled') throw new Error('not scheduled')
  return {
    session: opened.session.id, at: at.toISOString(), later: later.toISOString(), patientName: opened.subject.name ?? 'no name',
    move: () => change((one) => ({ ...one, session: { ...one.session, startsAt: later } })),
    cancel: () => change((one) => {
      const cancelled = cancel(one, { reason: 'Đã chuyển viện', at: new Date(), by: district.doctor.practitioner })
      if (!cancelled.ok) throw new Error(cancelled.error)
      return cancelled.value
    }),
    tell: (recipient: Actor, kind: NoticeKind): Promise<void> =>
      store.atomically(district.doctor, ({ notices }) =>
        notices.add([{ id: brandId(randomUUID()), recipient: recipient.practitioner, kind, case: opened.id, at: new Date(), readAt: null }])),
  }
}

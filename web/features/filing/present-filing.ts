import type { Delivery, DeliveryFault, DestinationKind } from '#core/filing/filing.ts'
import type { FilingOverview } from '#core/filing/manage-filing.ts'
import type { CheckOutcome } from '#core/minutes/seal-on-file.ts'

export interface DestinationView {
  readonly id: string
  readonly kind: DestinationKind
  readonly name: string
  readonly address: string
  readonly application: string
  readonly facility: string
  readonly active: boolean
  readonly hasSecret: boolean
}

/** One document on its way, by codes alone: those who look after filing see no clinical content. */
export interface DeliveryView {
  readonly id: string
  readonly caseCode: string
  readonly version: number
  readonly destination: string
  readonly status: Delivery['status']
  readonly attempts: number
  readonly fault: DeliveryFault | null
  /** The receiver's word, its code of refusal, or the note of whoever settled it. */
  readonly detail: string
  readonly at: string
}

export interface FilingView {
  readonly destinations: readonly DestinationView[]
  readonly deliveries: readonly DeliveryView[]
  readonly damaged: readonly { readonly id: string; readonly caseCode: string; readonly outcome: CheckOutcome; readonly since: string }[]
  readonly mayEdit: boolean
}

/** Presents systems, deliveries and damaged files. */
export const presentFiling = ({ destinations, deliveries, damaged, mayEdit }: FilingOverview): FilingView => ({
  mayEdit,
  destinations: destinations.map(({ organization: _, ...one }) => one),
  deliveries: deliveries.map(({ delivery, destinationName, caseCode }) => ({
    id: delivery.id, caseCode, version: delivery.version, destination: destinationName, status: delivery.status, attempts: delivery.attempts,
    ...becameOf(delivery),
  })),
  damaged: damaged.map(({ minutes, caseCode, outcome, since }) => ({ id: minutes, caseCode, outcome, since: since.toISOString() })),
})

function becameOf(one: Delivery): Pick<DeliveryView, 'fault' | 'detail' | 'at'> {
  switch (one.status) {
    case 'waiting':
      return { fault: one.lastFault, detail: '', at: one.nextAttemptAt.toISOString() }
    case 'delivered':
      return { fault: null, detail: one.receipt, at: one.deliveredAt.toISOString() }
    case 'dead':
      return { fault: one.lastFault, detail: one.detail, at: one.diedAt.toISOString() }
    case 'settled':
      return { fault: null, detail: one.note, at: one.settledAt.toISOString() }
  }
}

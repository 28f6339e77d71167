import {
  deliveryFaults, destinationKinds, documentRelations, type Delivery, type Destination,
} from '#core/filing/filing.ts'
import type { FilingRepository } from '#core/filing/ports.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { oneOf, present } from './broken-row.ts'
import type { ScopedDb } from './scoped-db.ts'

/** Systems and deliveries of one hospital. */
export function makeFilingRepository(ask: ScopedDb): FilingRepository {
  const find = async (id: string): Promise<Delivery | null> => {
    const row = await ask((db) => db.filingDelivery.findFirst({ where: { id } }))
    return row === null ? null : deliveryOf(row)
  }
  return {
    destinations: async () => (await ask((db) => db.filingDestination.findMany({ orderBy: { createdAt: 'asc' } }))).map(destinationOf),
    saveDestination: async ({ id, organization, hasSecret: _, ...facts }, secret) => {
      const kept = { ...facts, ...(secret === null ? {} : { secret }) }
      await ask((db) => db.filingDestination.upsert({ where: { id }, create: { id, organizationId: organization, ...kept }, update: kept }))
    },
    secretOf: async (id) => (await ask((db) => db.filingDestination.findFirst({ where: { id }, select: { secret: true } })))?.secret ?? null,
    add: async (delivery) => {
      await ask((db) => db.filingDelivery.createMany({ data: [{ id: delivery.id, ...columns(delivery) }], skipDuplicates: true }))
    },
    find,
    findForChange: async (id) => {
      await ask((db) => db.$queryRaw`SELECT id FROM filing_delivery WHERE id = ${id}::uuid FOR UPDATE`)
      return find(id)
    },
    save: async (delivery) => {
      const { count } = await ask((db) => db.filingDelivery.updateMany({ where: { id: delivery.id }, data: columns(delivery) }))
      if (count !== 1) throw new Error(`delivery ${delivery.id} is not there`)
    },
    list: async (limit) => {
      const rows = await ask((db) => db.filingDelivery.findMany({ orderBy: { createdAt: 'desc' }, take: limit, include: { destination: { select: { name: true } } } }))
      const cases = await ask((db) => db.consultCase.findMany({ where: { id: { in: rows.map((row) => row.caseId) } }, select: { id: true, code: true } }))
      const urgency = { dead: 0, waiting: 1, delivered: 2, settled: 2 } as const
      return rows
        .map(({ destination, ...row }) => ({
          delivery: deliveryOf(row), destinationName: destination.name, caseCode: cases.find(({ id }) => id === row.caseId)?.code ?? '',
        }))
        .sort((a, b) => urgency[a.delivery.status] - urgency[b.delivery.status])
    },
  }
}

const columns = (one: Delivery) => ({
  destinationId: one.destination,
  organizationId: one.organization,
  caseId: one.case,
  minutesId: one.minutes,
  version: one.version,
  relation: one.relation,
  fileSha256: one.file,
  messageId: one.messageId,
  status: one.status,
  attempts: one.attempts,
  createdAt: one.createdAt,
  nextAttemptAt: one.status === 'waiting' ? one.nextAttemptAt : null,
  lastFault: one.status === 'waiting' || one.status === 'dead' ? one.lastFault : null,
  detail: one.status === 'dead' ? one.detail : null,
  receipt: one.status === 'delivered' ? one.receipt : null,
  note: one.status === 'settled' ? one.note : null,
  closedAt: closedAt(one),
})

function closedAt(one: Delivery): Date | null {
  if (one.status === 'delivered') return one.deliveredAt
  if (one.status === 'settled') return one.settledAt
  return one.status === 'dead' ? one.diedAt : null
}

const destinationOf = (row: Prisma.FilingDestinationGetPayload<object>): Destination => ({
  id: brandId(row.id),
  organization: brandId(row.organizationId),
  kind: oneOf({ table: 'filing_destination', id: row.id }, destinationKinds, row.kind),
  name: row.name,
  address: row.address,
  application: row.application,
  facility: row.facility,
  hasSecret: row.secret !== null,
  active: row.active,
})

function deliveryOf(row: Prisma.FilingDeliveryGetPayload<object>): Delivery {
  const name = { table: 'filing_delivery', id: row.id }
  const core = {
    id: brandId<Delivery['id']>(row.id),
    destination: brandId<Delivery['destination']>(row.destinationId),
    organization: brandId<Delivery['organization']>(row.organizationId),
    case: brandId<Delivery['case']>(row.caseId),
    minutes: brandId<Delivery['minutes']>(row.minutesId),
    version: row.version,
    relation: oneOf(name, documentRelations, row.relation),
    file: brandId<Delivery['file']>(row.fileSha256),
    messageId: row.messageId,
    attempts: row.attempts,
    createdAt: row.createdAt,
  }
  const fault = row.lastFault === null ? null : oneOf(name, deliveryFaults, row.lastFault)
  const closed = (): Date => present(name, 'closed_at', row.closedAt)
  switch (oneOf(name, ['waiting', 'delivered', 'dead', 'settled'], row.status)) {
    case 'waiting':
      return { ...core, status: 'waiting', nextAttemptAt: present(name, 'next_attempt_at', row.nextAttemptAt), lastFault: fault }
    case 'delivered':
      return { ...core, status: 'delivered', deliveredAt: closed(), receipt: present(name, 'receipt', row.receipt) }
    case 'dead':
      return { ...core, status: 'dead', diedAt: closed(), lastFault: present(name, 'last_fault', fault), detail: present(name, 'detail', row.detail) }
    case 'settled':
      return { ...core, status: 'settled', settledAt: closed(), note: present(name, 'note', row.note) }
  }
}

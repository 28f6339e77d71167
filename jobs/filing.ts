import { Gauge, type Registry } from 'prom-client'
import { z } from 'zod'
import { makeDispatcher } from '#adapters/filing/dispatcher.ts'
import type { Logger } from '#adapters/observability/logger.ts'
import type { DeliveryId } from '#core/filing/filing.ts'
import { makeFileOutside } from '#core/filing/file-outside.ts'
import type { Clock } from '#core/shared/clock.ts'
import { brandId, type CaseId, type NewId, type OrganizationId } from '#core/shared/ids.ts'
import type { Store } from '#prisma/store.ts'
import { runQueue, type QueueOptions } from './queue.ts'

const payloadOf = z.object({
  case: z.uuid().transform((raw) => brandId<CaseId>(raw)),
  organization: z.uuid().transform((raw) => brandId<OrganizationId>(raw)),
  delivery: z.uuid().transform((raw) => brandId<DeliveryId>(raw)),
})

/** A slow receiver keeps one of these busy, and nothing else of the hospital. */
const concurrency = 4
/** A delivery is taken over this long after its time has passed, in milliseconds. */
const grace = 30_000
const sweep = '* * * * * resume-filings'

export interface FilingOptions extends Pick<QueueOptions, 'databaseUrl' | 'holders'> {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  /** Opens the receivers' tokens. */
  readonly secret: string
  readonly metrics: Registry
  readonly log: Logger
}

/** Runs deliveries to hospitals' systems in a queue of their own; what a dead sender left is taken up again every minute. */
export async function startFiling({ databaseUrl, holders, store, clock, newId, secret, metrics, log }: FilingOptions): Promise<{ stop(): Promise<void> }> {
  const overdue = new Gauge({ name: 'lienvien_filing_overdue', help: 'Deliveries whose time had passed at the last sweep', registers: [metrics] })
  const fileOutside = makeFileOutside({ forParty: store.forParty, partiesOf: store.partiesOf, dispatcher: makeDispatcher({ clock, secret }), clock, newId })
  const attempt = async (job: z.output<typeof payloadOf>): Promise<void> => {
    const outcome = await fileOutside(job)
    log.info('filing.attempted', { caseId: job.case, state: outcome })
  }
  const queue = await runQueue({
    databaseUrl, holders,
    concurrency,
    crontab: sweep,
    taskList: {
      'file-outside': (payload) => attempt(payloadOf.parse(payload)),
      'resume-filings': async (_, { addJob }) => {
        const left = await store.overdueDeliveries(new Date(clock().getTime() - grace))
        overdue.set(left.length)
        for (const one of left) await addJob('file-outside', one, { jobKey: `delivery:${one.delivery}` })
      },
    },
  })
  return { stop: () => queue.stop() }
}

import type { Logger } from '#adapters/observability/logger.ts'
import { makeRingDue } from '#core/emergency/ring-due.ts'
import type { Clock } from '#core/shared/clock.ts'
import { brandId, type CaseId } from '#core/shared/ids.ts'
import type { Store } from '#prisma/store.ts'
import { z } from 'zod'
import { runQueue, type QueueOptions } from './queue.ts'

const work = z.object({ case: z.uuid().transform((raw) => brandId<CaseId>(raw)) })

/** A timer may be this late at the most, in milliseconds: the queue is told of jobs that are due now, it looks for those that fall due. */
const lookEvery = 250

interface RingingOptions extends Pick<QueueOptions, 'databaseUrl' | 'holders'> {
  readonly store: Pick<Store, 'forCaller' | 'runningEmergencies'>
  readonly clock: Clock
  readonly log: Logger
}

export interface Ringing {
  stop(): Promise<void>
}

/**
 * Rings for emergencies: a queue of its own, so that no printing page stands before a ring. A process that has just started first
 * looks at every emergency that still rings, since the one before it may have been killed in the middle of a timer's work.
 */
export async function startRinging({ databaseUrl, holders, store, clock, log }: RingingOptions): Promise<Ringing> {
  const ringDue = makeRingDue({ forCaller: store.forCaller, clock })
  const ring = async (caseId: CaseId): Promise<void> => {
    const rings = await ringDue({ case: caseId })
    if (rings.length > 0) log.info('emergency.rung', { caseId, count: rings.length })
  }
  const queue = await runQueue({
    databaseUrl, holders,
    concurrency: 4,
    pollInterval: lookEvery,
    taskList: { 'ring-emergency': (payload) => ring(work.parse(payload).case) },
  })
  for (const caseId of await store.runningEmergencies()) {
    await ring(caseId).catch((cause: unknown) => log.error('emergency.ring-failed', { caseId, cause }))
  }
  return { stop: () => queue.stop() }
}

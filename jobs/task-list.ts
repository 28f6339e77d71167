import type { Task, TaskList } from 'graphile-worker'
import type { Job } from '#core/case/ports.ts'
import { brandId } from '#core/shared/ids.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { z } from 'zod'

const ofCase = z.object({ case: z.uuid().transform((raw) => brandId<CaseId>(raw)) })
const minutesVersion = ofCase.extend({
  version: z.int().positive(),
})

/** Rings and deliveries have queues of their own (ringing.ts, filing.ts). */
type LaterJob = Exclude<Job, { readonly name: 'ring-emergency' | 'file-outside' }>

/** What does the work of each job; a job without a worker does not compile. */
export type JobWork = {
  readonly [Name in LaterJob['name']]: (job: Omit<Extract<LaterJob, { name: Name }>, 'name'>) => Promise<unknown>
}

/** The queue's view of the work: payloads are parsed, a throw brings the job back later. */
export const taskList = (work: JobWork): TaskList => ({
  'render-minutes': task((payload) => work['render-minutes'](minutesVersion.parse(payload))),
  'file-minutes': task((payload) => work['file-minutes'](minutesVersion.parse(payload))),
  'remind-outcome': task((payload) => work['remind-outcome'](ofCase.parse(payload))),
  'ask-line-test': task((payload) => work['ask-line-test'](ofCase.parse(payload))),
  'plan-filings': task((payload) => work['plan-filings'](minutesVersion.parse(payload))),
})

const task =
  (run: (payload: unknown) => Promise<unknown>): Task =>
  async (payload) => {
    await run(payload)
  }

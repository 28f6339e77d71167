import type { Logger } from '#adapters/observability/logger.ts'
import { openMailSender } from '#adapters/notify/mail-sender.ts'
import { makePushSender } from '#adapters/notify/push-sender.ts'
import { makeTellDigest, makeTellNotice, makeTellRing, type Told } from '#core/notify/tell.ts'
import type { TellPorts } from '#core/notify/ports.ts'
import { brandId, type CaseId, type NoticeId, type OrganizationId, type PractitionerId } from '#core/shared/ids.ts'
import type { Store } from '#prisma/store.ts'
import type { JobHelpers, Task } from 'graphile-worker'
import { z } from 'zod'
import type { NotifySettings } from './env.ts'
import { runQueue, type QueueOptions } from './queue.ts'

const notice = z.object({
  recipient: z.uuid().transform((raw) => brandId<PractitionerId>(raw)),
  notice: z.uuid().transform((raw) => brandId<NoticeId>(raw)),
})
const digest = notice.pick({ recipient: true })
const ring = z.object({
  practitioner: z.uuid().transform((raw) => brandId<PractitionerId>(raw)),
  organization: z.uuid().transform((raw) => brandId<OrganizationId>(raw)),
  case: z.uuid().transform((raw) => brandId<CaseId>(raw)),
})

interface TellingOptions extends Pick<QueueOptions, 'databaseUrl' | 'holders'> {
  readonly publicOrigin: string
  readonly settings: NotifySettings
  readonly store: Pick<Store, 'withContact'>
  readonly clock: TellPorts['clock']
  readonly newId: TellPorts['newId']
  readonly log: Logger
}

export interface Telling {
  stop(): Promise<void>
}

/** Tells people who have no page open: a queue of its own, so that no printing page stands before a ring and no mail server before a page. */
export async function startTelling({ databaseUrl, holders, publicOrigin, settings, store, clock, newId, log }: TellingOptions): Promise<Telling> {
  const mail = settings.mail === null ? null : openMailSender({ ...settings.mail, origin: publicOrigin })
  const { pushServices: services, pushKey } = settings
  const push = services.length === 0 || pushKey === null ? null : makePushSender({ privateKey: pushKey, subject: subjectOf(publicOrigin), services })
  const ports: TellPorts = { withContact: store.withContact, clock, newId, push, mail: mail?.send ?? null }
  const tellNotice = makeTellNotice(ports)
  const tellRing = makeTellRing(ports)
  const tellDigest = makeTellDigest(ports)
  const queue = await runQueue({
    databaseUrl, holders,
    concurrency: 4,
    taskList: {
      'tell-notice': telling('tell-notice', log, (payload) => tellNotice(notice.parse(payload))),
      'tell-digest': telling('tell-digest', log, (payload) => tellDigest(digest.parse(payload))),
      'tell-ring': telling('tell-ring', log, (payload) => tellRing(ring.parse(payload))),
    },
  })
  return {
    stop: async () => {
      await queue.stop()
      mail?.close()
    },
  }
}

/** A push service may ask about us at an address of ours; it wants TLS or mail in it. */
const subjectOf = (origin: string): string => (origin.startsWith('https:') ? origin : 'mailto:lienvien@localhost')

const telling =
  (task: 'tell-notice' | 'tell-digest' | 'tell-ring', log: Logger, work: (payload: unknown) => Promise<Told>): Task =>
  async (payload, { addJob }) => {
    const told = await work(payload).catch((cause: unknown) => {
      log.warn('telling.failed', { task, cause })
      throw cause
    })
    if (told.state === 'later') await addJob(task, payload, { runAt: told.at, maxAttempts: 8 })
    else if (told.state === 'digest') await planDigest(addJob, notice.parse(payload).recipient, told.at)
    else if (told.count > 0) log.info('telling.done', { task, count: told.count })
  }

/** One digest waits for each person, however many notices go into it; it outlives a restart like every job. */
const planDigest = (addJob: JobHelpers['addJob'], recipient: PractitionerId, runAt: Date): Promise<unknown> =>
  addJob('tell-digest', { recipient }, { runAt, jobKey: `digest ${recipient}`, jobKeyMode: 'preserve_run_at', maxAttempts: 8 })

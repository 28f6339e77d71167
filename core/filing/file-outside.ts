import { brandId, type CaseId, type NewId, type OrganizationId } from '#core/shared/ids.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { SignedMinutes } from '#core/minutes/minutes.ts'
import { afterFailure, afterReceipt, switchedOff, type Delivery, type DeliveryId, type WaitingDelivery } from './filing.ts'
import type { AtomicallyForParty, Dispatcher, FilingRepositories, OutgoingDocument } from './ports.ts'

export interface FilingJobPorts {
  readonly forParty: AtomicallyForParty
  /** The hospitals of a case. */
  readonly partiesOf: (caseId: CaseId) => Promise<readonly OrganizationId[]>
  readonly dispatcher: Dispatcher
  readonly clock: Clock
  readonly newId: NewId
}

/** While one sender is at work no other begins; a sender that died is taken over after this, in milliseconds. */
const lease = 90_000

/** After filing into the own record: one delivery for each system that a hospital of the case has named; a second run plans nothing twice. */
export const makePlanFilings =
  (ports: Omit<FilingJobPorts, 'dispatcher'>) =>
  async (job: { readonly case: CaseId; readonly version: number }): Promise<number> => {
    let planned = 0
    for (const organization of await ports.partiesOf(job.case)) {
      planned += await ports.forParty(job.case, organization, async (repositories) => {
        const signed = await signedVersion(repositories, job)
        const destinations = (await repositories.filing.destinations()).filter(({ active }) => active)
        if (signed === null) return 0
        const now = ports.clock()
        for (const destination of destinations) {
          const delivery: WaitingDelivery = {
            status: 'waiting', id: brandId(ports.newId()), destination: destination.id, organization, case: job.case, minutes: signed.id,
            version: signed.version, relation: signed.amends === null ? 'original' : 'addendum', file: signed.sealed,
            messageId: ports.newId(), attempts: 0, createdAt: now, nextAttemptAt: now, lastFault: null,
          }
          await repositories.filing.add(delivery)
          await repositories.jobs.enqueue({ name: 'file-outside', case: job.case, version: job.version, delivery: delivery.id })
        }
        return destinations.length
      })
    }
    return planned
  }

interface FilingJob {
  readonly case: CaseId
  readonly organization: OrganizationId
  readonly delivery: DeliveryId
}

/**
 * One attempt to hand the document over, outside any transaction: nobody waits for a slow receiver. What comes of it is written
 * down with the next step: a receipt, a later attempt, or the list of those that a person must look at.
 */
export const makeFileOutside =
  (ports: FilingJobPorts) =>
  async (job: FilingJob): Promise<Delivery['status'] | 'nothing-to-do'> => {
    const begun = await ports.forParty(job.case, job.organization, (repositories) => begin(ports, job, repositories))
    if (typeof begun === 'string') return begun
    const sent = await ports.dispatcher.send(begun.destination, begun.document)
    return ports.forParty(job.case, job.organization, async (repositories) => {
      const current = await repositories.filing.findForChange(job.delivery)
      if (current?.status !== 'waiting') return 'nothing-to-do'
      const at = ports.clock()
      const next = sent.delivered ? afterReceipt(current, sent.receipt, at) : afterFailure(current, { ...sent, at })
      await repositories.filing.save(next)
      await follow(ports, next, repositories)
      return next.status
    })
  }

async function begin(ports: FilingJobPorts, job: FilingJob, repositories: FilingRepositories) {
  const delivery = await repositories.filing.findForChange(job.delivery)
  const now = ports.clock()
  if (delivery?.status !== 'waiting' || now < delivery.nextAttemptAt) return 'nothing-to-do'
  const destination = (await repositories.filing.destinations()).find(({ id }) => id === delivery.destination)
  const signed = await signedVersion(repositories, delivery)
  const file = await repositories.files.get(delivery.file)
  const one = await repositories.cases.find(job.case)
  if (destination === undefined || signed === null || file === null || one === null) throw new Error(`delivery ${delivery.id} has lost its document`)
  if (!destination.active) {
    const dead = switchedOff(delivery, now)
    await repositories.filing.save(dead)
    await follow(ports, dead, repositories)
    return dead.status
  }
  await repositories.filing.save({ ...delivery, nextAttemptAt: new Date(now.getTime() + lease) })
  // By the number that the hospital knows: whom a patient without a name turned out to be.
  const patient = one.requestingOrganization === job.organization ? (await repositories.patients.record(one.patient))?.patient : undefined
  const { id: minutes, version, amends, form, document, frozenAt, signedAt } = signed
  const { messageId, relation, file: sha256 } = delivery
  const outgoing: OutgoingDocument = {
    messageId, relation, minutes, version, amends, form, document, frozenAt, signedAt, sha256, pdf: file.bytes, hospitalNumber: patient?.hospitalNumber ?? null,
  }
  return { destination: { ...destination, secret: await repositories.filing.secretOf(destination.id) }, document: outgoing }
}

async function follow(ports: FilingJobPorts, next: Delivery, { jobs, audit, directory, notices }: FilingRepositories): Promise<void> {
  const { organization, id: delivery, minutes } = next
  const at = ports.clock()
  if (next.status === 'waiting') {
    await jobs.enqueue({ name: 'file-outside', case: next.case, version: next.version, delivery }, next.nextAttemptAt)
    return
  }
  const payload = { case: next.case, minutes, destination: next.destination } as const
  if (next.status === 'delivered') await audit.append({ organization, actor: null, at, payload: { type: 'minutes.filed-outside', ...payload } })
  if (next.status !== 'dead') return
  await audit.append({ organization, actor: null, at, payload: { type: 'minutes.filing-failed', ...payload, fault: next.lastFault } })
  const recipients = await directory.staff(organization, ['admin', 'coordinator'])
  await notices.add(recipients.map((recipient) => ({ id: brandId(ports.newId()), recipient, kind: 'filing.dead', case: next.case, at, readAt: null })))
}

async function signedVersion(
  { minutes }: FilingRepositories,
  asked: { readonly case: CaseId; readonly version: number },
): Promise<SignedMinutes | null> {
  const found = (await minutes.versions(asked.case)).find(({ version }) => version === asked.version)
  return found?.status === 'signed' ? found : null
}

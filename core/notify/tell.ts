import type { CaseId, NoticeId, OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { ContactRepository, DeliveryNote, Message, TellPorts } from './ports.ts'
import type { Channel, NotifyPreference } from './preference.ts'
import { channels, tellFrom, topicOf } from './preference.ts'

/** Nobody has to be told any more, everything is told, or not before then. */
export type Told = { readonly state: 'told'; readonly count: number } | { readonly state: 'later'; readonly at: Date }

interface Telling {
  readonly practitioner: PractitionerId
  readonly preference: NotifyPreference
  readonly about: DeliveryNote['about']
  readonly message: Message
  readonly by: readonly Channel[]
}

/** Tells a person of a notice by the ways they chose for its topic, after their quiet hours; one that they have read meanwhile is not told. */
export const makeTellNotice =
  (ports: TellPorts) =>
  (job: { readonly recipient: PractitionerId; readonly notice: NoticeId }): Promise<Told> =>
    ports.withContact({ practitioner: job.recipient, organization: null }, async (contact) => {
      const notice = await contact.unreadNotice(job.notice)
      if (notice === null) return { state: 'told', count: 0 }
      const preference = await contact.preference()
      const topic = topicOf(notice.kind)
      const by = channels.filter((channel) => preference.topics[channel].includes(topic))
      const at = tellFrom(preference, ports.clock())
      if (by.length > 0 && at > ports.clock()) return { state: 'later', at }
      const message: Message = { about: 'notice', kind: notice.kind, case: notice.case }
      return send(ports, contact, { practitioner: job.recipient, preference, about: { notice: job.notice }, message, by })
    })

/** Tells a person who is rung, at once and by every way they gave: no choice and no quiet hour stands before an emergency. */
export const makeTellRing =
  (ports: TellPorts) =>
  (job: { readonly practitioner: PractitionerId; readonly organization: OrganizationId; readonly case: CaseId }): Promise<Told> =>
    ports.withContact(job, async (contact) => {
      const ring = await contact.openRing(job.case)
      if (ring === null) return { state: 'told', count: 0 }
      const preference = await contact.preference()
      const message: Message = { about: 'ring', from: ring.from }
      return send(ports, contact, { practitioner: job.practitioner, preference, about: { ring: job.case }, message, by: channels })
    })

/** Push first, since it is quick; a mail server that is away brings the whole back later, and then only what was not sent. */
async function send(ports: TellPorts, contact: ContactRepository, telling: Telling): Promise<Told> {
  const done = new Set((await contact.notes(telling.about)).map(({ channel }) => channel))
  let count = 0
  if (telling.by.includes('push') && !done.has('push') && ports.push !== null) count += await pushToAll(ports, contact, { ...telling, push: ports.push })
  const { mailTo, language } = telling.preference
  if (telling.by.includes('mail') && !done.has('mail') && ports.mail !== null && mailTo !== null) {
    const note = noteOf(ports, telling, 'mail')
    const answer = await ports.mail(mailTo, { note: note.id, message: telling.message, language })
    await contact.addNote({ ...note, sentAt: ports.clock(), accepted: answer === 'accepted' })
    count += Number(answer === 'accepted')
  }
  return { state: 'told', count }
}

async function pushToAll(ports: TellPorts, contact: ContactRepository, telling: Telling & { readonly push: NonNullable<TellPorts['push']> }): Promise<number> {
  let count = 0
  for (const subscription of await contact.subscriptions()) {
    const note = noteOf(ports, telling, 'push')
    const answer = await telling.push(subscription, { note: note.id, message: telling.message, language: telling.preference.language })
    if (answer === 'gone') await contact.removeSubscription(subscription.id)
    else await contact.addNote({ ...note, sentAt: ports.clock(), accepted: answer === 'accepted' })
    count += Number(answer === 'accepted')
  }
  return count
}

const noteOf = (ports: TellPorts, { practitioner, about }: Telling, channel: Channel): DeliveryNote => ({
  id: brandId(ports.newId()), practitioner, channel, about, sentAt: ports.clock(), accepted: false, shownAt: null,
})

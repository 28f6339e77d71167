import type { CaseId, NoticeId, OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { appointmentOf, isPressing, tellsHours } from './occasion.ts'
import type { ContactRepository, DeliveryNote, DigestCounts, Message, TellPorts, UntoldNotice } from './ports.ts'
import type { Channel, NotifyPreference } from './preference.ts'
import { channels, digestFrom, tellFrom, topicOf } from './preference.ts'

/** Nobody has to be told any more, everything is told, or not before then: by itself, or with the others of the day. */
export type Told = { readonly state: 'told'; readonly count: number } | { readonly state: 'later'; readonly at: Date } | { readonly state: 'digest'; readonly at: Date }

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
      if (by.length === 0) return { state: 'told', count: 0 }
      const occasion = notice.case === null ? null : await contact.occasion(job.notice)
      const due = isPressing(notice.kind, occasion) ? null : digestFrom(preference, ports.clock())
      if (due !== null) return { state: 'digest', at: due }
      const at = tellFrom(preference, ports.clock())
      if (at > ports.clock()) return { state: 'later', at }
      const message: Message = { about: 'notice', kind: notice.kind, case: notice.case, appointment: appointmentOf(notice.kind, occasion), meeting: tellsHours(notice.kind) ? await contact.meetingOf(job.notice) : null }
      return { state: 'told', count: await send(ports, contact, { practitioner: job.recipient, preference, about: { notice: job.notice }, message, by }) }
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
      return { state: 'told', count: await send(ports, contact, { practitioner: job.practitioner, preference, about: { ring: job.case }, message, by: channels }) }
    })

/** What waited longer than this without being told, nobody wants to hear of in a digest. */
const digestReachMs = 7 * 24 * 3_600_000

/** Tells a person, in one message by each way, of whatever they have not read and were not told of by that way; each notice keeps its own receipt. */
export const makeTellDigest =
  (ports: TellPorts) =>
  (job: { readonly recipient: PractitionerId }): Promise<Told> =>
    ports.withContact({ practitioner: job.recipient, organization: null }, async (contact) => {
      const preference = await contact.preference()
      const waiting = await contact.untold(new Date(ports.clock().getTime() - digestReachMs))
      let count = 0
      for (const by of channels) {
        const items = waiting.filter(({ kind, toldBy }) => preference.topics[by].includes(topicOf(kind)) && !toldBy.includes(by))
        const [first, ...others] = items
        if (first === undefined || !(await isReachable(ports, contact, { by, preference }))) continue
        const message: Message = { about: 'digest', counts: countsOf(items) }
        const telling: Telling = { practitioner: job.recipient, preference, about: { notice: first.id }, message, by: [by] }
        const sent = await send(ports, contact, telling)
        count += sent
        for (const { id } of others) await contact.addNote({ ...noteOf(ports, { ...telling, about: { notice: id } }, by), accepted: sent > 0 })
      }
      return { state: 'told', count }
    })

/** Whether there is a place to which this way leads. */
async function isReachable(ports: TellPorts, contact: ContactRepository, { by, preference }: { readonly by: Channel; readonly preference: NotifyPreference }): Promise<boolean> {
  return by === 'mail' ? ports.mail !== null && preference.mailTo !== null : ports.push !== null && (await contact.subscriptions()).length > 0
}

function countsOf(items: readonly UntoldNotice[]): DigestCounts {
  const counts = new Map<UntoldNotice['kind'], number>()
  for (const { kind } of items) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts]
}

/** Push first, since it is quick; a mail server that is away brings the whole back later, and then only what was not sent. */
async function send(ports: TellPorts, contact: ContactRepository, telling: Telling): Promise<number> {
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
  return count
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

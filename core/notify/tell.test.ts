import { describe, expect, it } from 'vitest'
import type { NoticeKind } from '#core/case/notice.ts'
import type { Urgency } from '#core/case/urgency.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Appointment } from './occasion.ts'
import type { ContactRepository, DeliveryNote, Message, TellPorts } from './ports.ts'
import type { NotifyPreference } from './preference.ts'
import { defaultPreference } from './preference.ts'
import { makeTellDigest, makeTellNotice, makeTellRing } from './tell.ts'

const me = brandId<NotifyPreference['practitioner']>('me')
const now = new Date('2026-11-22T03:00:00Z')
const sevenTomorrow = new Date('2026-11-23T00:00:00Z')
const appointment: Appointment = {
  session: brandId('session'), caseCode: 'HC-0421', asking: 'Ba Lăng', advising: 'Sông Hàn', startsAt: sevenTomorrow, durationMinutes: 45, revision: 4, state: 'booked', place: null,
}

interface Told {
  readonly kind: NoticeKind
  readonly urgency?: Urgency
  readonly appointment?: Appointment
}

/** One person who wants mail once a day at seven, with these notices, and what is sent to them. */
function person(notices: readonly Told[], more: Partial<NotifyPreference> = {}) {
  const preference: NotifyPreference = { ...defaultPreference(me), mailTo: 'me@songhan.example', topics: { push: [], mail: ['cases', 'invitations', 'minutes', 'outcomes'] }, digestAt: 7 * 60, ...more }
  const notes: DeliveryNote[] = []
  const sent: Message[] = []
  const at = (id: string): Told | undefined => notices[Number(id)]
  const of = (id: string): DeliveryNote[] => notes.filter(({ about }) => 'notice' in about && about.notice === id)
  const contact: ContactRepository = {
    preference: async () => preference,
    savePreference: async () => undefined,
    subscriptions: async () => [],
    addSubscription: async () => undefined,
    removeSubscription: async () => undefined,
    unreadNotice: async (id) => {
      const notice = at(id)
      return notice === undefined ? null : { kind: notice.kind, case: notice.urgency === undefined ? null : brandId('case') }
    },
    occasion: async (id) => ({ urgency: at(id)?.urgency ?? 'routine', appointment: at(id)?.appointment ?? null }),
    meetingOf: async () => null,
    untold: async () => notices.map(({ kind }, index) => ({ id: brandId(String(index)), kind, toldBy: of(String(index)).map(({ channel }) => channel) })),
    openRing: async () => ({ from: 'Ba Lăng' }),
    notes: async (about) => ('notice' in about ? of(about.notice) : []),
    addNote: async (note) => void notes.push(note),
    shown: async () => undefined,
  }
  let ids = 0
  const ports: TellPorts = {
    withContact: (_who, work) => work(contact), clock: () => now, newId: () => String(ids++), push: null,
    mail: async (_to, { message }) => {
      sent.push(message)
      return 'accepted'
    },
  }
  const notice = (index: number) => makeTellNotice(ports)({ recipient: me, notice: brandId(String(index)) })
  return { ports, notes, sent, notice, digest: () => makeTellDigest(ports)({ recipient: me }) }
}

describe('somebody who wants one message a day', () => {
  it('waits for it with what can wait', async () => {
    const { notice, sent } = person([{ kind: 'minutes.to-sign', urgency: 'routine' }, { kind: 'refused.waiting' }])
    expect([await notice(0), await notice(1)]).toEqual([{ state: 'digest', at: sevenTomorrow }, { state: 'digest', at: sevenTomorrow }])
    expect(sent).toEqual([])
  })

  it.each<Told>([
    { kind: 'minutes.to-sign', urgency: 'emergency' },
    { kind: 'case.submitted', urgency: 'urgent' },
    { kind: 'session.opened', urgency: 'routine' },
    { kind: 'handover.offered', urgency: 'routine' },
    { kind: 'session.scheduled', urgency: 'routine', appointment },
    { kind: 'glass.broken', urgency: 'routine' },
    { kind: 'round.planned' },
  ])('is told at once of %o', async (pressing) => {
    const { notice, sent } = person([pressing])
    expect(await notice(0)).toEqual({ state: 'told', count: 1 })
    expect(sent).toMatchObject([{ about: 'notice', appointment: pressing.appointment ?? null }])
  })

  it('is rung like everybody', async () => {
    const { ports, sent } = person([], { quiet: { from: 0, until: 1_439 } })
    expect(await makeTellRing(ports)({ practitioner: me, organization: brandId('hub'), case: brandId('case') })).toEqual({ state: 'told', count: 1 })
    expect(sent).toMatchObject([{ about: 'ring' }])
  })

  it('gets what waits in one message, each notice with its receipt, and nothing twice', async () => {
    const { digest, notice, notes, sent } = person([
      { kind: 'minutes.to-sign', urgency: 'routine' }, { kind: 'outcome.due', urgency: 'routine' }, { kind: 'minutes.to-sign', urgency: 'routine' }, { kind: 'session.opened', urgency: 'routine' },
    ])
    await notice(3)
    expect(await digest()).toEqual({ state: 'told', count: 1 })
    expect(sent.at(-1)).toEqual({ about: 'digest', counts: [['minutes.to-sign', 2], ['outcome.due', 1]] })
    expect(notes.map(({ about, channel, accepted }) => ['notice' in about && about.notice, channel, accepted])).toEqual([['3', 'mail', true], ['0', 'mail', true], ['1', 'mail', true], ['2', 'mail', true]])
    expect(await digest()).toEqual({ state: 'told', count: 0 })
    expect(sent).toHaveLength(2)
  })

  it('gets nothing of a topic that they turned off, nor where no mail goes', async () => {
    const off = person([{ kind: 'outcome.due', urgency: 'routine' }], { topics: { push: [], mail: ['minutes'] } })
    const nowhere = person([{ kind: 'outcome.due', urgency: 'routine' }], { mailTo: null })
    expect([await off.digest(), await nowhere.digest(), off.notes, nowhere.notes]).toEqual([{ state: 'told', count: 0 }, { state: 'told', count: 0 }, [], []])
  })
})

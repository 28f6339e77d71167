import type { PractitionerId } from '#core/shared/ids.ts'
import type { EmergencyCall, Ring } from '#core/emergency/call.ts'
import { rungAt } from '#core/emergency/ladder.ts'
import type { EmergencyNames, IncomingEmergencies, IncomingEmergency, RingBoard } from '#core/emergency/view-emergency.ts'
import type { DeliveryNote } from '#core/notify/ports.ts'
import type { BoardFacts, CallFacts, Incoming, IncomingItem, RingFacts } from './emergency-answer.ts'

const presentCall = (call: EmergencyCall, names: EmergencyNames, viewer: PractitionerId): CallFacts => ({
  caseId: call.case,
  caller: personOf(names, call.caller),
  from: names.hospitals.get(call.requestingOrganization)?.shortName ?? '',
  specialty: call.specialty,
  ageYears: call.ageYears,
  sex: call.sex,
  line: call.line,
  callbackPhone: call.callbackPhone,
  pressedAt: call.pressedAt.toISOString(),
  held: call.held === null ? null : { by: personOf(names, call.held.by), at: call.held.at.toISOString(), mine: call.held.by === viewer },
  exhausted: call.exhaustedAt !== null,
  ended: call.endedAt !== null,
})

const personOf = (names: EmergencyNames, id: PractitionerId) => {
  const found = names.people.get(id)
  return { id, name: found?.name ?? '—', title: found?.title ?? '' }
}

/** Of several machines the one that showed it counts, else the one that was reached. */
function toldOf(notes: readonly DeliveryNote[], after: (at: Date) => number): RingFacts['told'] {
  const by = (channel: DeliveryNote['channel']): readonly DeliveryNote[] => notes.filter((note) => note.channel === channel)
  const shown = by('push').find(({ shownAt }) => shownAt !== null)
  const pushed = by('push').find(({ accepted }) => accepted) ?? by('push')[0]
  const mailed = by('mail').find(({ accepted }) => accepted) ?? by('mail')[0]
  return [
    ...(pushed === undefined ? [] : [
      shown === undefined || shown.shownAt === null
        ? { kind: pushed.accepted ? 'pushed' as const : 'pushFailed' as const, after: after(pushed.sentAt) }
        : { kind: 'pushShown' as const, after: after(shown.shownAt) },
    ]),
    ...(mailed === undefined ? [] : [{ kind: mailed.accepted ? 'mailed' as const : 'mailFailed' as const, after: after(mailed.sentAt) }]),
  ]
}

function presentRing(ring: Ring, { call, names, notes }: { readonly call: EmergencyCall; readonly names: EmergencyNames; readonly notes: readonly DeliveryNote[] }): RingFacts {
  const after = (at: Date): number => Math.round((at.getTime() - call.pressedAt.getTime()) / 1_000)
  return {
    person: personOf(names, ring.practitioner),
    hospital: names.hospitals.get(ring.organization)?.shortName ?? '',
    rung: ring.rung,
    rungAfter: after(ring.rungAt),
    seenAfter: ring.seenAt === null ? null : after(ring.seenAt),
    reply: ring.reply === null ? null : { kind: ring.reply.kind, after: after(ring.reply.at), note: ring.reply.note },
    told: toldOf(notes.filter((note) => note.practitioner === ring.practitioner), after),
  }
}

const presentItem = ({ call, own, rings }: IncomingEmergency, names: EmergencyNames, viewer: PractitionerId): IncomingItem => ({
  call: presentCall(call, names, viewer),
  rings: rings.map((ring) => presentRing(ring, { call, names, notes: [] })),
  ownRing: own !== null && own.reply === null,
  forwarded: own?.rung === 'forwarded',
})

/** Reduces what rings to what may leave the server. */
export const presentIncoming = ({ now, items, names }: IncomingEmergencies, viewer: PractitionerId): Incoming => ({
  now: now.toISOString(),
  items: items.map((item) => presentItem(item, names, viewer)),
})

/** Reduces the caller's board to what may leave the server. */
export const presentBoard = ({ now, call, rings, notes, names, telephones }: RingBoard, viewer: PractitionerId): BoardFacts => ({
  now: now.toISOString(),
  call: presentCall(call, names, viewer),
  rings: rings.map((ring) => presentRing(ring, { call, names, notes })),
  overrides: [...call.overrides],
  firstRingAt: new Date(call.pressedAt.getTime() + rungAt.first).toISOString(),
  telephones: telephones.map(({ hospital, people }) => ({
    hospital: hospital.shortName,
    phone: hospital.phone,
    people: people.map(({ practitioner, phone }) => ({ name: `${practitioner.title} ${practitioner.name}`.trim(), phone })),
  })),
})

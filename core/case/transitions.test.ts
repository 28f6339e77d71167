import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CaseStatus, ConsultCase } from './case.ts'
import { caseStatuses } from './case.ts'
import { exampleActors, exampleCases, exampleNow as now, exampleRequest, exampleTeam } from './testing.ts'
import {
  answerAsk, answerHandover, answerInvitation, askForMore, assign, attachSnapshot, awaitOutcome, cancel, close, editDraft, end, file, followMinutes, interrupt, nameSecretary, offerHandover, openLobby,
  recordLegalBasis, reject, reopen, resume, schedule, start, submit, takeInHand, withdrawHandover,
} from './transitions.ts'

type Outcome = { readonly ok: true; readonly value: ConsultCase } | { readonly ok: false; readonly error: string }
type Move = readonly [name: string, move: (one: ConsultCase) => Outcome, leads: Partial<Record<CaseStatus, CaseStatus>>]

const snapshot = 'snapshot' in exampleCases.submitted && exampleCases.submitted.snapshot
const session = 'session' in exampleCases.scheduled && exampleCases.scheduled.session
const basis = 'legalBasis' in exampleCases.submitted && exampleCases.submitted.legalBasis
const filing = 'filing' in exampleCases.filed && exampleCases.filed.filing
if (!snapshot || !session || !basis || !filing) throw new Error('the examples hold every part')
const by = exampleActors.chair.practitioner

/** Held by somebody, with something left to do: handing it over moves it to no other state. */
const held = caseStatuses.filter((status) => 'coordinator' in exampleCases[status] && status !== 'rejected' && status !== 'closed')
const unmoved = Object.fromEntries(held.map((status) => [status, status])) as Partial<Record<CaseStatus, CaseStatus>>

/** Every move with the only states in which it is possible and where it leads. */
const moves: readonly Move[] = [
  ['editDraft', (one) => editDraft(one, exampleRequest), { draft: 'draft' }],
  ['recordLegalBasis', (one) => recordLegalBasis(one, basis), { draft: 'draft' }],
  ['attachSnapshot', (one) => attachSnapshot(one, snapshot), { draft: 'draft', 'needs-info': 'needs-info' }],
  ['submit', (one) => submit(one, now), { draft: 'submitted' }],
  ['takeInHand', (one) => takeInHand(one, exampleActors.coordinator.practitioner), { submitted: 'coordinating' }],
  ['askForMore', (one) => askForMore(one, 'Gửi thêm điện tim.', now), { coordinating: 'needs-info' }],
  ['answerAsk', (one) => answerAsk(one, exampleRequest), { 'needs-info': 'coordinating' }],
  ['reject', (one) => reject(one, { reason: 'r', suggestion: 's', at: now }), { coordinating: 'rejected' }],
  ['offerHandover', (one) => offerHandover(one, { by: exampleActors.coordinator.practitioner, to: by, note: 'Chờ trả lời', at: now }), unmoved],
  ['assign', (one) => assign(one, exampleTeam, now), {
    coordinating: 'assigned', assigned: 'assigned', scheduled: 'scheduled', lobby: 'lobby', live: 'live', interrupted: 'interrupted',
  }],
  ['schedule', (one) => schedule(one, session), { assigned: 'scheduled', scheduled: 'scheduled', lobby: 'scheduled' }],
  ['answerInvitation', (one) => answerInvitation(one, { by, at: now, answer: { reply: 'accepted' } }), {
    assigned: 'assigned', scheduled: 'scheduled', lobby: 'lobby', live: 'live', interrupted: 'interrupted',
  }],
  ['openLobby', (one) => openLobby(one, now), { scheduled: 'lobby' }],
  ['start', (one) => start(one, now), { lobby: 'live' }],
  ['interrupt', (one) => interrupt(one, now), { live: 'interrupted' }],
  ['resume', (one) => resume(one, now), { interrupted: 'live' }],
  ['end', (one) => end(one, now), { live: 'ended', interrupted: 'ended' }],
  ['reopen', (one) => reopen(one, now), { ended: 'live' }],
  ['followMinutes to drafting', (one) => followMinutes(one, 'minutes-drafting'), { ended: 'minutes-drafting', returned: 'minutes-drafting' }],
  ['followMinutes to signatures', (one) => followMinutes(one, 'awaiting-signatures'), { 'minutes-drafting': 'awaiting-signatures', returned: 'awaiting-signatures' }],
  ['followMinutes to returned', (one) => followMinutes(one, 'returned'), { 'awaiting-signatures': 'returned' }],
  ['followMinutes to signed', (one) => followMinutes(one, 'signed'), { 'awaiting-signatures': 'signed' }],
  ['file', (one) => file(one, filing), { signed: 'filed' }],
  ['awaitOutcome', awaitOutcome, { filed: 'awaiting-outcome' }],
  ['close', (one) => close(one, { followed: true, reason: '', result: 'r', recordedAt: now }), { filed: 'closed', 'awaiting-outcome': 'closed' }],
  ['cancel', (one) => cancel(one, { reason: 'r', at: now, by }), {
    draft: 'cancelled', submitted: 'cancelled', coordinating: 'cancelled', 'needs-info': 'cancelled', assigned: 'cancelled', scheduled: 'cancelled', lobby: 'cancelled',
  }],
]

describe.each(moves)('%s', (_name, move, leads) => {
  it.each(caseStatuses)('from %s', (status) => {
    const moved = move(exampleCases[status])
    const to = leads[status]
    if (to === undefined) expect(moved).toEqual({ ok: false, error: 'case.wrong-state' })
    else expect(moved).toMatchObject({ ok: true, value: { status: to } })
  })
})

describe('whatever is tried in whatever order', () => {
  it('keeps who, whose and where the case came from', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...moves), { maxLength: 40 }), (tried) => {
      let one = exampleCases.draft
      for (const [, move] of tried) {
        const moved = move(one)
        if (moved.ok) one = moved.value
      }
      const { id, patient, requester, requestingOrganization, consultingOrganization, code } = exampleCases.draft
      expect(one).toMatchObject({ id, patient, requester, requestingOrganization, consultingOrganization, code })
      if (one.status !== 'draft' && one.status !== 'cancelled') expect(one.legalBasis).toBeTruthy()
    }))
  })
})

describe('nothing leaves without a reason', () => {
  const draft = exampleCases.draft
  it.each([
    ['an empty question', { ...draft, request: { ...exampleRequest, questions: [{ id: 'q1', text: '  ' }] } }, 'case.incomplete'],
    ['no legal basis', { ...draft, legalBasis: null }, 'snapshot.no-legal-basis'],
    ['no snapshot', { ...draft, snapshot: null }, 'snapshot.missing'],
  ] as const)('%s', (_what, one, refusal) => {
    expect(submit(one as ConsultCase, now)).toEqual({ ok: false, error: refusal })
  })

  it('refuses a basis that is only ticked', () => {
    expect(recordLegalBasis(draft, { ...basis, kind: 'other', name: ' ' })).toEqual({ ok: false, error: 'snapshot.no-legal-basis' })
  })

  it('asks why advice was not followed', () => {
    const outcome = { followed: false, reason: ' ', result: 'r', recordedAt: now }
    expect(close(exampleCases['awaiting-outcome'], outcome)).toEqual({ ok: false, error: 'outcome.no-reason' })
  })
})

describe('a team', () => {
  const [chair, secretary] = exampleTeam
  if (!chair || !secretary) throw new Error('the example team has both')
  it.each([
    ['without a chair', [secretary], 'team.no-chair'],
    ['without a secretary', [chair], 'team.no-secretary'],
    ['whose chair is also the secretary', [chair, { ...chair, part: 'secretary' as const }], 'team.duplicate-member'],
  ] as const)('%s is refused', (_what, team, refusal) => {
    expect(assign(exampleCases.coordinating, team, now)).toEqual({ ok: false, error: refusal })
  })

  it('hears only from those who were invited', () => {
    const given = { by: exampleActors.bystander.practitioner, at: now, answer: { reply: 'accepted' } } as const
    expect(answerInvitation(exampleCases.assigned, given)).toEqual({ ok: false, error: 'invitation.not-invited' })
  })
})

describe('whoever has to lead or to write', () => {
  const [chair, secretary, member] = exampleTeam
  if (!chair || !secretary || !member) throw new Error('the example team has all three')
  const pending = { reply: 'pending', invitedAt: now } as const
  const unanswered = (status: 'ended' | 'awaiting-signatures' | 'signed'): ConsultCase =>
    ({ ...exampleCases[status], team: exampleTeam.map((one) => ({ ...one, invitation: pending })) }) as ConsultCase
  const answer = (one: ConsultCase, who: Pick<typeof chair, 'practitioner'>) => answerInvitation(one, { by: who.practitioner, at: now, answer: { reply: 'accepted' } })
  const writes = { practitioner: exampleActors.bystander.practitioner, organization: exampleActors.bystander.organization }

  it('may still agree once the session has ended, until all have signed; a member may not', () => {
    expect(answer(unanswered('ended'), chair)).toMatchObject({ ok: true, value: { status: 'ended' } })
    const late = answer(unanswered('awaiting-signatures'), secretary)
    expect(late.ok && late.value.team[1]?.invitation).toEqual({ reply: 'accepted', invitedAt: now, answeredAt: now })
    expect(answer(unanswered('signed'), secretary)).toEqual({ ok: false, error: 'case.wrong-state' })
    expect(answer(unanswered('ended'), member)).toEqual({ ok: false, error: 'case.wrong-state' })
  })

  it('stands aside for whom the chair names, unless they have agreed', () => {
    const named = nameSecretary(unanswered('ended'), writes, now)
    expect(named.ok && named.value.team.map((one) => [one.part, one.practitioner])).toEqual([
      ['chair', chair.practitioner], ['member', member.practitioner], ['secretary', writes.practitioner],
    ])
    expect(nameSecretary(exampleCases.ended, writes, now)).toEqual({ ok: false, error: 'case.wrong-state' })
    expect(nameSecretary(unanswered('awaiting-signatures'), writes, now)).toEqual({ ok: false, error: 'case.wrong-state' })
    expect(nameSecretary(unanswered('ended'), chair, now)).toEqual({ ok: false, error: 'team.duplicate-member' })
  })
})

describe('a session moved while somebody is at the door', () => {
  it('is booked again, its door closed', () => {
    const moved = schedule(exampleCases.lobby, { ...session, durationMinutes: 20 })
    expect(moved).toMatchObject({ ok: true, value: { status: 'scheduled', session: { id: session.id, durationMinutes: 20 } } })
    expect(moved.ok && 'lobbyOpenedAt' in moved.value).toBe(false)
  })
})

describe('a lost link', () => {
  it('is a gap in the session and never its end', () => {
    const lost = interrupt(exampleCases.live, new Date(now.getTime() - 60_000))
    const back = lost.ok ? resume(lost.value, now) : lost
    expect(back).toMatchObject({ ok: true, value: { status: 'live', interruptions: [{ from: new Date(now.getTime() - 60_000), until: now }] } })
  })
})

describe('a case that is handed over', () => {
  const holder = exampleActors.coordinator.practitioner
  const offer = { by: holder, to: by, note: 'Đã mời tim mạch, chờ trả lời', at: now }
  const emergency = { ...exampleCases.scheduled, request: { ...exampleRequest, urgency: 'emergency' } } as ConsultCase
  const offered = offerHandover(exampleCases.scheduled, offer)
  const value = (moved: Outcome): ConsultCase => {
    if (!moved.ok) throw new Error(moved.error)
    return moved.value
  }

  it('stays with its coordinator until the other one takes it', () => {
    expect(offered).toMatchObject({ value: { coordinator: holder, handover: offer } })
    expect(answerHandover(value(offered), { by, accepts: true })).toEqual({ ok: true, value: { ...exampleCases.scheduled, coordinator: by } })
    expect(answerHandover(value(offered), { by, accepts: false })).toEqual({ ok: true, value: exampleCases.scheduled })
    expect(withdrawHandover(value(offered))).toEqual({ ok: true, value: exampleCases.scheduled })
  })

  it('goes at once when it is an emergency, or when somebody takes it over', () => {
    expect(offerHandover(emergency, { ...offer, note: '' })).toEqual({ ok: true, value: { ...emergency, coordinator: by } })
    expect(offerHandover(exampleCases.scheduled, { ...offer, by, note: '' })).toEqual({ ok: true, value: { ...exampleCases.scheduled, coordinator: by } })
  })

  it('needs a word on how it stands, another person, and an offer to answer', () => {
    expect(offerHandover(exampleCases.scheduled, { ...offer, note: ' ' })).toEqual({ ok: false, error: 'handover.no-note' })
    expect(offerHandover(exampleCases.scheduled, { ...offer, to: holder })).toEqual({ ok: false, error: 'handover.same-person' })
    expect(answerHandover(value(offered), { by: holder, accepts: true })).toEqual({ ok: false, error: 'handover.not-offered' })
    expect(withdrawHandover(exampleCases.scheduled)).toEqual({ ok: false, error: 'handover.not-offered' })
  })
})

import type { JoinTicket } from '#core/room/ticket.ts'
import { brandId, type CaseId, type OrganizationId, type PractitionerId, type SessionId } from '#core/shared/ids.ts'
import { describe, expect, it } from 'vitest'
import { makeJoinTickets } from './join-ticket.ts'

const start = Date.parse('2026-11-21T02:00:00Z')
const secret = 'a secret that both processes know'
const ticket: JoinTicket = {
  actor: {
    practitioner: brandId<PractitionerId>('11111111-1111-4111-8111-111111111111'),
    organization: brandId<OrganizationId>('22222222-2222-4222-8222-222222222222'),
    roles: ['doctor'],
  },
  name: 'Nguyễn Thị Hạnh',
  title: 'BSCKII.',
  organizationName: 'BV Trung tâm',
  part: 'chair',
  case: brandId<CaseId>('33333333-3333-4333-8333-333333333333'),
  session: brandId<SessionId>('44444444-4444-4444-8444-444444444444'),
}

function desk(options: { secret?: string } = {}) {
  const time = { now: start }
  return { time, tickets: makeJoinTickets({ secret, ...options, clock: () => new Date(time.now), newId: () => crypto.randomUUID() }) }
}

describe('join ticket', () => {
  it('carries the person, the part and the session unchanged, and says when it came', async () => {
    const { tickets } = desk()
    expect(await tickets.spendJoinTicket(await tickets.issueJoinTicket(ticket))).toEqual({ ...ticket, cameAt: new Date(start) })
  })

  it('opens the door once', async () => {
    const { tickets } = desk()
    const token = await tickets.issueJoinTicket(ticket)
    await tickets.spendJoinTicket(token)
    expect(await tickets.spendJoinTicket(token)).toBe('used')
  })

  it('opens it for one of two that come at the same moment', async () => {
    const { tickets } = desk()
    const token = await tickets.issueJoinTicket(ticket)
    const answers = await Promise.all([tickets.spendJoinTicket(token), tickets.spendJoinTicket(token)])
    expect(answers.filter((answer) => answer === 'used')).toHaveLength(1)
  })

  it('is worth nothing after a minute', async () => {
    const { tickets, time } = desk()
    const token = await tickets.issueJoinTicket(ticket)
    time.now += 61_000
    expect(await tickets.spendJoinTicket(token)).toBe('invalid')
  })

  it('counts as used when an earlier process may have let it in', async () => {
    const before = desk()
    const token = await before.tickets.issueJoinTicket(ticket)
    const restarted = makeJoinTickets({ secret, clock: () => new Date(start + 5_000), newId: () => crypto.randomUUID() })
    expect(await restarted.spendJoinTicket(token)).toBe('used')
  })

  it('is refused from someone who does not know the secret', async () => {
    const forged = await desk({ secret: 'another secret altogether' }).tickets.issueJoinTicket(ticket)
    expect(await desk().tickets.spendJoinTicket(forged)).toBe('invalid')
  })

  it('does not open what another kind of token opens', async () => {
    const { tickets } = desk()
    const resume = await tickets.issueResumeToken(ticket)
    expect(await tickets.spendJoinTicket(resume)).toBe('invalid')
    expect(await tickets.spendMinutesTicket(await tickets.issueJoinTicket(ticket))).toBe('invalid')
    expect(await tickets.readResumeToken(await tickets.issueJoinTicket(ticket))).toBeNull()
  })
})

describe('resume token', () => {
  it('brings a person back to the same seat, as often as the line drops', async () => {
    const { tickets, time } = desk()
    const token = await tickets.issueResumeToken(ticket)
    time.now += 3 * 3_600_000
    expect(await tickets.readResumeToken(token)).toEqual(ticket)
    expect(await tickets.readResumeToken(token)).not.toBeNull()
  })

  it('says when its person came with a ticket', async () => {
    const { tickets } = desk()
    const came = await tickets.spendJoinTicket(await tickets.issueJoinTicket(ticket))
    if (typeof came === 'string') throw new Error(came)
    expect(await tickets.readResumeToken(await tickets.issueResumeToken(came))).toEqual(came)
  })
})

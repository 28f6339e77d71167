import { describe, expect, it } from 'vitest'
import { exampleActors, exampleCases } from '#core/case/testing.ts'
import { makeGatherFacts } from './gather-facts.ts'
import type { MinutesRepositories } from './ports.ts'
import { sampleFacts } from './test-facts.ts'

const { ended } = exampleCases
if (ended.status !== 'ended') throw new Error('the session is over')
const at = (minutes: number): Date => new Date(ended.startedAt.getTime() + minutes * 60_000)
const { requester, chair, nurse, bystander, stranger } = exampleActors

const stay = (practitioner: string, from: number, to: number | null) =>
  ({ session: ended.session.id, case: ended.id, practitioner, organization: practitioner === stranger.practitioner ? stranger.organization : chair.organization, enteredAt: at(from), leftAt: to === null ? null : at(to) })
const guest = (id: string, name: string, role: 'observer' | 'interpreter' | 'expert') => ({ id, name, workplace: 'Đại học Y Hà Nội', role })

const repositories = {
  snapshots: { find: () => Promise.resolve({ bundle: '{}', version: 1, sha256: 'a'.repeat(64) }) },
  directory: {
    organization: (id: string) => Promise.resolve({ id, name: id, shortName: `BV ${id}` }),
    organizations: (ids: readonly string[]) => Promise.resolve(ids.map((id) => ({ id, shortName: `BV ${id}` }))),
    // Guests are in no directory.
    roleOf: (id: string, organization: string) =>
      Promise.resolve(id.startsWith('guest') ? null : { practitioner: { id, name: `Tên ${id}`, title: 'BS.', licenceNumber: null }, organization, specialties: [], roles: [id === nurse.practitioner ? 'nurse' : 'doctor'] }),
  },
  attendance: { of: () => Promise.resolve([stay(chair.practitioner, 0, 30), stay('guest-1', 5, 10), stay('guest-2', 6, 30), stay('guest-1', 12, null), stay('guest-gone', 7, 8)]) },
  frames: { of: () => Promise.resolve([]) },
  recordings: { of: () => Promise.resolve([]) },
  guests: { of: () => Promise.resolve([guest('guest-1', 'Phạm Thu Trang', 'interpreter'), guest('guest-2', 'Đỗ Quốc Việt', 'expert'), guest('guest-3', 'Không Đến', 'observer')]) },
  rounds: { noteOf: () => Promise.resolve({ text: 'Đỡ đau' }) },
} as unknown as MinutesRepositories

describe('guests without an account', () => {
  it('stand in the minutes by name, as what they came and from where, with each of their stays; who never came does not', async () => {
    const gather = makeGatherFacts({ readBundle: () => sampleFacts().record, specialtyName: (code) => code })
    const facts = await gather(ended, repositories)
    expect(facts?.session.attendance).toEqual([
      { name: `BS. Tên ${chair.practitioner}`, organizationName: `BV ${chair.organization}`, stays: [{ joinedAt: at(0).toISOString(), leftAt: at(30).toISOString() }] },
      {
        name: 'Phạm Thu Trang (khách mời, phiên dịch)', organizationName: 'Đại học Y Hà Nội',
        stays: [{ joinedAt: at(5).toISOString(), leftAt: at(10).toISOString() }, { joinedAt: at(12).toISOString(), leftAt: null }],
      },
      { name: 'Đỗ Quốc Việt (khách mời, chuyên gia)', organizationName: 'Đại học Y Hà Nội', stays: [{ joinedAt: at(6).toISOString(), leftAt: at(30).toISOString() }] },
    ])
    // They sign nothing: signatories are the team's.
    const signers = [facts?.chair, facts?.secretary, ...(facts?.members ?? [])].map((one) => one?.practitioner)
    expect(signers).toContain(requester.practitioner)
    expect(signers.some((who) => String(who).startsWith('guest'))).toBe(false)
  })
})

describe('who signs as a member', () => {
  const gather = makeGatherFacts({ readBundle: () => sampleFacts().record, specialtyName: (code) => code })
  const accepted = { reply: 'accepted', invitedAt: at(-60), answeredAt: at(-50) } as const
  const member = (who: typeof bystander) => ({ practitioner: who.practitioner, organization: who.organization, part: 'member', invitation: accepted }) as const
  const one = { ...ended, team: [...ended.team, member(bystander), member(stranger)] }
  const came = (...people: readonly string[]) => ({ ...repositories, attendance: { of: () => Promise.resolve(people.map((who) => stay(who, 0, 30))) } }) as unknown as MinutesRepositories
  const membersOf = async (of: typeof ended, there: MinutesRepositories) => (await gather(of, there))?.members.map(({ practitioner, organizationName }) => [practitioner, organizationName])

  it('is the treating doctor, and of those who accepted whoever came, from a third hospital too', async () => {
    expect(await membersOf(one, came(chair.practitioner, stranger.practitioner))).toEqual([
      [requester.practitioner, `BV ${requester.organization}`], [stranger.practitioner, `BV ${stranger.organization}`],
    ])
  })

  it('is no nurse who called for help', async () => {
    expect(await membersOf({ ...one, requester: nurse.practitioner }, came(bystander.practitioner))).toEqual([[bystander.practitioner, `BV ${bystander.organization}`]])
  })
})

describe('a patient who was nobody when the record was sent', () => {
  const unnamed = { ...sampleFacts().record, patient: { ...sampleFacts().record.patient, name: null, birthDate: null, sex: 'unknown' as const } }
  const gather = makeGatherFacts({ readBundle: () => unnamed, specialtyName: (code) => code })
  it('is named in the minutes once it is known who it is', async () => {
    const subject = { name: 'Lê Văn Thử', birthDate: '1960-01-02', sex: 'male' } as const
    expect((await gather({ ...ended, subject }, repositories))?.record.patient).toMatchObject(subject)
    expect((await gather({ ...ended, subject: { name: null, birthDate: null, sex: 'unknown' } }, repositories))?.record.patient.name).toBeNull()
  })
})

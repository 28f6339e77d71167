import type { RoundRepository } from '#core/round/round-repository.ts'
import type { Round, RoundNote } from '#core/round/round.ts'
import type { CaseId, RoundId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { fromDateColumn, toDateColumn } from './plain-date.ts'
import type { ScopedDb } from './scoped-db.ts'

const whole = { include: { patients: { orderBy: { position: 'asc' } } } } as const satisfies Prisma.RoundDefaultArgs
type Row = Prisma.RoundGetPayload<typeof whole>

const roundOf = (row: Row): Round => ({
  id: brandId(row.id), meeting: brandId(row.meetingId), organization: brandId(row.organizationId), on: fromDateColumn(row.onDay),
  patients: row.patients.map(({ caseId }) => brandId(caseId)),
  places: new Map(row.patients.filter(({ place }) => place !== '').map(({ caseId, place }) => [brandId<CaseId>(caseId), place])),
  current: row.currentCaseId === null ? null : brandId(row.currentCaseId), endedAt: row.endedAt,
})

const noteIn = (row: Prisma.RoundNoteGetPayload<object>): RoundNote => ({ case: brandId(row.caseId), text: row.text, by: brandId(row.writtenById), at: row.writtenAt })

/** Rounds of the meetings that the scope's hospital keeps or is invited to. */
export function makeRoundRepository(ask: ScopedDb): RoundRepository {
  const many = async (where: Prisma.RoundWhereInput): Promise<readonly Round[]> =>
    (await ask((db) => db.round.findMany({ where, orderBy: [{ onDay: 'asc' }, { id: 'asc' }], ...whole }))).map(roundOf)
  const find = async (id: RoundId): Promise<Round | null> => (await many({ id }))[0] ?? null
  const stops = ({ id, patients, places }: Round) => patients.map((caseId, position) => ({ roundId: id, caseId, position, place: places.get(caseId) ?? '' }))
  return {
    find,
    findForChange: async (id) => {
      await ask((db) => db.$queryRaw`SELECT id FROM round WHERE id = ${id}::uuid FOR UPDATE`)
      return find(id)
    },
    add: async (round) => {
      await ask((db) => db.round.createMany({ data: [{ id: round.id, meetingId: round.meeting, organizationId: round.organization, onDay: toDateColumn(round.on) }] }))
      await ask((db) => db.roundStop.createMany({ data: stops(round) }))
    },
    save: async (round) => {
      const stored = await find(round.id)
      if (stored === null || JSON.stringify(stops(stored)) !== JSON.stringify(stops(round))) {
        await ask((db) => db.roundStop.deleteMany({ where: { roundId: round.id } }))
        await ask((db) => db.roundStop.createMany({ data: stops(round) }))
      }
      await ask((db) => db.round.updateMany({ where: { id: round.id }, data: { currentCaseId: round.current, endedAt: round.endedAt } }))
    },
    ofMeetings: (meetings) => many({ meetingId: { in: [...meetings] } }),
    holding: (cases) => many({ endedAt: null, patients: { some: { caseId: { in: [...cases] } } } }),
    open: (organization) => many({ organizationId: organization, endedAt: null }),
    notes: async (id) => (await ask((db) => db.roundNote.findMany({ where: { roundId: id } }))).map(noteIn),
    noteOf: async (one) => {
      const row = await ask((db) => db.roundNote.findFirst({ where: { caseId: one, text: { not: '' } }, orderBy: { writtenAt: 'desc' } }))
      return row === null ? null : noteIn(row)
    },
    keepNote: async (id, { case: caseId, text, by, at }) => {
      const written = { text, writtenById: by, writtenAt: at }
      const { count } = await ask((db) => db.roundNote.updateMany({ where: { roundId: id, caseId }, data: written }))
      if (count === 0) await ask((db) => db.roundNote.createMany({ data: [{ roundId: id, caseId, ...written }] }))
    },
    visits: async () => {
      const rows = await ask((db) => db.$queryRaw<{ id: string }[]>`SELECT cases_on_visit AS id FROM cases_on_visit()`)
      return rows.map(({ id }) => brandId(id))
    },
  }
}

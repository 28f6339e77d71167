import type { PatientListItem } from '#core/record/ports.ts'
import { searchWords } from '#core/record/search-text.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { amongLatest, byRarest, howCommon, particulars, type PatientSearch } from './patient-search-sql.ts'
import { patientOf } from './record-rows.ts'
import type { ScopedDb } from './scoped-db.ts'

type Ids = readonly { readonly id: string }[]

/** Whoever carries all words, the latest admitted first. */
async function find(ask: ScopedDb, search: PatientSearch): Promise<readonly string[]> {
  const words = searchWords(search.text)
  const idsOf = async (sql: Prisma.Sql) => (await ask((db) => db.$queryRaw<Ids>(sql))).map(({ id }) => id)
  const latest = await idsOf(amongLatest(search, words))
  if (words.length === 0 || latest.length === search.limit) return latest
  const held = await ask((db) => db.$queryRaw<{ place: number; held: number }[]>(howCommon(search, words)))
  const [rarest] = held.sort((a, b) => a.held - b.held)
  const word = rarest === undefined ? undefined : words[rarest.place]
  return word === undefined || rarest?.held === 0 ? [] : idsOf(byRarest(search, word, words))
}

interface FoundRow {
  readonly id: string
  readonly organizationId: string
  readonly hospitalNumber: string
  readonly name: string | null
  readonly birthDate: Date | null
  readonly sex: string
  readonly citizenId: string | null
  readonly insuranceNumber: string | null
  readonly address: string | null
  readonly phone: string | null
  readonly department: string | null
  readonly room: string | null
  readonly bed: string | null
  readonly admittedAt: Date | null
  readonly mainDiagnosis: string | null
}

/** Finds patients by the beginnings of the words of their name and numbers; an empty text lists those admitted last. */
export async function searchPatients(ask: ScopedDb, search: PatientSearch): Promise<readonly PatientListItem[]> {
  const ids = await find(ask, search)
  if (ids.length === 0) return []
  const rows = await ask((db) => db.$queryRaw<FoundRow[]>(particulars(ids)))
  return rows.map(({ department, room, bed, admittedAt, mainDiagnosis, ...row }) => ({ patient: patientOf(row), department, room, bed, admittedAt, mainDiagnosis }))
}

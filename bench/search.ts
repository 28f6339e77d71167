import pg from 'pg'
import type { Bench, Figure } from './bench.ts'
import { crowd, openCrowdedDatabase, type CrowdedDatabase } from './crowded-database.ts'
import { quantile } from './statistics.ts'

/** What a clinician types: whole names, given names, the commonest family name, numbers, nothing at all, and a name nobody has. */
const questions = ['nguyen van anh', 'Trần Thị Hương', 'phuoc', 'ước', 'nguyen', 'le thi', 'BN00004711', '0000', '', 'kim ngan', 'Đỗ Đức Ẩn', 'khong ai co ten nay']
const shown = 50

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

const p95 = (values: readonly number[]): number => quantile([...values].sort((a, b) => a - b), 0.95)

async function measureRound({ store, doctor }: CrowdedDatabase, plain: pg.Client): Promise<Readonly<Record<string, number>>> {
  const took = { search: [] as number[], hospitals: [] as number[], plain: [] as number[], trip: [] as number[] }
  for (const text of questions) {
    for (let time = 0; time < 3; time++) {
      took.search.push(await timed(() => store.read(doctor, ({ patients }) => patients.search(text, shown))))
      took.plain.push(await timed(() => plain.query('SELECT * FROM patient WHERE name ILIKE $1 ORDER BY name LIMIT 50', [`%${text}%`])))
      took.trip.push(await timed(() => store.ready()))
    }
  }
  for (let time = 0; time < 10; time++) {
    took.hospitals.push(await timed(() => store.read(doctor, async ({ directory }) => {
      const links = await directory.linksOfSatellite(doctor.organization)
      return directory.organizations(links.map(({ hub }) => hub))
    })))
  }
  return Object.fromEntries(Object.entries(took).map(([name, values]) => [name, p95(values)]))
}

/** Search in a crowded directory, at the server: as the portal asks, through row-level security. */
export const searchBench: Bench = {
  name: 'search',
  purpose: `p95 of a search among ${crowd.patients} patients of one hospital and ${crowd.hospitals} hospitals, at the server (target: 100 ms)`,
  run: async ({ rounds }) => {
    const database = await openCrowdedDatabase()
    const plain = new pg.Client({ connectionString: database.adminUrl })
    await plain.connect()
    await measureRound(database, plain)
    const measured: Readonly<Record<string, number>>[] = []
    for (let round = 0; round < rounds; round++) measured.push(await measureRound(database, plain))
    await plain.end()
    await database.close()
    const figure = (key: string, name: string, baseline?: string): Figure =>
      ({ name, unit: 'ms', values: measured.map((one) => one[key] ?? Number.NaN), ...(baseline !== undefined && { baseline }) })
    const naive = 'plain ILIKE by name, with diacritics'
    return {
      voidRounds: 0,
      figures: [figure('trip', 'one round trip'), figure('plain', naive), figure('search', 'patients by name or number', naive), figure('hospitals', 'all hospitals that may be asked', 'one round trip')],
      remarks: [`Each round: ${questions.length} questions, three times each; the value of a round is its 95th percentile.`],
    }
  },
}

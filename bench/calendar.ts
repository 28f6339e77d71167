import { makeBrowseCases } from '#core/case/browse-cases.ts'
import { makeViewMyWork } from '#core/case/view-my-work.ts'
import { makeViewSchedule } from '#core/case/view-schedule.ts'
import type { Actor } from '#core/directory/actor.ts'
import { makeSearchPatients } from '#core/record/view-record.ts'
import type { Store } from '#prisma/store.ts'
import type { Bench, Figure } from './bench.ts'
import { nation, openNationalDatabase, type NationalDatabase } from './national-database.ts'
import { isPortalBuilt, openNationalPortal, type NationalPortal } from './national-portal.ts'
import { quantile } from './statistics.ts'

const day = 24 * 3_600_000
const week = 7 * day
/** 5 January 1970 was a Monday. */
const monday = 4 * day
const texts = ['nguyen', 'HC-0421', 'phuoc', 'Trần Thị Hương', 'khong ai co ten nay']
/** Every question is asked so often in a round, with and without the policies in turn. */
const timesAsked = 40

type Question = (store: Store, time: number) => Promise<unknown>

/** What the portal's pages ask, each through its own use case. */
function questionsOf({ coordinator, specialist, districtDoctor }: NationalDatabase): Readonly<Record<string, Question>> {
  const ports = (store: Store) => ({ read: store.read, atomically: store.atomically, clock: () => new Date() })
  const from = Math.floor((Date.now() - monday) / week) * week + monday
  const window = { from: new Date(from), until: new Date(from + week) }
  const calendar = (actor: Actor, mine: boolean): Question => (store) => makeViewSchedule(ports(store))(actor, { window, mine })
  const list = (actor: Actor): Question => (store) => makeBrowseCases(ports(store))(actor, { statuses: [], urgencies: [], mine: false, text: '', page: 1 })
  const search = (actor: Actor): Question => (store, time) => {
    const text = texts[time % texts.length] ?? ''
    return Promise.all([
      makeBrowseCases(ports(store))(actor, { statuses: [], urgencies: [], mine: false, text, page: 1 }),
      ...(actor.roles.includes('doctor') ? [makeSearchPatients(ports(store))(actor, text)] : []),
    ])
  }
  const board = (actor: Actor): Question => (store) => makeViewMyWork(ports(store))(actor)
  return {
    'calendar week, busiest hub': calendar(coordinator, false),
    'calendar week, one doctor': calendar(specialist, true),
    'calendar week, asking hospital': calendar(districtDoctor, false),
    'board, coordinator': board(coordinator),
    'board, doctor': board(specialist),
    'list of cases, busiest hub': list(coordinator),
    'search, busiest hub': search(coordinator),
    'search, asking doctor, recorded': search(districtDoctor),
  }
}

/** What a page waits for at most, nearly always, and what the questions cost where nothing else disturbs them. */
const shares = { p95: 0.95, median: 0.5 } as const

const quantileOf = (values: readonly number[], share: number): number => quantile([...values].sort((a, b) => a - b), share)
const p95 = (values: readonly number[]): number => quantileOf(values, shares.p95)

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** How long each asking took, by question. */
interface Round {
  readonly guarded: ReadonlyMap<string, readonly number[]>
  readonly unguarded: ReadonlyMap<string, readonly number[]>
}

/** Each question in turn under the policies and without them, so that both meet the same warmth. */
async function measureRound({ guarded, unguarded }: NationalDatabase, questions: Readonly<Record<string, Question>>): Promise<Round> {
  const took = { guarded: new Map<string, readonly number[]>(), unguarded: new Map<string, readonly number[]>() }
  for (const [name, ask] of Object.entries(questions)) {
    const [under, without]: [number[], number[]] = [[], []]
    for (let time = 0; time < timesAsked; time++) {
      under.push(await timed(() => ask(guarded, time)))
      without.push(await timed(() => ask(unguarded, time)))
    }
    took.guarded.set(name, under)
    took.unguarded.set(name, without)
  }
  return took
}

const pagesAsked = 10
/** The shell around everything, with next to nothing in it. */
const emptyPage = '/device/approve'
const pages = ['/', '/schedule', '/cases'] as const

/** Each page as the coordinator of the busiest hub opens it; the value is the 95th percentile. */
async function measurePages({ load }: NationalPortal, { coordinator }: NationalDatabase): Promise<ReadonlyMap<string, number>> {
  const took = new Map<string, number>()
  for (const path of [emptyPage, ...pages]) {
    const times: number[] = []
    for (let time = 0; time < pagesAsked; time++) times.push(await load(coordinator, path))
    took.set(path, p95(times))
  }
  return took
}

const pageName = (path: string): string => `page ${path}`

async function pageFigures(database: NationalDatabase, rounds: number): Promise<readonly Figure[]> {
  const portal = await openNationalPortal(database, [database.coordinator])
  try {
    await measurePages(portal, database)
    const measured: ReadonlyMap<string, number>[] = []
    for (let round = 0; round < rounds; round++) measured.push(await measurePages(portal, database))
    return [emptyPage, ...pages].map((path) => ({
      name: pageName(path), unit: 'ms', values: measured.map((one) => one.get(path) ?? Number.NaN), ...(path !== emptyPage && { baseline: pageName(emptyPage) }),
    }))
  } finally {
    await portal.close()
  }
}

async function questionFigures(database: NationalDatabase, rounds: number): Promise<readonly Figure[]> {
  const questions = questionsOf(database)
  await measureRound(database, questions)
  const measured: Round[] = []
  for (let round = 0; round < rounds; round++) measured.push(await measureRound(database, questions))
  return Object.keys(questions).flatMap((question) => Object.entries(shares).flatMap(([share, part]): Figure[] => {
    const [name, without] = [`${question}, ${share}`, `${question}, no policies, ${share}`]
    const valuesOf = (side: keyof Round): readonly number[] => measured.map((round) => quantileOf(round[side].get(question) ?? [], part))
    return [
      { name: without, unit: 'ms', values: valuesOf('unguarded') },
      { name, unit: 'ms', values: valuesOf('guarded'), baseline: without },
    ]
  }))
}

/** The calendar, the board and the search of a whole country, at the server: as the portal asks, beside the same without the policies. */
export const calendarBench: Bench = {
  name: 'calendar',
  purpose: `p95 of calendar, board and search among ${nation.organizations} organisations, ${nation.people} people, ${nation.appointments} appointments and ${nation.cases} cases (target: 25 ms, at most 1.3 times the same without row-level security, and 100 ms for a page)`,
  run: async ({ rounds, share }) => {
    const began = performance.now()
    const database = await openNationalDatabase(share)
    const filled = Math.round((performance.now() - began) / 1_000)
    try {
      const figures = [...(await questionFigures(database, rounds)), ...(isPortalBuilt() ? await pageFigures(database, rounds) : [])]
      return {
        voidRounds: 0, figures,
        remarks: [
          ...(share === 1 ? [] : [`Only ${share} of the cases and appointments were filled in: not the promise.`]),
          ...(isPortalBuilt() ? [] : ['Pages were not measured: the portal has not been built; `npm start` builds it.']),
          `Filled in ${filled} s. The busiest hub has ${database.largest} of the cases. A case has one current appointment; the other appointments are those that were moved.`,
          `Each round asks every question ${timesAsked} times and every page ${pagesAsked} times; the value of a round is its 95th percentile, or its median where the line says so. A page is whole HTML over the portal's own port, without the gateway.`,
          'The server of the measurement does not wait for its disk (fsync off), which only the recorded search would notice.',
        ],
      }
    } finally {
      await database.close()
    }
  },
}

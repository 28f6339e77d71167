import type { CaseFilter } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import { isClinical, isCoordinator } from '#core/directory/actor.ts'
import { foldForSearch } from '#core/record/search-text.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { ScopedDb } from './scoped-db.ts'

/** How many cases a filter finds, and which of them stand on its page, in order. */
export interface CasesOnPage {
  readonly total: number
  readonly ids: readonly string[]
}

/** Finds the cases of a page among those for which core's `mayViewCase` says yes, newest clock first, in one round trip. */
export async function casesOnPage(ask: ScopedDb, actor: Actor, filter: CaseFilter): Promise<CasesOnPage> {
  const { involving, limit, offset } = filter
  const branches = visibleTo(actor).map((branch) => Prisma.sql`
    SELECT c.id, c.clock_at FROM consult_case c WHERE ${Prisma.join([branch.cases, ...narrowing(filter, branch)], ' AND ')}`)
  const [page] = await ask((db) => db.$queryRaw<{ total: number; ids: string[] }[]>`
    WITH ${involving === undefined ? Prisma.empty : involvement(involving)}
    seen AS MATERIALIZED (${Prisma.join(branches, ' UNION ALL ')})
    SELECT (SELECT count(*)::int FROM seen) AS total,
      ARRAY(SELECT id::text FROM seen ORDER BY clock_at DESC, id LIMIT ${limit} OFFSET ${offset}) AS ids`)
  return page ?? { total: 0, ids: [] }
}

/** Cases that are visible for one reason, and how their sessions are found by it. */
interface Branch {
  readonly cases: Prisma.Sql
  readonly sessions: Prisma.Sql
  /** What a search reads of them. */
  readonly searched: Prisma.Sql
}

const everyWord = Prisma.sql`c.search_text`

/** Whoever may not know whose case it is must not find it by the name either (core's `seesIdentity`). */
const unmaskedWords = ({ organization, practitioner }: Actor): Prisma.Sql => Prisma.sql`
  CASE WHEN c.identity_masked AND c.requesting_organization_id <> ${organization}::uuid AND NOT EXISTS (
    SELECT FROM team_member m WHERE m.case_id = c.id AND m.practitioner_id = ${practitioner}::uuid AND m.organization_id = ${organization}::uuid
      AND m.part IN ('chair', 'secretary')
  ) THEN search_fold(c.code) ELSE c.search_text END`

/**
 * Why a case is visible: the hospital asks, the hospital advises, the person is on its team, or has broken the glass before it. No case stands in two branches,
 * so that they can be counted without being compared; each is read by an index of its own, which one OR would prevent.
 */
function visibleTo(actor: Actor): readonly Branch[] {
  const { organization, practitioner } = actor
  const asks = isClinical(actor) || isCoordinator(actor)
  const advises = isCoordinator(actor)
  const asking = (row: Prisma.Sql): Prisma.Sql => Prisma.sql`${row}.requesting_organization_id = ${organization}::uuid`
  const advising = (row: Prisma.Sql): Prisma.Sql => Prisma.sql`${row}.consulting_organization_id = ${organization}::uuid`
  const [one, session] = [Prisma.sql`c`, Prisma.sql`s`]
  const sent = Prisma.sql`c.submitted_at IS NOT NULL AND c.status <> 'draft'`
  const elsewhere = [
    ...(asks ? [Prisma.sql`c.requesting_organization_id <> ${organization}::uuid`] : []),
    ...(advises ? [Prisma.sql`c.consulting_organization_id <> ${organization}::uuid`] : []),
  ]
  // The copy of the team's keys, which row-level security reads as well.
  const onTeam = Prisma.sql`c.id IN (SELECT case_id FROM case_guest WHERE practitioner_id = ${practitioner}::uuid AND organization_id = ${organization}::uuid)`
  const opened = (actor.glass ?? []).map((glass) => glass.case)
  const ofCase = Prisma.sql`s.case_id = c.id`
  return [
    ...(asks ? [{ cases: asking(one), sessions: asking(session), searched: everyWord }] : []),
    ...(advises ? [{ cases: Prisma.sql`${advising(one)} AND ${sent}`, sessions: advising(session), searched: everyWord }] : []),
    { cases: Prisma.join([onTeam, sent, ...elsewhere], ' AND '), sessions: ofCase, searched: unmaskedWords(actor) },
    ...(opened.length === 0 ? [] : [{ cases: Prisma.join([Prisma.sql`c.id = ANY (${opened}::uuid[])`, Prisma.sql`NOT (${onTeam})`, sent, ...elsewhere], ' AND '), sessions: ofCase, searched: everyWord }]),
  ]
}

/** What a list's filter asks of each case. */
function narrowing({ statuses, urgencies, patient, involving, sessionWithin, text }: CaseFilter, { sessions, searched }: Branch): readonly Prisma.Sql[] {
  return [
    ...(statuses === undefined ? [] : [Prisma.sql`c.status = ANY (${[...statuses]}::text[])`]),
    ...(urgencies === undefined ? [] : [Prisma.sql`c.urgency = ANY (${[...urgencies]}::text[])`]),
    ...(patient === undefined ? [] : [Prisma.sql`c.patient_id = ${patient}::uuid`]),
    ...(involving === undefined ? [] : [Prisma.sql`c.id IN (SELECT id FROM involved)`]),
    ...(sessionWithin === undefined ? [] : [Prisma.sql`c.id IN (SELECT s.case_id FROM consult_session s WHERE ${sessions} AND ${overlapping(sessionWithin)})`]),
    ...wordsOf(text ?? '').map((word) => Prisma.sql`strpos(${searched}, ${word}) > 0`),
  ]
}

/** No session is longer than a day (within_a_day), so the index on its start is read for the stretch and one day before it. */
const overlapping = ({ from, until }: NonNullable<CaseFilter['sessionWithin']>): Prisma.Sql =>
  Prisma.sql`s.is_current AND s.starts_at < ${until} AND s.starts_at > ${from}::timestamptz - interval '1 day' AND s.booked_until > ${from}`

/** The cases that a person asked for, coordinates, is asked to take on or is on the team of: four indexes, each read by itself. */
const involvement = (person: string): Prisma.Sql => Prisma.sql`
  involved AS MATERIALIZED (
    SELECT id FROM consult_case WHERE requester_id = ${person}::uuid
    UNION SELECT id FROM consult_case WHERE coordinator_id = ${person}::uuid
    UNION SELECT id FROM consult_case WHERE handover_to_id = ${person}::uuid
    UNION SELECT case_id FROM team_member WHERE practitioner_id = ${person}::uuid),`

/** Each word of a search, folded; all of them must occur. */
const wordsOf = (text: string): readonly string[] => foldForSearch(text).split(' ').filter((word) => word !== '')

import type { CaseFilter } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import { isClinical, isCoordinator } from '#core/directory/actor.ts'
import { foldForSearch } from '#core/record/search-text.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { CaseRow } from './case-row.ts'
import type { JsonRow } from './columns-of.ts'
import { columnsOf, optionalMoment } from './columns-of.ts'
import type { ScopedDb } from './scoped-db.ts'

/** How many cases a filter finds, and those that stand on its page, in order. */
export interface CasesOnPage {
  readonly total: number
  readonly rows: readonly CaseRow[]
}

type MemberRow = CaseRow['team'][number]
type SessionRow = CaseRow['sessions'][number]

/** A page beyond the last case still says how many there are, in a row without a case. */
interface PageRow {
  readonly total: number
  readonly id: string | null
  readonly team: readonly JsonRow<MemberRow>[]
  readonly session: JsonRow<SessionRow> | null
}

/** A case of the page by its key, whatever the planner believes of how long the page is, and its team and session with it in one answer. */
const parts = {
  case: columnsOf('c', Prisma.ConsultCaseScalarFieldEnum, ['searchText']),
  team: Prisma.sql`(SELECT coalesce(json_agg(member ORDER BY member."position"), '[]')
    FROM (SELECT ${columnsOf('m', Prisma.TeamMemberScalarFieldEnum)} FROM team_member m WHERE m.case_id = page.id) member)`,
  session: Prisma.sql`(SELECT to_json(booked)
    FROM (SELECT ${columnsOf('s', Prisma.ConsultSessionScalarFieldEnum)} FROM consult_session s WHERE s.case_id = page.id AND s.is_current) booked)`,
} as const

/** Finds the cases of a page among those for which core's `mayViewCase` says yes, newest clock first, in one round trip. */
export async function casesOnPage(ask: ScopedDb, actor: Actor, filter: CaseFilter): Promise<CasesOnPage> {
  const { involving, limit, offset } = filter
  const branches = visibleTo(actor).map((branch) => Prisma.sql`
    SELECT c.id, c.clock_at FROM consult_case c WHERE ${Prisma.join([branch.cases, ...narrowing(filter, branch)], ' AND ')}`)
  const rows = await ask((db) => db.$queryRaw<PageRow[]>`
    WITH ${involving === undefined ? Prisma.empty : involvement(actor, filter)}
    seen AS MATERIALIZED (${Prisma.join(branches, ' UNION ALL ')}),
    page AS MATERIALIZED (SELECT id, clock_at FROM seen ORDER BY clock_at DESC, id LIMIT ${limit} OFFSET ${offset})
    SELECT counted.total, ${parts.case}, ${parts.team} AS team, ${parts.session} AS session
    FROM (SELECT count(*)::int AS total FROM seen) counted LEFT JOIN page ON true
    LEFT JOIN LATERAL (SELECT * FROM consult_case WHERE consult_case.id = page.id LIMIT 1) c ON true
    ORDER BY page.clock_at DESC, page.id`)
  return { total: rows[0]?.total ?? 0, rows: rows.filter(({ id }) => id !== null).map(caseRowOf) }
}

/** The columns are those of the table, whatever they are, under the names of the generated client. */
function caseRowOf({ team, session, ...columns }: PageRow): CaseRow {
  return { ...(columns as unknown as CaseRow), team: team.map(memberOf), sessions: session === null ? [] : [sessionOf(session)] }
}

const memberOf = (row: JsonRow<MemberRow>): MemberRow => ({ ...row, invitedAt: new Date(row.invitedAt), answeredAt: optionalMoment(row.answeredAt) })

const sessionOf = (row: JsonRow<SessionRow>): SessionRow => ({
  ...row,
  startsAt: new Date(row.startsAt),
  bookedUntil: new Date(row.bookedUntil),
  startedAt: optionalMoment(row.startedAt),
  endedAt: optionalMoment(row.endedAt),
})

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
 * Why a case is visible: the hospital asks, the hospital advises, the person is on its team, has broken the glass before it, or goes along with a round that stands before it. No case stands in two branches,
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
  const underWay = Prisma.sql`c.status IN ('lobby', 'live', 'interrupted')`
  const elsewhere = [
    ...(asks ? [Prisma.sql`c.requesting_organization_id <> ${organization}::uuid`] : []),
    ...(advises ? [Prisma.sql`c.consulting_organization_id <> ${organization}::uuid`] : []),
  ]
  // The copy of the team's keys, which row-level security reads as well.
  const onTeam = Prisma.sql`c.id IN (SELECT case_id FROM case_guest WHERE practitioner_id = ${practitioner}::uuid AND organization_id = ${organization}::uuid)`
  const opened = (actor.glass ?? []).map((glass) => glass.case)
  const ofCase = Prisma.sql`s.case_id = c.id`
  const shown = (actor.visits ?? []).filter((one) => !opened.includes(one))
  return [
    ...(asks ? [{ cases: asking(one), sessions: asking(session), searched: everyWord }] : []),
    ...(advises ? [{ cases: Prisma.sql`${advising(one)} AND ${sent}`, sessions: advising(session), searched: everyWord }] : []),
    { cases: Prisma.join([onTeam, sent, ...elsewhere], ' AND '), sessions: ofCase, searched: unmaskedWords(actor) },
    ...(opened.length === 0 ? [] : [{ cases: Prisma.join([Prisma.sql`c.id = ANY (${opened}::uuid[])`, Prisma.sql`NOT (${onTeam})`, sent, ...elsewhere], ' AND '), sessions: ofCase, searched: everyWord }]),
    ...(shown.length === 0 ? [] : [{ cases: Prisma.join([Prisma.sql`c.id = ANY (${shown}::uuid[])`, underWay, Prisma.sql`NOT (${onTeam})`, ...elsewhere], ' AND '), sessions: ofCase, searched: unmaskedWords(actor) }]),
  ]
}

/** What a list's filter asks of each case. */
function narrowing({ statuses, urgencies, patient, involving, sessionWithin, text }: CaseFilter, { sessions, searched }: Branch): readonly Prisma.Sql[] {
  return [
    ...(statuses === undefined ? [] : [Prisma.sql`c.status = ANY (${[...statuses]}::text[])`]),
    ...(urgencies === undefined ? [] : [Prisma.sql`c.urgency = ANY (${[...urgencies]}::text[])`]),
    ...(patient === undefined ? [] : [Prisma.sql`c.patient_id = ANY (ARRAY(SELECT same_person(${patient}::uuid)))`]),
    ...(involving === undefined ? [] : [Prisma.sql`c.id IN (SELECT id FROM involved)`]),
    ...(sessionWithin === undefined ? [] : [Prisma.sql`c.id IN (SELECT s.case_id FROM consult_session s WHERE ${sessions} AND ${overlapping(sessionWithin)})`]),
    ...wordsOf(text ?? '').map((word) => Prisma.sql`strpos(${searched}, ${word}) > 0`),
  ]
}

/** No session is longer than a day (within_a_day), so the index on its start is read for the stretch and one day before it. */
const overlapping = ({ from, until }: NonNullable<CaseFilter['sessionWithin']>): Prisma.Sql =>
  Prisma.sql`s.is_current AND s.starts_at < ${until} AND s.starts_at > ${from}::timestamptz - interval '1 day' AND s.booked_until > ${from}`

/**
 * The cases that a person asked for, coordinates, is asked to take on or is on the team of, each read by an index of its own. Of the own
 * memberships the copy of their keys tells, for which no case has to be asked; the page's cases are visible in any way.
 */
function involvement({ organization, practitioner }: Actor, { involving, statuses }: CaseFilter): Prisma.Sql {
  const inState = statuses === undefined ? Prisma.empty : Prisma.sql`AND status = ANY (${[...statuses]}::text[])`
  return Prisma.sql`
  involved AS MATERIALIZED (
    SELECT id FROM consult_case WHERE requester_id = ${involving}::uuid ${inState}
    UNION SELECT id FROM consult_case WHERE coordinator_id = ${involving}::uuid ${inState}
    UNION SELECT id FROM consult_case WHERE handover_to_id = ${involving}::uuid ${inState}
    UNION SELECT case_id FROM case_guest WHERE practitioner_id = ${involving}::uuid AND organization_id = ${organization}::uuid
    UNION SELECT case_id FROM team_member WHERE practitioner_id = ${involving}::uuid
      AND (organization_id <> ${organization}::uuid OR practitioner_id <> ${practitioner}::uuid)),`
}

/** Each word of a search, folded; all of them must occur. */
const wordsOf = (text: string): readonly string[] => foldForSearch(text).split(' ').filter((word) => word !== '')

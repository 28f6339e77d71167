import type { Actor } from '#core/directory/actor.ts'
import { isClinical, isCoordinator } from '#core/directory/actor.ts'
import type { CaseStatus, ConsultCase } from '#core/case/case.ts'
import type { Names } from '#core/case/names-of-cases.ts'
import { namesOfCases } from '#core/case/names-of-cases.ts'
import { mayCoordinate, mayViewCase, mayWriteMinutes } from '#core/case/policy.ts'
import type { Clock } from '#core/shared/clock.ts'
import { brandId, type CaseId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { AtomicallyWithMinutes, MinutesPorts, MinutesRepositories } from './ports.ts'
import { openOutcome, unsignedMinutes, type OpenOutcome, type UnsignedMinutes } from './waiting.ts'

export interface WaitingList {
  readonly minutes: readonly UnsignedMinutes[]
  readonly outcomes: readonly OpenOutcome[]
  readonly names: Names
  readonly now: Date
}

const afterSession: readonly CaseStatus[] = ['ended', 'minutes-drafting', 'awaiting-signatures', 'returned']
const filed: readonly CaseStatus[] = ['filed', 'awaiting-outcome']
const most = 200
/** Every open version at once: a case whose version were left out would seem not to be written yet. */
const mostOpen = 5_000

/**
 * Minutes that wait for a hand, and outcomes that are not reported: for a coordinator of the whole hospital, for everyone else of the
 * cases that they take part in. The longest wait comes first.
 */
export const makeViewWaiting =
  (ports: { readonly read: AtomicallyWithMinutes; readonly clock: Clock }) =>
  (actor: Actor): Promise<Result<WaitingList, 'case.not-allowed'>> =>
    ports.read(actor, async (repositories) => {
      if (!isClinical(actor) && !isCoordinator(actor)) return err('case.not-allowed')
      const now = ports.clock()
      const whose = isCoordinator(actor) ? {} : { involving: actor.practitioner }
      const [unsigned, waiting] = await Promise.all([
        repositories.cases.list({ ...whose, statuses: afterSession, limit: most, offset: 0 }),
        repositories.cases.list({ ...whose, statuses: filed, limit: most, offset: 0 }),
      ])
      const cases = [...unsigned.cases, ...(await amendedCases(actor, unsigned.cases, repositories))]
      const open = new Map((await repositories.minutes.open(mostOpen)).map((one) => [one.case, one]))
      const minutes = cases.flatMap((one) => unsignedMinutes(one, open.get(one.id) ?? null, now) ?? [])
      const outcomes = waiting.cases.flatMap((one) => openOutcome(one, now) ?? [])
      return ok({
        minutes: minutes.toSorted((a, b) => a.since.getTime() - b.since.getTime()),
        outcomes: outcomes.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime()),
        names: await namesOfCases(repositories.directory, [...cases, ...waiting.cases]),
        now,
      })
    })

/** Cases whose addendum is open: they are filed, so their state does not tell. */
async function amendedCases(actor: Actor, known: readonly ConsultCase[], { cases, minutes }: MinutesRepositories): Promise<readonly ConsultCase[]> {
  const addenda = (await minutes.open(mostOpen)).filter(({ amends, case: id }) => amends !== null && !known.some((one) => one.id === id))
  const found = await Promise.all(addenda.map(({ case: id }) => cases.find(id)))
  return found.filter((one) => one !== null).filter((one) => mayViewCase(actor, one) && (isCoordinator(actor) || takesPart(actor, one)))
}

const takesPart = (actor: Actor, one: ConsultCase): boolean =>
  one.requester === actor.practitioner || ('team' in one && one.team.some(({ practitioner }) => practitioner === actor.practitioner))

export type RemindRefusal = 'case.not-found' | 'case.not-allowed' | 'minutes.nothing-waits'

/** A coordinator or a writer of the minutes reminds whoever is waited for, now; the daily reminders go on beside it. */
export const makeRemindNow =
  (ports: MinutesPorts) =>
  (actor: Actor, input: { readonly case: CaseId }): Promise<Result<{ readonly reminded: number }, RemindRefusal>> =>
    ports.atomically(actor, async ({ cases, minutes, notices }) => {
      const one = await cases.find(input.case)
      if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
      if (!mayCoordinate(actor, one) && !mayWriteMinutes(actor, one)) return err('case.not-allowed')
      const now = ports.clock()
      const [latest = null] = (await minutes.versions(one.id)).slice(-1)
      const unsigned = latest?.status === 'signed' ? null : unsignedMinutes(one, latest, now)
      const outcome = unsigned === null ? openOutcome(one, now) : null
      const recipients = unsigned?.waitingFor ?? (outcome === null ? [] : [outcome.waitingFor])
      const others = recipients.filter((recipient) => recipient !== actor.practitioner)
      if (others.length === 0) return err('minutes.nothing-waits')
      const kind = outcome === null ? 'minutes.reminder' : outcome.overdue ? 'outcome.overdue' : 'outcome.due'
      await notices.add(others.map((recipient) => ({ id: brandId(ports.newId()), recipient, kind, case: one.id, at: now, readAt: null })))
      return ok({ reminded: others.length })
    })

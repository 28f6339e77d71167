import { mayReadMinutes, mayViewCase } from '#core/case/policy.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { CaseId, PractitionerId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { MinutesDocument } from './document.ts'
import type { MinutesChange } from './live-minutes.ts'
import type { MinutesPorts, MinutesRepositories } from './ports.ts'

/** What one run of writing did to one section. */
export interface SectionEdit {
  readonly heading: string
  readonly removed: string
  readonly added: string
}

/** One person's writing without a long pause. */
export interface WritingEntry {
  readonly author: PractitionerId
  readonly from: Date
  readonly until: Date
  /** How many changes had been recorded by then: names the moment. */
  readonly upTo: number
  readonly edits: readonly SectionEdit[]
}

/** Reads recorded changes; the first of them is the prefilled text. */
export interface WritingHistory {
  /** Newest first. */
  entries(changes: readonly MinutesChange[]): readonly WritingEntry[]
  textAt(changes: readonly MinutesChange[], upTo: number): MinutesDocument
}

type HistoryPorts = Pick<MinutesPorts, 'atomically'> & { readonly history: WritingHistory }
type HistoryRefusal = 'case.not-found' | 'case.not-allowed' | 'minutes.not-started'

/** An entry with its writer's name, as the directory knows it. */
export type NamedEntry = WritingEntry & { readonly name: string }

/** Who wrote what into the newest version, and when. */
export const makeViewWritingHistory =
  (ports: HistoryPorts) =>
  (actor: Actor, input: { readonly case: CaseId }): Promise<Result<readonly NamedEntry[], HistoryRefusal>> =>
    ports.atomically(actor, async (repositories) => {
      const changes = await changesOf(actor, input.case, repositories)
      if (!changes.ok) return changes
      const entries = ports.history.entries(changes.value)
      const people = await repositories.directory.practitioners([...new Set(entries.map(({ author }) => author))])
      const names = new Map(people.map(({ id, title, name }) => [id, `${title} ${name}`.trim()]))
      return ok(entries.map((entry) => ({ ...entry, name: names.get(entry.author) ?? '' })))
    })

/** The text as it stood at one moment, for a writer to put back as a new edit. */
export const makeReadTextAt =
  (ports: HistoryPorts) =>
  (actor: Actor, input: { readonly case: CaseId; readonly upTo: number }): Promise<Result<MinutesDocument, HistoryRefusal>> =>
    ports.atomically(actor, async (repositories) => {
      const changes = await changesOf(actor, input.case, repositories)
      return changes.ok ? ok(ports.history.textAt(changes.value, input.upTo)) : changes
    })

async function changesOf(
  actor: Actor,
  caseId: CaseId,
  { cases, minutes, liveMinutes }: MinutesRepositories,
): Promise<Result<readonly MinutesChange[], HistoryRefusal>> {
  const one = await cases.find(caseId)
  if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
  if (!mayReadMinutes(actor, one)) return err('case.not-allowed')
  const latest = await minutes.latest(one.id)
  return latest === null ? err('minutes.not-started') : ok(await liveMinutes.changes(latest.id))
}

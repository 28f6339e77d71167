import { stateAfter, updateOfDocument } from '#adapters/minutes-editor/live-document.ts'
import { mayReadMinutes, mayViewCase, mayWriteMinutes } from '#core/case/policy.ts'
import type { CasePorts } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { Minutes } from '#core/minutes/minutes.ts'
import type { MinutesRepositories } from '#core/minutes/ports.ts'
import { brandId, type CaseId, type MinutesId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'

export interface LiveMinutesPorts extends Pick<CasePorts, 'clock' | 'newId'> {
  readonly atomically: <T>(actor: Actor, work: (repositories: MinutesRepositories) => Promise<T>) => Promise<T>
  /** Without a transaction around it: what is one statement is one round trip, and somebody waits for every keystroke. */
  readonly withLiveMinutes: <T>(actor: Actor, work: (liveMinutes: MinutesRepositories['liveMinutes']) => Promise<T>) => Promise<T>
}

/** One version of one case's minutes, as a document's name says it. */
export interface MinutesAddress {
  readonly case: CaseId
  readonly version: number
}

export interface LiveMinutes {
  readonly id: MinutesId
  readonly mayWrite: boolean
}

export type LiveMinutesRefusal = 'minutes.not-found' | 'minutes.not-allowed'

const namePattern = /^minutes:([0-9a-f-]{36}):([1-9]\d{0,5})$/

/** The name under which browsers open a version: `minutes:<case>:<version>`. */
export const documentName = ({ case: caseId, version }: MinutesAddress): string => `minutes:${caseId}:${version}`

/** Reads a document's name, or null when it is not one. */
export function parseDocumentName(name: string): MinutesAddress | null {
  const [, caseId, version] = namePattern.exec(name) ?? []
  return caseId === undefined ? null : { case: brandId<CaseId>(caseId), version: Number(version) }
}

/** Opens a version for a person and tells whether they may write; only a draft is ever written. */
export const makeOpenLiveMinutes =
  (ports: LiveMinutesPorts) =>
  (actor: Actor, address: MinutesAddress): Promise<Result<LiveMinutes, LiveMinutesRefusal>> =>
    ports.atomically(actor, async ({ cases, minutes }) => {
      const one = await cases.find(address.case)
      if (one === null || !mayViewCase(actor, one)) return err('minutes.not-found')
      if (!mayReadMinutes(actor, one)) return err('minutes.not-allowed')
      const versions = await minutes.versions(one.id)
      const asked = versions.find(({ version }) => version === address.version)
      if (asked === undefined) return err('minutes.not-found')
      return ok({ id: asked.id, mayWrite: asked.status === 'draft' && mayWriteMinutes(actor, one) })
    })

/** The shared document as it stands, to start from; whoever asks has opened it before. */
export const makeLoadLiveMinutes =
  (ports: LiveMinutesPorts) =>
  (actor: Actor, address: MinutesAddress): Promise<Uint8Array> =>
    ports.atomically(actor, async ({ minutes, liveMinutes }) => {
      const asked = (await minutes.versions(address.case)).find(({ version }) => version === address.version)
      if (asked === undefined) throw new Error('minutes that were open are gone')
      return stateOf(asked, liveMinutes)
    })

/** A frozen version is shown as it was frozen; a draft starts once from its text, and then from what was typed. */
async function stateOf(minutes: Minutes, live: MinutesRepositories['liveMinutes']): Promise<Uint8Array> {
  if (minutes.status !== 'draft') return updateOfDocument(minutes.document)
  const state = (await live.find(minutes.id)) ?? (await live.begin(minutes.id, updateOfDocument(minutes.document)))
  const changes = await live.changes(minutes.id)
  return stateAfter(state, changes.map(({ update }) => update))
}

/** Records what one person typed, before they are told that it is kept; false once the minutes are frozen. */
export const makeRecordChange =
  (ports: LiveMinutesPorts) =>
  (actor: Actor, id: MinutesId, update: Uint8Array): Promise<boolean> =>
    ports.withLiveMinutes(actor, (liveMinutes) => liveMinutes.record(id, { author: actor.practitioner, at: ports.clock(), update }))

/** Stores the whole state to start from; false once the minutes are frozen. */
export const makeSaveLiveMinutes =
  (ports: LiveMinutesPorts) =>
  (actor: Actor, id: MinutesId, state: Uint8Array): Promise<boolean> =>
    ports.withLiveMinutes(actor, (liveMinutes) => liveMinutes.save(id, state))

import { updateOfDocument } from '#adapters/minutes-editor/live-document.ts'
import { mayReadMinutes, mayViewCase, mayWriteMinutes } from '#core/case/policy.ts'
import type { CasePorts } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { LiveMinutesRepository } from '#core/minutes/live-minutes.ts'
import type { Minutes } from '#core/minutes/minutes.ts'
import type { MinutesRepositories } from '#core/minutes/ports.ts'
import { brandId, type CaseId, type MinutesId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'

interface LiveRepositories extends MinutesRepositories {
  readonly liveMinutes: LiveMinutesRepository
}

export interface LiveMinutesPorts extends Pick<CasePorts, 'clock' | 'newId'> {
  readonly atomically: <T>(actor: Actor, work: (repositories: LiveRepositories) => Promise<T>) => Promise<T>
}

/** One version of one case's minutes, as a document's name says it. */
export interface MinutesAddress {
  readonly case: CaseId
  readonly version: number
}

export interface LiveMinutes {
  readonly id: MinutesId
  readonly mayWrite: boolean
  /** The shared document to start from. */
  readonly state: Uint8Array
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

/** Opens a version for a person: what to start from and whether they may write; only a draft is ever written. */
export const makeOpenLiveMinutes =
  (ports: LiveMinutesPorts) =>
  (actor: Actor, address: MinutesAddress): Promise<Result<LiveMinutes, LiveMinutesRefusal>> =>
    ports.atomically(actor, async ({ cases, minutes, liveMinutes }) => {
      const one = await cases.find(address.case)
      if (one === null || !mayViewCase(actor, one)) return err('minutes.not-found')
      if (!mayReadMinutes(actor, one)) return err('minutes.not-allowed')
      const versions = await minutes.versions(one.id)
      const asked = versions.find(({ version }) => version === address.version)
      if (asked === undefined) return err('minutes.not-found')
      return ok({
        id: asked.id,
        mayWrite: asked.status === 'draft' && mayWriteMinutes(actor, one),
        state: await stateOf(asked, liveMinutes),
      })
    })

/** A frozen version is shown as it was frozen; a draft starts once from its text, and then from what was typed. */
async function stateOf(minutes: Minutes, live: LiveMinutesRepository): Promise<Uint8Array> {
  if (minutes.status !== 'draft') return updateOfDocument(minutes.document)
  return (await live.find(minutes.id)) ?? live.begin(minutes.id, updateOfDocument(minutes.document))
}

/** Stores what was typed; false once the minutes are frozen. */
export const makeSaveLiveMinutes =
  (ports: LiveMinutesPorts) =>
  (actor: Actor, id: MinutesId, state: Uint8Array): Promise<boolean> =>
    ports.atomically(actor, ({ liveMinutes }) => liveMinutes.save(id, state))

import { setTimeout as pause } from 'node:timers/promises'
import type { CaseId, OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import pg from 'pg'

/**
 * Whose screens have something new, in which case a consent was given or withdrawn, or that somebody may have lost the
 * right to be where they are; told in the transaction that made it so.
 */
export type Stir = { readonly practitioner: PractitionerId } | { readonly organization: OrganizationId } | { readonly case: CaseId } | { readonly standing: true }

interface StirOptions {
  readonly url: string
  readonly onStir: (stir: Stir) => void
  /** The line was down: whoever waits for a stir may have missed one. */
  readonly onGap: () => void
  readonly onFailure: (cause: unknown) => void
}

const channel = 'lienvien_stir'
const again = { first: 200, most: 5_000 }

/** Listens on a connection of its own and dials again when it breaks; `close` is idempotent. */
export function listenForStirs({ url, onStir, onGap, onFailure }: StirOptions): { close(): Promise<void> } {
  const closing = new AbortController()
  let client: pg.Client | null = null
  const listen = async (): Promise<void> => {
    const dialled = new pg.Client({ connectionString: url, application_name: 'stirs', keepAlive: true })
    const broken = new Promise<void>((resolve) => {
      dialled.on('end', resolve)
      dialled.on('error', (cause) => {
        onFailure(cause)
        resolve()
      })
    })
    dialled.on('notification', ({ payload }) => {
      const stir = stirOf(payload)
      if (stir !== null) onStir(stir)
    })
    await dialled.connect()
    client = dialled
    await dialled.query(`LISTEN ${channel}`)
    await broken
    await dialled.end().catch(() => undefined)
  }
  const run = async (): Promise<void> => {
    for (let wait = again.first; !closing.signal.aborted; wait = Math.min(wait * 2, again.most)) {
      const since = Date.now()
      await listen().catch(onFailure)
      if (Date.now() - since > again.most) wait = again.first
      await pause(wait, undefined, { signal: closing.signal }).catch(() => undefined)
      onGap()
    }
  }
  const running = run()
  let closed: Promise<void> | undefined
  const close = async (): Promise<void> => {
    closing.abort()
    await client?.end().catch(() => undefined)
    await running
  }
  return { close: () => (closed ??= close()) }
}

function stirOf(payload: string | undefined): Stir | null {
  const told = JSON.parse(payload ?? '{}') as { readonly practitioner?: unknown; readonly organization?: unknown; readonly case?: unknown; readonly standing?: unknown }
  if (typeof told.practitioner === 'string') return { practitioner: brandId(told.practitioner) }
  if (told.standing === true) return { standing: true }
  if (typeof told.case === 'string') return { case: brandId(told.case) }
  return typeof told.organization === 'string' ? { organization: brandId(told.organization) } : null
}

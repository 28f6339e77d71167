import type { makeReadBytes, makeReadShelf } from '#core/interop/read-shelf.ts'
import type { makeRequestFromClient } from '#core/interop/request-from-client.ts'
import type { FhirType, SystemClient } from '#core/interop/system-client.ts'
import type { ClientTokens } from './client-token.ts'

/** What every interaction stands on. */
export interface FhirServer {
  readonly base: string
  readonly tokens: ClientTokens
  readonly read: ReturnType<typeof makeReadShelf>
  readonly bytes: ReturnType<typeof makeReadBytes>
  readonly request: ReturnType<typeof makeRequestFromClient>
}

/** One interaction of a client that is known. */
export interface Visit {
  readonly request: Request
  readonly client: SystemClient
  readonly type: FhirType
  readonly id: string | null
}

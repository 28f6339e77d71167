import type { Actor } from '#core/directory/actor.ts'
import type { AssetId } from '#core/shared/ids.ts'

interface AssetPayload {
  readonly type: 'asset.added' | 'asset.changed' | 'asset.out-of-service' | 'asset.in-service'
  readonly asset: AssetId
}

/** What the audit trail is told of the list, in the name of whoever keeps it. */
export const assetEvent = (actor: Actor, at: Date, payload: AssetPayload) => ({ organization: actor.organization, actor: actor.practitioner, at, payload })

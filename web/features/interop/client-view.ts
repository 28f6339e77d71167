import type { ClientScope, SystemClient } from '#core/interop/system-client.ts'

/** What an administrator chooses from, in words of the hospital, and the scope that stands for each. */
export const grants = {
  read: 'system/*.read',
  request: 'system/ServiceRequest.write',
  patient: 'system/Patient.write',
  audit: 'system/AuditEvent.read',
} as const satisfies Readonly<Record<string, ClientScope>>
export type GrantName = keyof typeof grants

export interface ClientView {
  readonly id: string
  readonly name: string
  readonly grants: readonly GrantName[]
  readonly createdAt: string
  readonly isRevoked: boolean
}

/** A client as its row shows it. */
export const presentClient = ({ id, name, scopes, createdAt, revokedAt }: SystemClient): ClientView => ({
  id,
  name,
  grants: (Object.keys(grants) as GrantName[]).filter((grant) => scopes.includes(grants[grant])),
  createdAt: createdAt.toISOString(),
  isRevoked: revokedAt !== null,
})

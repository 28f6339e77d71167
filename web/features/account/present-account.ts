import { headers } from 'next/headers'
import { passkeysPossible, portalAuth } from '#web/server/auth.ts'
import { pinSetAt } from '#web/server/device-records.ts'
import { portalEnv } from '#web/server/env.ts'
import { currentSignIn } from '#web/server/session.ts'
import { deviceOf, type Device } from './device.ts'

export interface SessionLine {
  readonly id: string
  readonly device: Device
  readonly address: string | null
  readonly startedAt: string
  readonly seenAt: string
  readonly isThis: boolean
}

export interface PasskeyLine {
  readonly id: string
  readonly name: string | null
  readonly createdAt: string | null
}

export interface Account {
  readonly hasPassword: boolean
  readonly secondFactor: boolean
  /** When the PIN for meeting rooms' machines was set; null where there is none. */
  readonly pinSetAt: string | null
  readonly passkeysPossible: boolean
  readonly passkeys: readonly PasskeyLine[]
  readonly sessions: readonly SessionLine[]
}

/** The person's means of signing in, without any token or key: those stay on the server. */
export async function presentAccount(): Promise<Account> {
  const own = await headers()
  const api = portalAuth().api
  const [signIn, sessions, passkeys, accounts] = await Promise.all([
    currentSignIn(),
    api.listSessions({ headers: own }),
    api.listPasskeys({ headers: own }),
    api.listUserAccounts({ headers: own }),
  ])
  const pinned = signIn === undefined ? null : await pinSetAt(signIn.user.id)
  return {
    pinSetAt: pinned?.toISOString() ?? null,
    hasPassword: accounts.some((account) => account.providerId === 'credential'),
    secondFactor: signIn?.user.twoFactorEnabled === true,
    passkeysPossible: passkeysPossible(portalEnv().PUBLIC_ORIGIN),
    passkeys: passkeys.map(({ id, name, createdAt }) => ({ id, name: name ?? null, createdAt: createdAt.toISOString() })),
    sessions: sessions
      .toSorted((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime())
      .map((session) => ({
        id: session.id,
        device: deviceOf(session.userAgent ?? ''),
        address: session.ipAddress ?? null,
        startedAt: session.createdAt.toISOString(),
        seenAt: session.updatedAt.toISOString(),
        isThis: session.id === signIn?.session.id,
      })),
  }
}

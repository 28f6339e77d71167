import { headers } from 'next/headers'
import { cache } from 'react'
import type { RoomDevice } from '#core/device/device.ts'
import { portal } from './compose.ts'
import { isSecureOrigin, portalEnv } from './env.ts'

const yearSeconds = 365 * 24 * 3600

const cookieName = (): string => (isSecureOrigin(portalEnv().PUBLIC_ORIGIN) ? '__Host-lv.device' : 'lv.device')

/** Makes this machine the device: out of reach of scripts, until the administrator takes it away. */
export const deviceCookie = (credential: string): string =>
  `${cookieName()}=${credential}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${String(yearSeconds)}${isSecureOrigin(portalEnv().PUBLIC_ORIGIN) ? '; Secure' : ''}`

function credentialIn(cookies: string): string | null {
  const found = cookies.split(';').map((one) => one.trim().split('=')).find(([name]) => name === cookieName())?.[1]
  return found !== undefined && /^[\w-]{43}$/.test(found) ? found : null
}

/** The registered device that asks, or null where the machine is none; read once a request. */
export const currentDevice = cache(async (): Promise<RoomDevice | null> => {
  const credential = credentialIn((await headers()).get('cookie') ?? '')
  return credential === null ? null : portal().findDevice(credential)
})

import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

/** Where a request goes. */
export type Destination = 'portal' | 'signaling' | 'authority' | 'closed'

const closedPaths = /^\/(api\/)?metrics(\/|$)/

/** Decides by its path where a request goes; measures are for the machine itself and closed to browsers. */
export function destinationOf(rawUrl: string): Destination {
  let path: string
  try {
    path = decodeURIComponent(new URL(rawUrl, 'http://gateway').pathname).replaceAll(/\/{2,}/g, '/')
  } catch {
    return 'closed'
  }
  if (path.startsWith('/rt/')) return 'signaling'
  if (path === '/lien-vien-ca.crt') return 'authority'
  return closedPaths.test(path) ? 'closed' : 'portal'
}

/** Headers by which a client could claim to be somebody else; all are set anew. */
const claimed = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-port', 'x-forwarded-proto', 'x-real-ip']

const lastOf = (value: string | string[] | undefined): string | undefined =>
  String(value ?? '').split(',').at(-1)?.trim() || undefined

export interface Hop {
  /** Whether the client spoke TLS with us. */
  readonly encrypted: boolean
  readonly trustedProxies: readonly string[]
}

const plainAddress = (address: string | undefined): string => (address ?? '').replace(/^::ffff:/, '')

/** The headers that tell portal and signaling who asks; what the client itself says of that is dropped. */
export function forwardedHeaders(headers: IncomingHttpHeaders, peer: string | undefined, hop: Hop): Readonly<Record<string, string>> {
  const address = plainAddress(peer)
  const trusted = hop.trustedProxies.includes(address)
  const client = (trusted && lastOf(headers['x-forwarded-for'])) || address
  const ownScheme = hop.encrypted ? 'https' : 'http'
  return {
    'x-real-ip': client,
    'x-forwarded-for': client,
    'x-forwarded-proto': (trusted && lastOf(headers['x-forwarded-proto'])) || ownScheme,
    'x-forwarded-host': (trusted && lastOf(headers['x-forwarded-host'])) || (headers.host ?? ''),
  }
}

/** Puts the true forwarding headers in place of the claimed ones. */
export function rewriteHeaders(request: IncomingMessage, hop: Hop): void {
  const own = forwardedHeaders(request.headers, request.socket.remoteAddress, hop)
  for (const name of claimed) Reflect.deleteProperty(request.headers, name)
  Object.assign(request.headers, own)
}

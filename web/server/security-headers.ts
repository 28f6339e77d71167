interface Page {
  readonly nonce: string
  readonly host: string
  readonly secure: boolean
  readonly development: boolean
  /** The deployment's LiveKit server, where it chose one: the only address beside our own. */
  readonly liveKitUrl?: string | undefined
}

/** Its socket, and the same place over HTTP, where its client asks why a socket was refused. */
function addressesOf(liveKitUrl: string): string {
  const { protocol, host } = new URL(liveKitUrl)
  return protocol === 'wss:' ? `wss://${host} https://${host}` : `ws://${host} http://${host}`
}

/**
 * The policy of a page. Scripts and style elements run by nonce only; style attributes are allowed because
 * React writes them for measured positions, and an attribute can load nothing from outside: img-src, font-src bind it.
 */
export function contentSecurityPolicy({ nonce, host, secure, development, liveKitUrl }: Page): string {
  const socket = `${secure ? 'wss' : 'ws'}://${host}`
  const liveKit = liveKitUrl === undefined ? '' : ` ${addressesOf(liveKitUrl)}`
  const directives: Record<string, string> = {
    'default-src': "'self'",
    'script-src': `'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    // The development overlay styles itself without a nonce.
    'style-src': development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    'style-src-attr': "'unsafe-inline'",
    'img-src': "'self' blob: data:",
    'media-src': "'self' blob: mediastream:",
    'font-src': "'self'",
    'connect-src': `'self' ${socket}${liveKit}`,
    'worker-src': "'self' blob:",
    'manifest-src': "'self'",
    'frame-src': "'self' blob:",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  }
  if (secure) directives['upgrade-insecure-requests'] = ''
  return Object.entries(directives).map(([name, value]) => `${name} ${value}`.trim()).join('; ')
}

const everywhere: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  // A case's address in a Referer would tell an outside site that the person works on it.
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy':
    'camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), publickey-credentials-get=(self), publickey-credentials-create=(self), screen-wake-lock=(self), autoplay=(self), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-DNS-Prefetch-Control': 'off',
}

/** Every header that guards an answer; strict transport only where the browser really came over TLS. */
export function securityHeaders(page: Page): Readonly<Record<string, string>> {
  return {
    ...everywhere,
    'Content-Security-Policy': contentSecurityPolicy(page),
    ...(page.secure ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
  }
}

import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy, securityHeaders } from './security-headers.ts'

const page = { nonce: 'n0nce', host: 'hoichan.local:3000', secure: false, development: false }

describe('the policy of a page', () => {
  it('runs no inline script without the nonce and never evaluates strings', () => {
    const script = contentSecurityPolicy(page).split('; ').find((line) => line.startsWith('script-src '))
    expect(script).toBe("script-src 'self' 'nonce-n0nce' 'strict-dynamic'")
  })

  it('connects to this deployment and nowhere else', () => {
    expect(contentSecurityPolicy(page)).toContain("connect-src 'self' ws://hoichan.local:3000;")
    expect(contentSecurityPolicy({ ...page, secure: true })).toContain('wss://hoichan.local:3000;')
  })

  it('connects to the LiveKit server as well where the deployment chose one, and to nothing else of it', () => {
    const policy = contentSecurityPolicy({ ...page, liveKitUrl: 'wss://livekit.benhvien.vn:7443/some/path' })
    expect(policy).toContain("connect-src 'self' ws://hoichan.local:3000 wss://livekit.benhvien.vn:7443 https://livekit.benhvien.vn:7443;")
    expect(policy.match(/livekit/g)).toHaveLength(2)
  })

  it('cannot be framed', () => {
    expect(contentSecurityPolicy(page)).toContain("frame-ancestors 'none'")
    expect(securityHeaders(page)['X-Frame-Options']).toBe('DENY')
  })

  it('promises strict transport over TLS only, or a plain intranet address would lock itself out', () => {
    expect(securityHeaders(page)).not.toHaveProperty('Strict-Transport-Security')
    expect(securityHeaders({ ...page, secure: true })).toHaveProperty('Strict-Transport-Security')
  })
})

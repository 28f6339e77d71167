import type { X509Certificate } from '@peculiar/x509'
import { askOcsp } from './ocsp.ts'
import type { TrustedAuthority } from './trusted-authorities.ts'

/** What proves a certificate's status, DER. */
export interface StatusProof {
  readonly kind: 'crl' | 'ocsp'
  readonly der: Uint8Array
}

/** Whether an authority stands by a certificate that it has issued; `unknown` where neither its responder nor its list can be had. */
export type RevocationStatus =
  | { readonly status: 'good'; readonly proof: StatusProof }
  | { readonly status: 'revoked' | 'unknown' }

/**
 * Asks the authority's OCSP responder where one is set, and reads its list where there is one. What either calls revoked is revoked:
 * a responder may be ahead of the list, and a list may be newer than what a responder was fed with.
 */
export async function revocationStatus(authority: TrustedAuthority, certificate: X509Certificate, now: Date): Promise<RevocationStatus> {
  const { list, responder, certificate: issuer } = authority
  const current = list !== null && (list.nextUpdate === undefined || now <= list.nextUpdate) ? list : null
  if (current !== null && current.findRevoked(certificate.serialNumber) !== null) return { status: 'revoked' }
  const answer = responder === null ? null : await askOcsp({ url: responder, certificate, issuer, now })
  if (answer?.status === 'revoked') return { status: 'revoked' }
  if (answer?.status === 'good') return { status: 'good', proof: { kind: 'ocsp', der: answer.der } }
  return current === null ? { status: 'unknown' } : { status: 'good', proof: { kind: 'crl', der: new Uint8Array(current.rawData) } }
}

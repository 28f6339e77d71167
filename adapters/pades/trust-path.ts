import { BasicConstraintsExtension, X509Certificate } from '@peculiar/x509'

/** Longer paths than root, hospital, person do not exist here; a loop ends too. */
const longestPath = 5

/** Whether a certificate leads to a trusted root through certificates that came along, each valid at the moment. */
export async function leadsToTrust(
  leaf: X509Certificate,
  along: readonly X509Certificate[],
  trust: { readonly anchors: readonly X509Certificate[]; readonly at: Date },
): Promise<boolean> {
  let current = leaf
  for (let step = 0; step < longestPath; step += 1) {
    if (trust.at < current.notBefore || trust.at > current.notAfter) return false
    if (trust.anchors.some((anchor) => anchor.equal(current))) return true
    const issuer = await issuerOf(current, [...trust.anchors, ...along])
    if (issuer === null || issuer.equal(current)) return false
    current = issuer
  }
  return false
}

async function issuerOf(certificate: X509Certificate, candidates: readonly X509Certificate[]): Promise<X509Certificate | null> {
  for (const candidate of candidates) {
    const named = candidate.subject === certificate.issuer && candidate.getExtension(BasicConstraintsExtension)?.ca === true
    if (named && (await certificate.verify({ publicKey: candidate, signatureOnly: true }))) return candidate
  }
  return null
}

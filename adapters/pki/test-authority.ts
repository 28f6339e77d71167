import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  BasicConstraintsExtension, ExtendedKeyUsage, ExtendedKeyUsageExtension, KeyUsageFlags, KeyUsagesExtension, X509CertificateGenerator, X509CrlGenerator, X509CrlReason, type X509Certificate,
} from '@peculiar/x509'
import { derOf, keyAlgorithm } from './certificates.ts'

export interface TestCertificateOrder {
  readonly name: string
  readonly organization: string
  readonly publicKey: CryptoKey
  readonly usages?: KeyUsageFlags
  readonly until?: Date
  /** Certified to answer for the authority (OCSP). */
  readonly answers?: boolean
}

/** An authority that is none of the platform's: its root, and what it issues and revokes. */
export interface TestAuthority {
  readonly root: X509Certificate
  /** Its private key, for a responder that answers in its name. */
  readonly key: CryptoKey
  issue(order: TestCertificateOrder): Promise<X509Certificate>
  /** Writes the root and the present revocation list where the platform looks for them. */
  publish(folder: string, revoked?: readonly X509Certificate[], nextUpdate?: Date): Promise<void>
}

const day = 24 * 3_600_000
const serial = (): string => `4${randomBytes(15).toString('hex')}`

/** Makes an authority with a root of its own. */
export async function openTestAuthority(name: string, now = new Date()): Promise<TestAuthority> {
  const keys = await crypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify'])
  const root = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(), name: `CN=${name}, O=${name}, C=VN`, notBefore: new Date(now.getTime() - day), notAfter: new Date(now.getTime() + 3_650 * day), keys,
    signingAlgorithm: keyAlgorithm,
    extensions: [new BasicConstraintsExtension(true, undefined, true), new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true)],
  })
  return {
    root,
    key: keys.privateKey,
    issue: ({ name: holder, organization, publicKey, usages, until, answers = false }) =>
      X509CertificateGenerator.create({
        serialNumber: serial(), issuer: root.subject, subject: [{ CN: [holder] }, { O: [organization] }, { C: ['VN'] }],
        notBefore: new Date(now.getTime() - day), notAfter: until ?? new Date(now.getTime() + 365 * day), publicKey, signingKey: keys.privateKey, signingAlgorithm: keyAlgorithm,
        extensions: [
          new BasicConstraintsExtension(false, undefined, true),
          usages === undefined ? new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation, true) : new KeyUsagesExtension(usages, true),
          ...(answers ? [new ExtendedKeyUsageExtension([ExtendedKeyUsage.ocspSigning])] : []),
        ],
      }),
    publish: async (folder, revoked = [], nextUpdate = new Date(now.getTime() + 7 * day)) => {
      const list = await X509CrlGenerator.create({
        issuer: root.subject, thisUpdate: new Date(now.getTime() - 60_000), nextUpdate, signingKey: keys.privateKey, signingAlgorithm: keyAlgorithm,
        entries: revoked.map(({ serialNumber }) => ({ serialNumber, revocationDate: now, reason: X509CrlReason.keyCompromise })),
      })
      writeFileSync(join(folder, `${name}.crt`), derOf(root))
      writeFileSync(join(folder, `${name}.crl`), new Uint8Array(list.rawData))
    },
  }
}

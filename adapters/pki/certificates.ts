import {
  AuthorityKeyIdentifierExtension, BasicConstraintsExtension, ExtendedKeyUsage, ExtendedKeyUsageExtension, KeyUsageFlags, KeyUsagesExtension,
  SubjectKeyIdentifierExtension, X509Certificate, X509CertificateGenerator, type Extension,
} from '@peculiar/x509'
import { randomBytes } from 'node:crypto'

/** Every key of the platform's own authority: ECDSA on P-256 with SHA-256. */
export const keyAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

/** X.520 serialNumber in the subject: the practitioner's id, by which a certificate is tied to one person. */
export const holderOid = '2.5.4.5'

export interface SubjectName {
  readonly commonName: string
  readonly organization: string
  readonly holder?: string
}

/** What a certificate may be used for. */
export type CertificateUse = 'authority' | 'signing' | 'timestamping'

export interface Issuer {
  readonly certificate: X509Certificate
  readonly key: CryptoKey
}

export interface CertificateOrder {
  readonly subject: SubjectName
  readonly use: CertificateUse
  readonly from: Date
  readonly years: number
  /** Null makes the certificate its own issuer: a root. */
  readonly issuer: Issuer | null
}

export interface IssuedCertificate extends Issuer {
  readonly pkcs8: Uint8Array
}

const yearsAfter = (from: Date, years: number): Date => new Date(Date.UTC(from.getUTCFullYear() + years, from.getUTCMonth(), from.getUTCDate()))

const usageExtensions: Readonly<Record<CertificateUse, () => Extension[]>> = {
  authority: () => [
    new BasicConstraintsExtension(true, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
  ],
  signing: () => [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation, true),
  ],
  timestamping: () => [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.timeStamping], true),
  ],
}

/** Random, and with its top bit clear: the revocation list's writer would take a serial with the bit set for a negative number. */
function positiveSerial(): string {
  const [first = 0, ...rest] = randomBytes(16)
  return Buffer.from([(first & 0x3f) | 0x40, ...rest]).toString('hex')
}

/** Makes a key pair and its certificate; a clock a little behind elsewhere must not find it "not yet valid". */
export async function issueCertificate(order: CertificateOrder): Promise<IssuedCertificate> {
  const keys = await crypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify'])
  const subject = subjectName(order.subject)
  const extensions = [
    ...usageExtensions[order.use](),
    await SubjectKeyIdentifierExtension.create(keys.publicKey),
    await AuthorityKeyIdentifierExtension.create(order.issuer?.certificate.publicKey ?? keys.publicKey),
  ]
  const certificate = await X509CertificateGenerator.create({
    serialNumber: positiveSerial(),
    subject,
    issuer: order.issuer?.certificate.subjectName.toJSON() ?? subject,
    notBefore: new Date(order.from.getTime() - 5 * 60_000),
    notAfter: yearsAfter(order.from, order.years),
    publicKey: keys.publicKey,
    signingKey: order.issuer?.key ?? keys.privateKey,
    signingAlgorithm: keyAlgorithm,
    extensions,
  })
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey))
  return { certificate, key: keys.privateKey, pkcs8 }
}

const subjectName = ({ commonName, organization, holder }: SubjectName): Record<string, string[]>[] => [
  { CN: [commonName] },
  { O: [organization] },
  { C: ['VN'] },
  ...(holder === undefined ? [] : [{ [holderOid]: [holder] }]),
]

/** The private key for signing certificates and lists, from PKCS#8. */
export const importKey = (pkcs8: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('pkcs8', pkcs8, keyAlgorithm, false, ['sign'])

/** A certificate as DER bytes of its own. */
export const derOf = (certificate: X509Certificate): Uint8Array<ArrayBuffer> => new Uint8Array(certificate.rawData)

/** The first value of a field of the subject, or an empty text. */
export const subjectField = (certificate: X509Certificate, field: string): string => certificate.subjectName.getField(field)[0] ?? ''

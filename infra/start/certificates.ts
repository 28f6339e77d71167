import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'

/** Files of the TLS server certificate for the hospital's own network. */
export interface ServerCertificate {
  readonly certificateFile: string
  readonly keyFile: string
  /** The authority's certificate, which the other machines must trust; it is public. */
  readonly authorityFile: string
  /** Whether it has just been made: whoever read the files before must read them again. */
  readonly isNew: boolean
}

interface Authority {
  readonly certificate: X509Certificate
  readonly privateKey: CryptoKey
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const dayMs = 86_400_000
const authorityDays = 3650
// Browsers refuse server certificates that are valid for longer than 398 days.
const serverDays = 390
const renewDaysBefore = 30
const ownerOnly = 0o600

const serialNumber = (): string => `01${randomBytes(15).toString('hex')}`
const newKeys = (): Promise<CryptoKeyPair> => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])

async function writeKey(file: string, key: CryptoKey): Promise<void> {
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', key)
  await writeFile(file, PemConverter.encode(pkcs8, 'PRIVATE KEY'), { mode: ownerOnly })
}

const validity = (days: number): { notBefore: Date; notAfter: Date } => ({
  // A ward's clocks differ; a certificate from the future would be refused.
  notBefore: new Date(Date.now() - dayMs),
  notAfter: new Date(Date.now() + days * dayMs),
})

async function createAuthority(certificateFile: string, keyFile: string): Promise<Authority> {
  const keys = await newKeys()
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: `CN=Lien Vien local CA (${hostname()})`,
    ...validity(authorityDays),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  await writeKey(keyFile, keys.privateKey)
  await writeFile(certificateFile, certificate.toString('pem'))
  return { certificate, privateKey: keys.privateKey }
}

async function loadAuthority(certificateFile: string, keyFile: string): Promise<Authority> {
  const [pem, key] = await Promise.all(
    [certificateFile, keyFile].map((file) => readFile(file, 'utf8').catch(() => undefined)),
  )
  if (pem === undefined || key === undefined) return createAuthority(certificateFile, keyFile)
  const privateKey = await crypto.subtle.importKey('pkcs8', PemConverter.decodeFirst(key), algorithm, false, ['sign'])
  return { certificate: new X509Certificate(pem), privateKey }
}

/** Whether a certificate still serves: it names every address, comes from this authority and does not end soon. */
function stillServes(pem: string | undefined, names: readonly string[], authority: X509Certificate): boolean {
  if (pem === undefined) return false
  const certificate = new X509Certificate(pem)
  const named = certificate.getExtension(SubjectAlternativeNameExtension)?.names.items.map(({ value }) => value) ?? []
  const endsIn = certificate.notAfter.getTime() - Date.now()
  return (
    certificate.issuer === authority.subject && names.every((name) => named.includes(name)) && endsIn > renewDaysBefore * dayMs
  )
}

async function issue(authority: Authority, names: readonly string[], keyFile: string): Promise<string> {
  const keys = await newKeys()
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: 'CN=Lien Vien',
    issuer: authority.certificate.subject,
    ...validity(serverDays),
    signingKey: authority.privateKey,
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      await AuthorityKeyIdentifierExtension.create(authority.certificate.publicKey),
      new SubjectAlternativeNameExtension([
        ...names.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
      ]),
    ],
  })
  await writeKey(keyFile, keys.privateKey)
  return certificate.toString('pem')
}

/**
 * Makes sure of a certificate for the given addresses and names from an authority of this installation, which is made once and
 * kept: machines that trust it go on trusting it when an address changes.
 */
export async function serverCertificate(directory: string, reachedAt: readonly string[]): Promise<ServerCertificate> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const authorityFile = join(directory, 'lien-vien-ca.crt')
  const certificateFile = join(directory, 'server.crt')
  const keyFile = join(directory, 'server.key')
  const authority = await loadAuthority(authorityFile, join(directory, 'ca.key'))
  const all = [...new Set(['localhost', hostname(), '127.0.0.1', ...reachedAt])]
  const known = await readFile(certificateFile, 'utf8').catch(() => undefined)
  const isNew = !stillServes(known, all, authority.certificate)
  if (isNew) await writeFile(certificateFile, await issue(authority, all, keyFile))
  return { certificateFile, keyFile, authorityFile, isNew }
}

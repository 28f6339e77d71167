import { KeyUsageFlags, KeyUsagesExtension, X509Certificate } from '@peculiar/x509'
import type { KeyPlace, KeyStore, StoredOutsideKey } from '#core/minutes/key-store.ts'
import type { KeyRefusal, SigningCredential, SigningKeys } from '#core/minutes/ports.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { NewId, OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { derOf, subjectField } from './certificates.ts'
import { revocationStatus } from './revocation-status.ts'
import type { TrustedAuthorities, TrustedAuthority } from './trusted-authorities.ts'

export interface SignOrder {
  readonly pin: string
  readonly data: Uint8Array
  readonly algorithm: SigningCredential['algorithm']
}

/** A keeper of keys that never leave it; throws `SigningRefused` when it will not sign. */
export interface KeyDevice<Kind extends KeyPlace['kind']> {
  /** X.509, DER; null when nothing lies there. */
  certificate(place: Extract<KeyPlace, { kind: Kind }>): Promise<Uint8Array | null>
  sign(place: Extract<KeyPlace, { kind: Kind }>, order: SignOrder): Promise<Uint8Array>
}

export interface OutsideKeyPorts {
  readonly store: KeyStore
  readonly clock: Clock
  readonly newId: NewId
  readonly trusted: TrustedAuthorities
  /** Null where the hospital has none of the kind. */
  readonly devices: { readonly pkcs11: KeyDevice<'pkcs11'> | null; readonly csc: KeyDevice<'csc'> | null }
}

export interface OutsideKeyOrder {
  readonly practitioner: { readonly id: PractitionerId; readonly name: string }
  readonly organization: OrganizationId
  readonly place: KeyPlace
}

type StatusRefusal = Exclude<KeyRefusal, 'signing.wrong-pin' | 'signing.pin-locked'>

/** Whether two names are the same but for case and the way their marks are composed. */
export const sameName = (a: string, b: string): boolean => a.normalize('NFC').trim().toLocaleLowerCase('vi') === b.normalize('NFC').trim().toLocaleLowerCase('vi')

/** Registers a key that lies outside: its certificate must be good, for signing, and in the name of the person who registers it. */
export const makeRegisterOutsideKey =
  (ports: OutsideKeyPorts) =>
  async ({ practitioner, organization, place }: OutsideKeyOrder): Promise<Result<{ readonly serial: string }, StatusRefusal>> => {
    const der = await certificateAt(ports, place)
    if (der === null) return err('signing.no-key')
    const certificate = new X509Certificate(Uint8Array.from(der))
    if (!sameName(subjectField(certificate, 'CN'), practitioner.name)) return err('signing.wrong-person')
    const status = await checkOutside(ports, certificate)
    if (!status.ok) return status
    const { serialNumber: serial } = certificate
    await ports.store.addOutsideKey({ id: ports.newId(), practitioner: practitioner.id, organization, serial, certificate: derOf(certificate), place, createdAt: ports.clock() })
    return ok({ serial })
  }

/** Opens keys outside for one signature each: status first (Luật GDĐT 20/2023), the PIN is the keeper's to check. */
export const makeOutsideKeys = (ports: OutsideKeyPorts): SigningKeys => ({
  unlock: async ({ practitioner, organization }, pin) => {
    const stored = await ports.store.outsideKey(practitioner, organization)
    return stored === null ? err('signing.no-key') : credentialAt(ports, stored, pin)
  },
})

/** Opens a key that lies outside for one signature. */
export async function credentialAt(
  ports: OutsideKeyPorts,
  stored: Pick<StoredOutsideKey, 'certificate' | 'place' | 'serial'>,
  pin: string,
): Promise<Result<SigningCredential, StatusRefusal>> {
  const certificate = new X509Certificate(Uint8Array.from(stored.certificate))
  const status = await checkOutside(ports, certificate)
  if (!status.ok) return status
  const algorithm = certificate.publicKey.algorithm.name.startsWith('RSA') ? 'RSA' : 'ECDSA'
  return ok({
    certificate: derOf(certificate),
    chain: status.value.map((one) => derOf(one.certificate)),
    serial: stored.serial,
    subject: [...new Set([subjectField(certificate, 'CN'), subjectField(certificate, 'O')])].filter((part) => part !== '').join(', '),
    algorithm,
    sign: (data) => signAt(ports, stored.place, { pin, data, algorithm }),
  })
}

/** The authorities above a certificate that is valid now, meant for signing, and revoked by none of them; else why it cannot be used. */
export async function checkOutside({ clock, trusted }: Pick<OutsideKeyPorts, 'clock' | 'trusted'>, certificate: X509Certificate): Promise<Result<readonly TrustedAuthority[], StatusRefusal>> {
  const now = clock()
  const usages = certificate.getExtension(KeyUsagesExtension)?.usages ?? 0
  if ((usages & (KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation)) === 0) return err('signing.wrong-role')
  const known = await trusted()
  const chain: TrustedAuthority[] = []
  let current = certificate
  for (;;) {
    if (now < current.notBefore || now >= current.notAfter) return err('signing.certificate-expired')
    if (current.subject === current.issuer) return ok(chain)
    const authority = await issuerOf(current, known)
    // A trusted intermediate without its own issuer here is where trust begins.
    if (authority === null) return chain.length > 0 ? ok(chain) : err('signing.status-unknown')
    const { status } = await revocationStatus(authority, current, now)
    if (status === 'unknown') return err('signing.status-unknown')
    if (status === 'revoked') return err('signing.certificate-revoked')
    chain.push(authority)
    current = authority.certificate
  }
}

async function issuerOf(certificate: X509Certificate, known: readonly TrustedAuthority[]): Promise<TrustedAuthority | null> {
  for (const one of known) {
    if (one.certificate.subject === certificate.issuer && (await certificate.verify({ publicKey: one.certificate, signatureOnly: true }))) return one
  }
  return null
}

/** The certificate (DER) at a place; null when nothing lies there, or the hospital has no keeper of the kind. */
export async function certificateAt({ devices }: OutsideKeyPorts, place: KeyPlace): Promise<Uint8Array | null> {
  return place.kind === 'pkcs11' ? ((await devices.pkcs11?.certificate(place)) ?? null) : ((await devices.csc?.certificate(place)) ?? null)
}

async function signAt({ devices }: OutsideKeyPorts, place: KeyPlace, order: SignOrder): Promise<Uint8Array> {
  const device = place.kind === 'pkcs11' ? devices.pkcs11?.sign(place, order) : devices.csc?.sign(place, order)
  if (device === undefined) throw new Error(`this hospital has no keeper of ${place.kind} keys any more`)
  return device
}

import { createPrivateKey, sign } from 'node:crypto'
import { X509Certificate } from '@peculiar/x509'
import type { KeyStore, PinFailures, StoredSigningKey } from '#core/minutes/key-store.ts'
import type { KeyRefusal, SigningCredential, SigningKeys } from '#core/minutes/ports.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { NewId, OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { Authorities, OpenAuthority } from './authorities.ts'
import { derOf, holderOid, issueCertificate, subjectField } from './certificates.ts'
import { openKey, pepper, sealKey } from './sealed-key.ts'

/** After this many wrong PINs in a row the key rests for a while. */
const pinAttempts = 5
const pinRest = 15 * 60_000

const pinPattern = /^\d{6,12}$/

export interface SigningKeyPorts {
  readonly store: KeyStore
  readonly authorities: Authorities
  readonly clock: Clock
  readonly newId: NewId
  /** The deployment's secret that is mixed into every PIN. */
  readonly secret: string
}

export interface KeyOrder {
  readonly practitioner: { readonly id: PractitionerId; readonly name: string }
  readonly organization: { readonly id: OrganizationId; readonly name: string }
  readonly pin: string
}

/** Makes a person's signing key and certificate in one organisation; the private key rests under the PIN from its first moment. */
export const makeIssueSigningKey =
  (ports: SigningKeyPorts) =>
  async ({ practitioner, organization, pin }: KeyOrder): Promise<Result<{ readonly serial: string }, 'signing.weak-pin'>> => {
    if (!pinPattern.test(pin) || isRepetition(pin)) return err('signing.weak-pin')
    const issuer = await ports.authorities.ofOrganization(organization)
    const now = ports.clock()
    const subject = { commonName: practitioner.name, organization: organization.name, holder: practitioner.id }
    const issued = await issueCertificate({ subject, use: 'signing', from: now, years: 3, issuer })
    const serial = issued.certificate.serialNumber
    await ports.store.addKey({
      id: ports.newId(),
      practitioner: practitioner.id,
      organization: organization.id,
      serial,
      certificate: derOf(issued.certificate),
      key: await sealKey(issued.pkcs8, pepper(pin, ports.secret), 'pin'),
      createdAt: now,
    })
    return ok({ serial })
  }

const isRepetition = (pin: string): boolean => new Set(pin).size === 1

/** Opens people's own keys: certificate status first (Luật GDĐT 20/2023), then the PIN. */
export const makeSigningKeys = (ports: SigningKeyPorts): SigningKeys => ({
  unlock: async ({ practitioner, organization }, pin) => {
    const stored = await ports.store.currentKey(practitioner, organization)
    const issuer = await ports.authorities.existing(organization)
    if (stored === null || issuer === null) return err('signing.no-key')
    const certificate = new X509Certificate(Uint8Array.from(stored.certificate))
    const status = await certificateStatus(ports, { certificate, issuer, practitioner })
    if (!status.ok) return status
    const pkcs8 = await tryPin(ports, stored, pin)
    return pkcs8.ok ? ok(credentialOf(certificate, issuer, pkcs8.value)) : pkcs8
  },
})

type StatusRefusal = Extract<KeyRefusal, 'signing.certificate-expired' | 'signing.certificate-revoked' | 'signing.wrong-person'>

async function certificateStatus(
  { store, clock }: SigningKeyPorts,
  held: { readonly certificate: X509Certificate; readonly issuer: OpenAuthority; readonly practitioner: PractitionerId },
): Promise<Result<null, StatusRefusal>> {
  const { certificate, issuer, practitioner } = held
  const now = clock()
  if (subjectField(certificate, holderOid) !== practitioner) return err('signing.wrong-person')
  const chain = [certificate, issuer.certificate, ...issuer.chain]
  if (chain.some((one) => now < one.notBefore || now >= one.notAfter)) return err('signing.certificate-expired')
  const revoked = await Promise.all([
    store.revocations(issuer.id).then((list) => list.some((one) => one.serial === certificate.serialNumber)),
    store.revocations('root').then((list) => list.some((one) => one.serial === issuer.certificate.serialNumber)),
  ])
  if (revoked.includes(true)) return err('signing.certificate-revoked')
  const issued = await certificate.verify({ publicKey: issuer.certificate, signatureOnly: true })
  return issued ? ok(null) : err('signing.wrong-person')
}

async function tryPin(
  { store, clock, secret }: SigningKeyPorts,
  stored: StoredSigningKey,
  pin: string,
): Promise<Result<Uint8Array, 'signing.wrong-pin' | 'signing.pin-locked'>> {
  const now = clock()
  const failures = await store.pinFailures(stored.id)
  if (failures.lockedUntil !== null && now < failures.lockedUntil) return err('signing.pin-locked')
  const pkcs8 = await openKey(stored.key, pepper(pin, secret))
  if (pkcs8 !== null) {
    if (failures.count > 0) await store.setPinFailures(stored.id, { count: 0, lockedUntil: null })
    return ok(pkcs8)
  }
  await store.setPinFailures(stored.id, nextFailure(failures, now))
  return err('signing.wrong-pin')
}

function nextFailure(before: PinFailures, now: Date): PinFailures {
  const count = before.count + 1
  return count < pinAttempts ? { count, lockedUntil: null } : { count: 0, lockedUntil: new Date(now.getTime() + pinRest) }
}

function credentialOf(certificate: X509Certificate, issuer: OpenAuthority, pkcs8: Uint8Array): SigningCredential {
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })
  return {
    certificate: derOf(certificate),
    chain: [issuer.certificate, ...issuer.chain].map(derOf),
    serial: certificate.serialNumber,
    subject: `${subjectField(certificate, 'CN')}, ${subjectField(certificate, 'O')}`,
    algorithm: 'ECDSA',
    sign: async (data) => sign('sha256', data, key),
  }
}

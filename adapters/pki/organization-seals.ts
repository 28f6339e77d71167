import { createPrivateKey, sign } from 'node:crypto'
import { X509Certificate } from '@peculiar/x509'
import type { StoredSealKey } from '#core/minutes/key-store.ts'
import type { HospitalSealOrder, KeyRefusal, OrganizationSeals, SigningCredential } from '#core/minutes/ports.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { Authorities } from './authorities.ts'
import { derOf, issueCertificate, subjectField } from './certificates.ts'
import { certificateAt, checkOutside, credentialAt, sameName, type OutsideKeyPorts } from './outside-keys.ts'
import { openKey, sealKey } from './sealed-key.ts'

export interface OrganizationSealPorts extends OutsideKeyPorts {
  readonly authorities: Authorities
  /** The deployment's secret under which the seals' keys and PINs rest. */
  readonly secret: string
}

/**
 * Hospitals' seals. A seal stands for the hospital, so that nobody's PIN opens it: what does rests under the deployment's secret. Its
 * key is our own, or lies in the hospital's HSM or with a signing service, under a certificate in the hospital's name.
 */
export function makeOrganizationSeals(ports: OrganizationSealPorts): OrganizationSeals {
  const { store, clock, newId } = ports
  const sealing = Buffer.from(`organization-seal:${ports.secret}`)
  return {
    inUse: async (hospitals) => {
      const keys = await Promise.all(hospitals.map((id) => store.sealKey(id)))
      return hospitals.filter((id) => keys.some((key) => key?.organization === id))
    },
    standing: async (hospital) => {
      const key = await store.sealKey(hospital)
      if (key === null) return null
      const certificate = new X509Certificate(Uint8Array.from(key.certificate))
      return { place: key.place.kind, serial: key.serial, issuer: certificate.issuerName.getField('CN')[0] ?? certificate.issuer, validUntil: certificate.notAfter, since: key.createdAt }
    },
    unlock: async (hospital) => {
      const key = await store.sealKey(hospital)
      if (key === null) return err('signing.no-key')
      const opened = await openKey(key.opener, sealing)
      if (opened === null) throw new Error(`the seal of hospital ${hospital} cannot be opened: PKI_SECRET is not the one it was made with`)
      return key.place.kind === 'platform' ? unlockOwn(ports, key, opened) : unlockOutside(ports, { ...key, place: key.place }, opened)
    },
    begin: async (order) => {
      const made = await (order.place.kind === 'platform' ? makeOwn(ports, order) : findOutside(ports, order))
      if (!made.ok) return made
      const { certificate, opener } = made.value
      const { serialNumber: serial } = certificate
      await store.addSealKey({
        id: newId(), organization: order.hospital.id, serial, certificate: derOf(certificate), place: order.place,
        opener: await sealKey(opener, sealing, 'deployment'), createdAt: clock(), createdBy: order.by,
      })
      return ok({ serial })
    },
    end: async (hospital, by) => {
      const key = await store.sealKey(hospital)
      if (key === null) return null
      await store.endSealKey(key.id, { at: clock(), by })
      return { serial: key.serial }
    },
  }
}

interface NewSeal {
  readonly certificate: X509Certificate
  readonly opener: Uint8Array
}

async function makeOwn({ authorities, clock }: OrganizationSealPorts, { hospital }: HospitalSealOrder): Promise<Result<NewSeal, never>> {
  const issuer = await authorities.ofOrganization(hospital)
  const issued = await issueCertificate({ subject: { commonName: hospital.name, organization: hospital.name }, use: 'signing', from: clock(), years: 3, issuer })
  return ok({ certificate: issued.certificate, opener: issued.pkcs8 })
}

/** A certificate from outside must be in the hospital's name, as a person's must be in the person's. */
async function findOutside(ports: OrganizationSealPorts, { hospital, place, pin }: HospitalSealOrder): Promise<Result<NewSeal, KeyRefusal>> {
  const der = place.kind === 'platform' ? null : await certificateAt(ports, place)
  if (der === null) return err('signing.no-key')
  const certificate = new X509Certificate(Uint8Array.from(der))
  if (![subjectField(certificate, 'CN'), subjectField(certificate, 'O')].some((name) => sameName(name, hospital.name))) return err('signing.wrong-person')
  const status = await checkOutside(ports, certificate)
  return status.ok ? ok({ certificate, opener: Buffer.from(pin, 'utf8') }) : status
}

async function unlockOwn({ authorities, store, clock }: OrganizationSealPorts, key: StoredSealKey, pkcs8: Uint8Array): Promise<Result<SigningCredential, KeyRefusal>> {
  const issuer = await authorities.existing(key.organization)
  if (issuer === null) return err('signing.no-key')
  const [certificate, now] = [new X509Certificate(Uint8Array.from(key.certificate)), clock()]
  if ([certificate, issuer.certificate, ...issuer.chain].some((one) => now < one.notBefore || now >= one.notAfter)) return err('signing.certificate-expired')
  const revoked = await store.revocations(issuer.id)
  if (revoked.some(({ serial }) => serial === key.serial)) return err('signing.certificate-revoked')
  const privateKey = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })
  return ok({
    certificate: derOf(certificate), chain: [issuer.certificate, ...issuer.chain].map(derOf), serial: key.serial,
    subject: subjectField(certificate, 'CN'), algorithm: 'ECDSA', sign: async (data) => sign('sha256', data, privateKey),
  })
}

const unlockOutside = (ports: OrganizationSealPorts, key: Parameters<typeof credentialAt>[1], pin: Uint8Array): Promise<Result<SigningCredential, KeyRefusal>> =>
  credentialAt(ports, key, Buffer.from(pin).toString('utf8'))

import type { KeyPlace, KeyStore, SealedKey, SealPlace, StoredAuthority, StoredSigningKey } from '#core/minutes/key-store.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { oneOf } from './broken-row.ts'
import type { ScopedDb } from './scoped-db.ts'

/** Certificates and sealed keys. Each call stands alone, outside any use case's transaction, so that a wrong PIN stays counted. */
export function makeKeyStore(ask: ScopedDb): KeyStore {
  const authority = async (id: string): Promise<StoredAuthority | null> => {
    const row = await ask((db) => db.certificateAuthority.findFirst({ where: { id } }))
    return row === null ? null : authorityOf(row)
  }
  return {
    authority,
    authorities: async () => (await ask((db) => db.certificateAuthority.findMany({ orderBy: { id: 'asc' } }))).map(authorityOf),
    addAuthority: async ({ id, certificate, key, createdAt }) => {
      const data = { id, certificate: Buffer.from(certificate), sealedKey: sealed(key), createdAt }
      await ask((db) => db.certificateAuthority.createMany({ data: [data], skipDuplicates: true }))
      const kept = await authority(id)
      if (kept === null) throw new Error(`certificate authority ${id} was not kept`)
      return kept
    },
    currentKey: async (practitioner, organization) => {
      const where = { practitionerId: practitioner, organizationId: organization }
      const row = await ask((db) => db.signingKey.findFirst({ where, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] }))
      return row === null ? null : keyOf(row)
    },
    addKey: async ({ id, practitioner, organization, serial, certificate, key, createdAt }) => {
      const data = {
        id, serial, createdAt,
        practitionerId: practitioner, organizationId: organization, certificate: Buffer.from(certificate), sealedKey: sealed(key),
      }
      await ask((db) => db.signingKey.createMany({ data: [data] }))
    },
    ...outsideKeys(ask),
    ...sealKeys(ask),
    ...pinsAndRevocations(ask),
  }
}

const outsideKeys = (ask: ScopedDb): Pick<KeyStore, 'outsideKey' | 'addOutsideKey'> => ({
  outsideKey: async (practitioner, organization) => {
    const where = { practitionerId: practitioner, organizationId: organization }
    const row = await ask((db) => db.outsideKey.findFirst({ where, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] }))
    if (row === null) return null
    // Written below as JSON of exactly this type.
    return { id: row.id, practitioner, organization, serial: row.serial, certificate: row.certificate, place: row.place as unknown as KeyPlace, createdAt: row.createdAt }
  },
  addOutsideKey: async ({ id, practitioner, organization, serial, certificate, place, createdAt }) => {
    const data = { id, serial, createdAt, practitionerId: practitioner, organizationId: organization, certificate: Buffer.from(certificate), place }
    await ask((db) => db.outsideKey.createMany({ data: [data] }))
  },
})

const sealKeys = (ask: ScopedDb): Pick<KeyStore, 'sealKey' | 'addSealKey' | 'endSealKey'> => ({
  sealKey: async (organization) => {
    const row = await ask((db) => db.organizationSeal.findFirst({ where: { organizationId: organization, endedAt: null } }))
    if (row === null) return null
    // Written below as JSON of exactly these types.
    const { id, serial, certificate } = row
    const place = row.place as unknown as SealPlace
    const opener = row.opener as unknown as SealedKey
    return { id, organization, serial, certificate, place, opener, createdAt: row.createdAt, createdBy: brandId(row.createdById) }
  },
  addSealKey: async ({ id, organization, serial, certificate, place, opener, createdAt, createdBy }) => {
    await ask((db) => db.organizationSeal.updateMany({ where: { organizationId: organization, endedAt: null }, data: { endedAt: createdAt, endedById: createdBy } }))
    const data = { id, serial, createdAt, organizationId: organization, createdById: createdBy, certificate: Buffer.from(certificate), place, opener: sealed(opener) }
    await ask((db) => db.organizationSeal.createMany({ data: [data] }))
  },
  endSealKey: async (id, { at, by }) => {
    await ask((db) => db.organizationSeal.updateMany({ where: { id, endedAt: null }, data: { endedAt: at, endedById: by } }))
  },
})

const pinsAndRevocations = (ask: ScopedDb): Pick<KeyStore, 'pinFailures' | 'setPinFailures' | 'revoke' | 'revocations'> => ({
  pinFailures: async (key) => {
    const row = await ask((db) => db.pinFailure.findFirst({ where: { key } }))
    return { count: row?.count ?? 0, lockedUntil: row?.lockedUntil ?? null }
  },
  setPinFailures: async (key, { count, lockedUntil }) => {
    await ask((db) => db.pinFailure.upsert({ where: { key }, create: { key, count, lockedUntil }, update: { count, lockedUntil } }))
  },
  revoke: async (revocation) => {
    await ask((db) => db.certificateRevocation.createMany({ data: [revocation], skipDuplicates: true }))
  },
  revocations: async (issuer) => {
    const rows = await ask((db) => db.certificateRevocation.findMany({ where: { issuer }, orderBy: { revokedAt: 'asc' } }))
    return rows.map(({ serial, revokedAt, reason }) => ({
      issuer,
      serial,
      revokedAt,
      reason: oneOf({ table: 'certificate_revocation', id: serial }, ['key-compromise', 'superseded', 'cessation', 'unspecified'], reason),
    }))
  },
})

const sealed = ({ cost, salt, iv, tag, ciphertext }: SealedKey): Prisma.InputJsonValue => ({ cost, salt, iv, tag, ciphertext })

const authorityOf = ({ id, certificate, sealedKey, createdAt }: Prisma.CertificateAuthorityGetPayload<object>): StoredAuthority => ({
  id,
  certificate,
  key: sealedKey as unknown as SealedKey,
  createdAt,
})

const keyOf = (row: Prisma.SigningKeyGetPayload<object>): StoredSigningKey => ({
  id: row.id,
  practitioner: brandId(row.practitionerId),
  organization: brandId(row.organizationId),
  serial: row.serial,
  certificate: row.certificate,
  key: row.sealedKey as unknown as SealedKey,
  createdAt: row.createdAt,
})

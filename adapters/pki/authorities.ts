import { X509Certificate } from '@peculiar/x509'
import type { AuthorityId, KeyStore, StoredAuthority } from '#core/minutes/key-store.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import { derOf, importKey, issueCertificate, type CertificateUse, type Issuer, type SubjectName } from './certificates.ts'
import { openKey, sealKey } from './sealed-key.ts'

/** An authority whose key has been opened, and the certificates above it. */
export interface OpenAuthority extends Issuer {
  readonly id: AuthorityId
  readonly chain: readonly X509Certificate[]
}

export interface AuthorityPorts {
  readonly store: KeyStore
  readonly clock: Clock
  /** The deployment's secret under which the authorities' keys rest. */
  readonly secret: string
}

/** The deployment's own certificate authorities, each made when it is first needed: one root, one for each organisation, one for time. */
export interface Authorities {
  root(): Promise<OpenAuthority>
  ofOrganization(organization: { readonly id: OrganizationId; readonly name: string }): Promise<OpenAuthority>
  /** An organisation's authority if it has one already. */
  existing(id: AuthorityId): Promise<OpenAuthority | null>
  timestamp(): Promise<OpenAuthority>
}

/** Opens the authorities over a key store; keys are opened once and the promise kept, so that two first users make one authority. */
export function makeAuthorities({ store, clock, secret }: AuthorityPorts): Authorities {
  const opened = new Map<AuthorityId, Promise<OpenAuthority>>()
  const once = (id: AuthorityId, open: () => Promise<OpenAuthority>): Promise<OpenAuthority> => {
    const running = opened.get(id) ?? open()
    opened.set(id, running)
    running.catch(() => opened.delete(id))
    return running
  }
  const sealing = Buffer.from(`authority:${secret}`)

  const open = async (stored: StoredAuthority, above: OpenAuthority | null): Promise<OpenAuthority> => {
    const pkcs8 = await openKey(stored.key, sealing)
    if (pkcs8 === null) throw new Error(`the key of certificate authority "${stored.id}" cannot be opened: PKI_SECRET is not the one it was made with`)
    const chain = above === null ? [] : [above.certificate, ...above.chain]
    return { id: stored.id, certificate: new X509Certificate(Uint8Array.from(stored.certificate)), key: await importKey(Uint8Array.from(pkcs8)), chain }
  }

  const make = async (id: AuthorityId, order: Foundation): Promise<OpenAuthority> => {
    const above = order.under === null ? null : await order.under()
    const now = clock()
    const issued = await issueCertificate({ subject: order.subject, use: order.use, from: now, years: order.years, issuer: above })
    const kept = await store.addAuthority({ id, certificate: derOf(issued.certificate), key: await sealKey(issued.pkcs8, sealing, 'deployment'), createdAt: now })
    return open(kept, above)
  }

  const ensure = (id: AuthorityId, order: Foundation): Promise<OpenAuthority> =>
    once(id, async () => {
      const stored = await store.authority(id)
      return stored === null ? make(id, order) : open(stored, order.under === null ? null : await order.under())
    })

  const root = (): Promise<OpenAuthority> =>
    ensure('root', { subject: { commonName: 'Liên Viện Root CA', organization: 'Liên Viện' }, use: 'authority', years: 20, under: null })

  return {
    root,
    ofOrganization: ({ id, name }) =>
      ensure(id, { subject: { commonName: `CA ${name}`, organization: name }, use: 'authority', years: 10, under: root }),
    existing: async (id) => {
      const stored = await store.authority(id)
      return stored === null ? null : once(id, async () => open(stored, id === 'root' ? null : await root()))
    },
    timestamp: () =>
      ensure('timestamp', { subject: { commonName: 'Liên Viện Timestamp', organization: 'Liên Viện' }, use: 'timestamping', years: 10, under: root }),
  }
}

interface Foundation {
  readonly subject: SubjectName
  readonly use: CertificateUse
  readonly years: number
  readonly under: (() => Promise<OpenAuthority>) | null
}

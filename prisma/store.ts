import type { AuditLink, ChainFault } from '#core/audit/chain.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { SecretOfDevice } from '#core/device/ports.ts'
import type { PractitionerRole } from '#core/directory/directory.ts'
import type { KeyStore } from '#core/minutes/key-store.ts'
import type { SealRegistry } from '#core/minutes/seal-on-file.ts'
import type { SystemClient } from '#core/interop/system-client.ts'
import type { WithContact } from '#core/notify/ports.ts'
import type { FileSealer } from '#core/record/sealed-file.ts'
import type { ClientId, OrganizationId, PractitionerId, Sha256 } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { makeForgetAdmissionDrafts } from './repositories/admission-draft-repository.ts'
import { makeAuditChains } from './repositories/audit-chains.ts'
import { readLinks, verifyChain } from './repositories/audit-log.ts'
import { ownerOfFeed } from './repositories/calendar-feed-repository.ts'
import { clientAtDoor } from './repositories/client-repository.ts'
import { makeContactRepository } from './repositories/contact-repository.ts'
import { makeAllHospitals, makeDirectory } from './repositories/directory.ts'
import { makeOverdueDeliveries } from './repositories/overdue-deliveries.ts'
import { makeCasesPastPeriod } from './repositories/retention-repository.ts'
import { makeAllLinks } from './repositories/link-repository.ts'
import { deviceAtDoor, makeForgetDeviceAsks } from './repositories/device-repository.ts'
import { guestAtDoor } from './repositories/guest-repository.ts'
import { makeKeyStore } from './repositories/key-store.ts'
import { makeLookLog } from './repositories/look-log.ts'
import { makeCasesBeingSigned, makeSealRegistry, makeStoredSeals } from './repositories/seal-registry.ts'
import { makeFileSeals } from './repositories/file-seals.ts'
import { makeDueRecordings } from './repositories/recording-repository.ts'
import { makeRefusedBefore } from './repositories/refused-repository.ts'
import { repositoriesOf } from './repositories/repositories.ts'
import { scopedDb } from './repositories/scoped-db.ts'
import { makeStandings } from './repositories/standings.ts'
import type { ClientOptions } from './tenancy/scoped-client.ts'
import { openScopedClient } from './tenancy/scoped-client.ts'
import type { Work } from './unit-of-work.ts'
import { makeUnitOfWork, platformStanding, standingOf } from './unit-of-work.ts'

export type Store = ReturnType<typeof createStore>

export interface StoreOptions extends ClientOptions {
  /** Seals and opens files; without it they are kept as they are, and those that are sealed do not open. */
  readonly sealer?: FileSealer
}

/** Opens the store of one process, for the role lienvien_app or lienvien_jobs; whoever opens it closes it. */
export function createStore({ sealer, ...options }: StoreOptions) {
  const { client, close } = openScopedClient(options)
  const ground = { db: client, sealer }
  return {
    ...makeUnitOfWork(client, sealer),
    /** The same repositories without a transaction: each query is one round trip. */
    read: <T>(actor: Actor, work: Work<T>): Promise<T> => work(repositoriesOf(ground, standingOf(actor))),
    /** What the platform itself looks at within one hospital, without a transaction. */
    lookInto: <T>(organization: OrganizationId, work: Work<T>): Promise<T> => work(repositoriesOf(ground, platformStanding(organization))),
    /** What systems look at: no other write comes with it. */
    looks: makeLookLog(client),
    /** Where a person works, before they have chosen for whom they act. */
    memberships: (practitioner: PractitionerId): Promise<readonly PractitionerRole[]> =>
      makeDirectory(scopedDb(client, { organization: null, practitioner, roles: [] })).rolesOf(practitioner),
    /** Whether those who have a case open are still signed in, still work there in the same roles and still see it: one question for all. */
    standings: makeStandings(client),
    /** The system that names itself at the door, before it is known for which hospital it asks. */
    clientAtDoor: (id: ClientId): Promise<SystemClient | null> =>
      clientAtDoor(client, id),
    /** Whose calendar a secret opens, before it is known who asks. */
    ownerOfFeed: (secret: Sha256) => ownerOfFeed(client, secret),
    /** What a device's secret opens, before it is known who asks. */
    deviceAtDoor: (what: SecretOfDevice, secret: Sha256) => deviceAtDoor(client, what, secret),
    /** Whom a guest's secret speaks for, before it is known who asks. */
    guestAtDoor: (secret: Sha256) => guestAtDoor(client, secret),
    /** Certificates and sealed keys; each call stands alone. */
    keys: makeKeyStore(scopedDb(client, { organization: null, practitioner: null, roles: ['key-keeper'] })) satisfies KeyStore,
    /** Recomputes the audit chain of the auditor's own hospital. */
    verifyAudit: async (auditor: Actor): Promise<ChainFault | null> => (await verifyChain(scopedDb(client, auditor), auditor.organization)).fault,
    /** The next links of the auditor's own hospital's chain. */
    auditLinks: (auditor: Actor, after: number): Promise<readonly AuditLink[]> => readLinks(scopedDb(client, auditor), auditor.organization, after),
    /** The chains of every hospital, to be watched; only the role that runs jobs may ask. */
    auditChains: makeAuditChains(client),
    /** Minutes as a stranger may know them. */
    seals: makeSealRegistry(scopedDb(client, { organization: null, practitioner: null, roles: [] }), sealer) satisfies SealRegistry,
    /** Stored minutes of every hospital, for the nightly check; only the role that runs jobs may ask. */
    storedSeals: makeStoredSeals(scopedDb(client, { organization: null, practitioner: null, roles: [] })),
    /** Files of every hospital, to be put under another key; only the role that runs jobs may ask. */
    fileSeals: makeFileSeals(scopedDb(client, { organization: null, practitioner: null, roles: [] })),
    /** Cases whose minutes wait for signatures, of every hospital; only the role that runs jobs may ask. */
    casesBeingSigned: makeCasesBeingSigned(scopedDb(client, { organization: null, practitioner: null, roles: [] })),
    /** Cases of every hospital that are older than the shortest period of retention; only the role that runs jobs may ask. */
    casesPastPeriod: makeCasesPastPeriod(scopedDb(client, { organization: null, practitioner: null, roles: [] })),
    /** Recordings of every hospital whose time is over; only the role that runs jobs may ask. */
    dueRecordings: makeDueRecordings(scopedDb(client, { organization: null, practitioner: null, roles: [] })),
    /** Deliveries of every hospital whose time has passed; only the role that runs jobs may ask. */
    overdueDeliveries: makeOverdueDeliveries(scopedDb(client, { organization: null, practitioner: null, roles: [] })),
    /** Refused messages of every hospital that nobody dealt with for long; only the role that runs jobs may ask. */
    refusedBefore: makeRefusedBefore(scopedDb(client, { organization: null, practitioner: null, roles: [] })),
    /** Squares of meeting rooms' screens that are long over, of every hospital; only the role that runs jobs may ask. */
    forgetDeviceAsks: makeForgetDeviceAsks(scopedDb(client, { organization: null, practitioner: null, roles: [] })),
    /** Forms for a patient that nobody went on with, of every hospital; only the role that runs jobs may ask. */
    forgetAdmissionDrafts: makeForgetAdmissionDrafts(scopedDb(client, { organization: null, practitioner: null, roles: [] })),
    /** Links of every hospital that have an end, for the daily round. */
    allLinks: makeAllLinks(scopedDb(client, { organization: brandId('00000000-0000-0000-0000-000000000000'), practitioner: null, roles: [] })),
    /** Every hospital, for the rounds of the night. */
    hospitals: makeAllHospitals(scopedDb(client, { organization: brandId('00000000-0000-0000-0000-000000000000'), practitioner: null, roles: [] })),
    /** How one person is reached, in that person's own scope; each query stands alone. */
    withContact: ((person, work) => work(makeContactRepository(scopedDb(client, { ...person, roles: [] }), person.practitioner))) as WithContact,
    /** Answers when the database does. */
    ready: async (): Promise<void> => {
      await client.$queryRaw`SELECT 1`
    },
    close,
  }
}

import { randomBytes } from 'node:crypto'
import { makeFhirSourceClient } from '#adapters/fhir/pull/fhir-source-client.ts'
import { makeGuardedRequest } from '#adapters/fhir/pull/guarded-request.ts'
import { readMessage } from '#adapters/hl7v2/read-message.ts'
import { openSecret, sealSecret } from '#adapters/dicomweb/sealed-password.ts'
import { makeHasFhirSource, makePullRecord, makeSaveFhirSource, makeViewFhirSource } from '#core/interop/pull-record.ts'
import { makeListRefused, makeOpenRefused, makeSetRefusedAside, makeTryRefusedAgain } from '#core/interop/deal-with-refused.ts'
import { makeIssueClient, makeListClients, makeRevokeClient } from '#core/interop/manage-clients.ts'
import { makeDropAdmissionDraft, makeKeepAdmissionDraft, makeReadAdmissionDraft } from '#core/record/admission-draft.ts'
import { makeAdmitPatient } from '#core/record/admit-patient.ts'
import { makeEnterResults, makeUploadRecord } from '#core/record/enter-record.ts'
import type { Digest } from '#core/record/ports.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { NewId } from '#core/shared/ids.ts'
import type { Store } from '#prisma/store.ts'
import type { PortalEnv } from './env.ts'

interface Foundation {
  readonly store: Pick<Store, 'atomically'>
  readonly clock: Clock
  readonly newId: NewId
  readonly digest: Digest
  readonly env: Pick<PortalEnv, 'FHIR_SOURCES' | 'PACS_SECRET'>
}

/** A record in JSON is well under this, and a hospital's server that takes longer is no help beside a call. */
const pullLimits = { bytes: 10 * 1024 * 1024, milliseconds: 15_000 }

/** The use cases of what comes from other systems, and of who may ask us. */
export function composeInterop({ store: { atomically }, clock, newId, digest, env }: Foundation) {
  const clients = { atomically, clock, newId, digest, newSecret: () => randomBytes(32).toString('base64url') } satisfies Parameters<typeof makeIssueClient>[0]
  const sources = {
    atomically, clock, seal: (token: string) => sealSecret(token, env.PACS_SECRET),
    client: makeFhirSourceClient({ request: makeGuardedRequest(env.FHIR_SOURCES, pullLimits), openToken: (sealed) => openSecret(sealed, env.PACS_SECRET) }),
  }
  return {
    hasFhirSource: makeHasFhirSource(sources),
    viewFhirSource: makeViewFhirSource(sources),
    saveFhirSource: makeSaveFhirSource(sources),
    pullRecord: makePullRecord(sources),
    listClients: makeListClients(clients),
    issueClient: makeIssueClient(clients),
    revokeClient: makeRevokeClient(clients),
    listRefused: makeListRefused({ atomically }),
    openRefused: makeOpenRefused({ atomically, clock }),
    tryRefusedAgain: makeTryRefusedAgain({ atomically, clock, newId, read: readMessage }),
    setRefusedAside: makeSetRefusedAside({ atomically, clock }),
    admitPatient: makeAdmitPatient({ atomically, clock, newId }),
    readAdmissionDraft: makeReadAdmissionDraft({ atomically }),
    keepAdmissionDraft: makeKeepAdmissionDraft({ atomically, clock }),
    dropAdmissionDraft: makeDropAdmissionDraft({ atomically }),
    enterResults: makeEnterResults({ atomically, clock, newId }),
    uploadRecord: makeUploadRecord({ atomically, clock, newId }),
  }
}

import { readSnapshotBundle } from '#adapters/fhir/snapshot-bundle.ts'
import { makeJoinTickets } from '#adapters/join-ticket/join-ticket.ts'
import { sealSecret } from '#adapters/filing/sealed-secret.ts'
import { writingHistory } from '#adapters/minutes-editor/writing-history.ts'
import { makeSealChecker } from '#adapters/pades/check-apart.ts'
import { makePadesSealer } from '#adapters/pades/pades-sealer.ts'
import { openPki } from '#adapters/pki/open-pki.ts'
import type { OutsideKeyOrder } from '#adapters/pki/outside-keys.ts'
import { openOutside } from '#adapters/pki/outside-settings.ts'
import type { KeyOrder } from '#adapters/pki/signing-keys.ts'
import type { CasePorts } from '#core/case/ports.ts'
import { mayReadMinutes, mayViewCase } from '#core/case/policy.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { SealRegistry } from '#core/minutes/seal-on-file.ts'
import { makeSaveDestination, makeSendAgain, makeSettleByHand, makeViewFiling, type DestinationInput } from '#core/filing/manage-filing.ts'
import { makeBeginSeal, makeEndSeal, makeViewSeal } from '#core/minutes/administer-seal.ts'
import { makeFreezeMinutes } from '#core/minutes/freeze-minutes.ts'
import { makeGatherFacts } from '#core/minutes/gather-facts.ts'
import { makeOpenMinutes } from '#core/minutes/open-minutes.ts'
import { makeReturnMinutes } from '#core/minutes/return-minutes.ts'
import { makeSignMinutes } from '#core/minutes/sign-minutes.ts'
import { makeOpenMinutesFile, makeViewMinutes } from '#core/minutes/view-minutes.ts'
import { makeReadTextAt, makeViewWritingHistory } from '#core/minutes/writing-history.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { err, ok } from '#core/shared/result.ts'
import type { Store } from '#prisma/store.ts'
import viCaseWords from '#web/messages/vi/case-words.json'
import type { PortalEnv } from './env.ts'
import { composeMinutesOffice } from './compose-minutes-office.ts'
import { makeLiveDrafts } from './live-drafts.ts'

interface Foundation extends Pick<CasePorts, 'clock' | 'newId'> {
  readonly store: Store
  readonly env: PortalEnv
}

/** The use cases of the minutes: written in signaling's document, frozen, signed and returned here. */
export function composeMinutes({ store, env, clock, newId }: Foundation) {
  const tickets = makeJoinTickets({ secret: env.TICKET_SECRET, clock, newId })
  const outside = openOutside(env)
  const pki = openPki({ store: store.keys, clock, newId, secret: env.PKI_SECRET, outside })
  const sealer = makePadesSealer(pki)
  const ports = { atomically: store.atomically, clock, newId }
  const gatherFacts = makeGatherFacts({
    readBundle: (bundle) => readSnapshotBundle(bundle).record,
    // The minutes are a Vietnamese form whatever language their reader has chosen.
    specialtyName: (specialty) => viCaseWords.specialty[specialty],
  })
  const noteKey = (actor: Actor, serial: string): Promise<void> =>
    store.atomically(actor, ({ audit }) =>
      audit.append({ organization: actor.organization, actor: actor.practitioner, at: clock(), payload: { type: 'account.key-issued', serial } }))
  return {
    openMinutes: makeOpenMinutes({ ...ports, gatherFacts }),
    viewMinutes: makeViewMinutes(ports),
    openMinutesFile: makeOpenMinutesFile(ports),
    freezeMinutes: makeFreezeMinutes({ ...ports, gatherFacts, drafts: makeLiveDrafts({ signalingUrl: env.SIGNALING_URL, tickets }) }),
    signMinutes: makeSignMinutes({ ...ports, keys: pki.keys, seals: pki.seals, sealer }),
    viewSeal: makeViewSeal({ seals: pki.seals }),
    beginSeal: makeBeginSeal({ ...ports, seals: pki.seals }),
    endSeal: makeEndSeal({ ...ports, seals: pki.seals }),
    returnMinutes: makeReturnMinutes(ports),
    ...composeMinutesOffice({ store, clock, newId }),
    viewWritingHistory: makeViewWritingHistory({ ...ports, history: writingHistory }),
    readTextAt: makeReadTextAt({ ...ports, history: writingHistory }),
    checkSeal: makeSealChecker({ installation: process.cwd(), trustAnchors: pki.trustAnchors }),
    findSeal: (asked: Parameters<SealRegistry['find']>[0]) => store.seals.find(asked),
    viewFiling: makeViewFiling(ports),
    saveDestination: async (actor: Actor, { token, ...input }: Omit<DestinationInput, 'secret'> & { readonly token: string }) =>
      makeSaveDestination(ports)(actor, { ...input, secret: token === '' ? null : await sealSecret(token, env.PKI_SECRET) }),
    sendAgain: makeSendAgain(ports),
    settleByHand: makeSettleByHand(ports),
    hasSigningKey: async ({ practitioner, organization }: Actor): Promise<boolean> =>
      (await store.keys.currentKey(practitioner, organization)) !== null || (await store.keys.outsideKey(practitioner, organization)) !== null,
    /** What keepers of outside keys this hospital has. */
    outsideKeyKinds: (['pkcs11', 'csc'] as const).filter((kind) => outside.devices[kind] !== null),
    registerOutsideKey: async (actor: Actor, order: OutsideKeyOrder) => {
      const registered = await pki.registerOutsideKey(order)
      if (registered.ok) await noteKey(actor, registered.value.serial)
      return registered
    },
    issueSigningKey: async (actor: Actor, order: KeyOrder) => {
      const issued = await pki.issueSigningKey(order)
      if (issued.ok) await noteKey(actor, issued.value.serial)
      return issued
    },
    /** A ticket to the shared document, for those who may read it. */
    issueMinutesTicket: (actor: Actor, input: { readonly case: CaseId; readonly name: string }) =>
      store.read(actor, async ({ cases }) => {
        const one = await cases.find(input.case)
        if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
        if (!mayReadMinutes(actor, one)) return err('case.not-allowed')
        return ok(await tickets.issueMinutesTicket({ actor, name: input.name, case: one.id }))
      }),
  }
}

import { openKey, sealKey } from '#adapters/pki/sealed-key.ts'
import type { SealedKey } from '#core/minutes/key-store.ts'
import type { Dispatcher } from '#core/filing/ports.ts'
import type { Clock } from '#core/shared/clock.ts'
import { makeFhirDispatcher } from './fhir-dispatcher.ts'
import { makeHl7Dispatcher } from './hl7-dispatcher.ts'

/** A receiver that has not answered by then is asked again later, in milliseconds. */
const patience = 20_000

const pepper = (secret: string): Buffer => Buffer.from(`filing:${secret}`)

/** Seals a receiver's token for the store. */
export const sealSecret = async (token: string, secret: string): Promise<string> =>
  JSON.stringify(await sealKey(Buffer.from(token, 'utf8'), pepper(secret), 'deployment'))

/** Hands documents to whichever kind of system a hospital has, opening the sealed token for the moment of sending. */
export function makeDispatcher({ clock, secret }: { readonly clock: Clock; readonly secret: string }, wait = patience): Dispatcher {
  const [fhir, hl7] = [makeFhirDispatcher({ clock, patience: wait }), makeHl7Dispatcher({ clock, patience: wait })]
  return {
    send: async (destination, document) => {
      const token = destination.secret === null ? null : await openKey(JSON.parse(destination.secret) as SealedKey, pepper(secret))
      const opened = { ...destination, secret: token === null ? null : Buffer.from(token).toString('utf8') }
      return destination.kind === 'hl7-mdm' ? hl7.send(opened, document) : fhir.send(opened, document)
    },
  }
}

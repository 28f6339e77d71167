import type { Dispatcher } from '#core/filing/ports.ts'
import type { Clock } from '#core/shared/clock.ts'
import { makeFhirDispatcher } from './fhir-dispatcher.ts'
import { makeHl7Dispatcher } from './hl7-dispatcher.ts'
import { openSecret } from './sealed-secret.ts'

/** A receiver that has not answered by then is asked again later, in milliseconds. */
const patience = 20_000

/** Hands documents to whichever kind of system a hospital has, opening the sealed token for the moment of sending. */
export function makeDispatcher({ clock, secret }: { readonly clock: Clock; readonly secret: string }, wait = patience): Dispatcher {
  const [fhir, hl7] = [makeFhirDispatcher({ clock, patience: wait }), makeHl7Dispatcher({ clock, patience: wait })]
  return {
    send: async (destination, document) => {
      const opened = { ...destination, secret: destination.secret === null ? null : await openSecret(destination.secret, secret) }
      return destination.kind === 'hl7-mdm' ? hl7.send(opened, document) : fhir.send(opened, document)
    },
  }
}

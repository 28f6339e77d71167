import { isForbiddenAddress, judgeAddress, type MayReach } from '#adapters/outside/judged-lookup.ts'
import type { Dispatcher } from '#core/filing/ports.ts'
import type { Clock } from '#core/shared/clock.ts'
import { makeFhirDispatcher } from './fhir-dispatcher.ts'
import { makeHl7Dispatcher } from './hl7-dispatcher.ts'
import { reachesOutside } from './outside-address.ts'
import { openSecret } from './sealed-secret.ts'

/** A receiver that has not answered by then is asked again later, in milliseconds. */
const patience = 20_000

interface DispatcherOptions {
  readonly clock: Clock
  readonly secret: string
  /** Whether an address may be sent to; by default any but the platform's own machine. */
  readonly mayReach?: MayReach
}

const hostOf = (address: string): string => new URL(address.replace(/^mllp:/, 'http:')).hostname

/** Hands documents to whichever kind of system a hospital has, opening the sealed token for the moment of sending. */
export function makeDispatcher({ clock, secret, mayReach = reachesOutside }: DispatcherOptions, wait = patience): Dispatcher {
  const [fhir, hl7] = [makeFhirDispatcher({ clock, mayReach, patience: wait }), makeHl7Dispatcher({ clock, mayReach, patience: wait })]
  return {
    send: async (destination, document) => {
      const opened = { ...destination, secret: destination.secret === null ? null : await openSecret(destination.secret, secret) }
      try {
        judgeAddress(hostOf(destination.address), mayReach)
        return await (destination.kind === 'hl7-mdm' ? hl7.send(opened, document) : fhir.send(opened, document))
      } catch (cause) {
        if (!isForbiddenAddress(cause)) throw cause
        return { delivered: false, fault: 'rejected', detail: 'the platform itself' }
      }
    },
  }
}

import type { Actor } from '#core/directory/actor.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { ContactPorts, DeliveryNoteId, PushSubscription, SubscriptionId } from './ports.ts'
import { oneself } from './ports.ts'
import type { NotifyPreference } from './preference.ts'

export interface Contact {
  readonly preference: NotifyPreference
  readonly subscriptions: readonly PushSubscription[]
}

/** How the actor wants to be reached. */
export const makeViewContact =
  (ports: ContactPorts) =>
  (actor: Actor): Promise<Contact> =>
    ports.withContact(oneself(actor), async (contact) => ({ preference: await contact.preference(), subscriptions: await contact.subscriptions() }))

/** Keeps how the actor wants to be reached. */
export const makeKeepPreference =
  (ports: ContactPorts) =>
  (actor: Actor, input: Omit<NotifyPreference, 'practitioner'>): Promise<Result<null, 'notify.no-such-zone'>> => {
    if (!isZone(input.timeZone)) return Promise.resolve(err('notify.no-such-zone'))
    return ports.withContact(oneself(actor), async (contact) => {
      await contact.savePreference({ ...input, practitioner: actor.practitioner })
      return ok(null)
    })
  }

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** Whether an address belongs to a push service that the deployment may speak to: a browser names any address it likes. */
export function isPushService(endpoint: string, services: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false
  const { protocol, host, username } = new URL(endpoint)
  return protocol === 'https:' && username === '' && services.some((service) => host === service || host.endsWith(`.${service}`))
}

/** The actor's browser may be woken from now on. */
export const makeAllowPush =
  (ports: ContactPorts) =>
  (actor: Actor, input: Pick<PushSubscription, 'endpoint' | 'p256dh' | 'auth' | 'device'>): Promise<Result<null, 'notify.unknown-service'>> => {
    if (!isPushService(input.endpoint, ports.pushServices)) return Promise.resolve(err('notify.unknown-service'))
    return ports.withContact(oneself(actor), async (contact) => {
      await contact.addSubscription({ ...input, id: brandId(ports.newId()), addedAt: ports.clock() })
      return ok(null)
    })
  }

/** The actor's browser is woken no more. */
export const makeForbidPush =
  (ports: ContactPorts) =>
  (actor: Actor, input: { readonly id: SubscriptionId }): Promise<void> =>
    ports.withContact(oneself(actor), (contact) => contact.removeSubscription(input.id))

/** The actor's browser has shown a message. */
export const makeConfirmShown =
  (ports: ContactPorts) =>
  (actor: Actor, input: { readonly note: DeliveryNoteId }): Promise<void> =>
    ports.withContact(oneself(actor), (contact) => contact.shown(input.note, ports.clock()))

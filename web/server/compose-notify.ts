import { pushPublicKey } from '#adapters/notify/push-key.ts'
import { makeAllowPush, makeConfirmShown, makeForbidPush, makeKeepPreference, makeViewContact } from '#core/notify/keep-contact.ts'
import type { ContactPorts } from '#core/notify/ports.ts'
import type { Store } from '#prisma/store.ts'
import type { PortalEnv } from './env.ts'

interface Foundation extends Pick<ContactPorts, 'clock' | 'newId'> {
  readonly store: Store
  readonly env: PortalEnv
}

/** How people want to be reached; who reaches them is jobs. */
export function composeNotify({ store, env, clock, newId }: Foundation) {
  const ports: ContactPorts = { withContact: store.withContact, clock, newId, pushServices: env.PUSH_SERVICES }
  const push = env.PUSH_SERVICES.length > 0 && env.VAPID_PRIVATE_KEY !== undefined ? pushPublicKey(env.VAPID_PRIVATE_KEY) : null
  return {
    viewContact: makeViewContact(ports),
    keepPreference: makeKeepPreference(ports),
    allowPush: makeAllowPush(ports),
    forbidPush: makeForbidPush(ports),
    confirmShown: makeConfirmShown(ports),
    /** By which ways the deployment can reach people at all; null push key where Web Push is off. */
    waysToTell: { pushKey: push, mail: env.SMTP_URL !== undefined },
  }
}

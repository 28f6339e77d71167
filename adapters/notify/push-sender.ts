import type { Agent } from 'node:https'
import type { SendPush } from '#core/notify/ports.ts'
import { isPushService } from '#core/notify/keep-contact.ts'
import webPush from 'web-push'
import { pushPublicKey } from './push-key.ts'
import { isRing, wordsOf } from './words.ts'

interface PushOptions {
  /** The deployment's own key, 32 bytes in base64url. */
  readonly privateKey: string
  /** Whom a push service may ask about us. */
  readonly subject: string
  /** The push services that the deployment may speak to. */
  readonly services: readonly string[]
  /** How TLS is spoken; the platform's own way where absent. */
  readonly agent?: Agent
}

const seconds = { ring: 120, notice: 24 * 3_600 }
const goneStatus = new Set([404, 410])

/** Wakes a browser: the words are encrypted for it alone (RFC 8291), the service on the way reads nothing. */
export function makePushSender({ privateKey, subject, services, agent }: PushOptions): SendPush {
  const vapidDetails = { subject, publicKey: pushPublicKey(privateKey), privateKey }
  return async ({ endpoint, p256dh, auth }, outgoing) => {
    if (!isPushService(endpoint, services)) return 'refused'
    const ring = isRing(outgoing.message)
    const { title, body, path } = wordsOf(outgoing)
    const payload = JSON.stringify({ title, body, path, note: outgoing.note, ring })
    try {
      await webPush.sendNotification({ endpoint, keys: { p256dh, auth } }, payload, {
        vapidDetails, TTL: ring ? seconds.ring : seconds.notice, urgency: ring ? 'high' : 'normal', timeout: 10_000, ...(agent && { agent }),
      })
      return 'accepted'
    } catch (cause) {
      if (cause instanceof webPush.WebPushError) return goneStatus.has(cause.statusCode) ? 'gone' : 'refused'
      // Nobody answers there: the ring goes on by its other ways.
      return 'refused'
    }
  }
}
